"""What was looked at and what was found, as plain values with nothing of the case behind them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """How closely to look, and what to look with."""

    with_media: bool = True
    """Read every recording from end to end."""
    roots: bytes | None = None
    """Certificates of time-stamping authorities that the reader believes, as PEM."""
    head: str | None = None
    """The head of a history (or its beginning) that was noted down when something left the house."""
    passphrase: str | None = None
    """For a file that is encrypted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    """What scripts know it by: `chain`, or `media interview.mp4`."""
    ok: bool | None
    """None: it could not be checked, so nothing is said either way."""
    claim: str
    """The sentence for people."""
    detail: str
    """What exactly was compared, or why it could not be."""

    @property
    def sentence(self) -> str:
        """The detail with a capital and a full stop."""
        return f"{self.detail[:1].upper()}{self.detail[1:]}{'' if self.detail.endswith('.') else '.'}"


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that is not proven, and can't be from the file."""

    name: str
    claim: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that was found about one file."""

    kind: str
    """`case`, `bundle`, `feed`, `disclosure` or `exhibit`."""
    subject: str
    """The name of the file or folder."""
    title: str | None
    """The case's own title, where it could be read."""
    sha256: str | None
    """Of the file as it was read; None for a folder."""
    heads: tuple[str, ...]
    """The newest steps of the history: what "up to here" means."""
    findings: tuple[Finding, ...]
    limits: tuple[Limit, ...]

    @property
    def ok(self) -> bool:
        """True if nothing was found wrong; what could not be checked does not count against it."""
        return all(one.ok is not False for one in self.findings)

    @property
    def proven(self) -> tuple[Finding, ...]:
        """What was checked and holds."""
        return tuple(one for one in self.findings if one.ok)

    @property
    def wrong(self) -> tuple[Finding, ...]:
        """What was checked and does not hold."""
        return tuple(one for one in self.findings if one.ok is False)

    @property
    def unchecked(self) -> tuple[Finding, ...]:
        """What could not be checked."""
        return tuple(one for one in self.findings if one.ok is None)
