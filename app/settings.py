"""What the program remembers on this machine: choices and the names of cases, never what a case holds."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app import paths

_RECENT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A case that was open here before."""

    path: Path
    title: str
    opened_at: str


class Settings:
    """Reads and writes one file in the user's configuration folder."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file or paths.config() / "settings.ini"
        self._store = QSettings(str(self.file), QSettings.Format.IniFormat)

    # The program as a whole

    @property
    def theme(self) -> str:
        """The name of the theme."""
        return self._text("window/theme", "system")

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("window/theme", name)

    @property
    def volume(self) -> int:
        """0 to 100."""
        return self._number("playback/volume", 100)

    @volume.setter
    def volume(self, volume: int) -> None:
        self._store.setValue("playback/volume", str(volume))

    @property
    def muted(self) -> bool:
        """Whether the sound was off."""
        return self._number("playback/muted", 0) == 1

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._store.setValue("playback/muted", str(int(muted)))

    @property
    def player(self) -> str | None:
        """The player that the reviewer chose, if one was chosen."""
        return self._text("playback/player", "") or None

    @player.setter
    def player(self, name: str | None) -> None:
        self._store.setValue("playback/player", name or "")

    @property
    def captions(self) -> bool:
        """Whether the words are shown on the picture."""
        return self._number("playback/captions", 0) == 1

    @captions.setter
    def captions(self, shown: bool) -> None:
        self._store.setValue("playback/captions", str(int(shown)))

    def keys(self, action: str) -> list[str] | None:
        """The keys that the reviewer gave an action; None if the usual ones stand."""
        said = self._store.value(f"keys/{action}")
        return None if said is None else [key for key in str(said).split("\t") if key]

    def set_keys(self, action: str, keys: list[str] | None) -> None:
        """Give an action other keys, or with None the usual ones."""
        if keys is None:
            self._store.remove(f"keys/{action}")
        else:
            self._store.setValue(f"keys/{action}", "\t".join(keys))

    @property
    def recent(self) -> list[Recent]:
        """The cases that were open here, newest first. Those that are gone stay, until they are forgotten."""
        count = self._store.beginReadArray("recent")
        found: list[Recent] = []
        for number in range(count):
            self._store.setArrayIndex(number)
            found.append(Recent(Path(self._text("path")), self._text("title"), self._text("opened")))
        self._store.endArray()
        return found

    def remember_case(self, path: Path, title: str) -> None:
        """Put a case before the others."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        path = path.resolve()
        self._keep([Recent(path, title, now), *(case for case in self.recent if case.path != path)])

    def retitle_case(self, path: Path, title: str) -> None:
        """Call a case on the list what it is called now, in its place; a case that is not on it stays off."""
        path, there = path.resolve(), self.recent
        if any(case.path == path and case.title != title for case in there):
            self._keep([replace(case, title=title) if case.path == path else case for case in there])
            self._store.sync()

    def forget_case(self, path: Path) -> None:
        """Take a case off the list."""
        self._keep([case for case in self.recent if case.path != path])

    # One case

    def layout(self, case_id: str, room: str) -> QByteArray | None:
        """How the panes of a room stood in this case; where it has none of its own, as they stood last."""
        for key in (f"case-{case_id}/layout-{room}", f"window/layout-{room}"):
            said = self._store.value(key)
            if isinstance(said, QByteArray) and not said.isEmpty():
                return said
        return None

    def set_layout(self, case_id: str, room: str, state: QByteArray) -> None:
        """Remember how the panes stand."""
        self._store.setValue(f"case-{case_id}/layout-{room}", state)
        self._store.setValue(f"window/layout-{room}", state)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood."""
        said = self._store.value("window/geometry")
        return said if isinstance(said, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)

    def media_id(self, case_id: str) -> str | None:
        """Which recording was shown last."""
        return self._text(f"case-{case_id}/media") or None

    def place(self, case_id: str, media_id: str) -> tuple[int, float]:
        """Where a recording stood, in milliseconds, and how fast it ran."""
        said = self._text(f"case-{case_id}/place-{media_id}").split()
        try:
            return max(0, int(said[0])), float(said[1])
        except (IndexError, ValueError):
            return 0, 1.0

    def remember_place(self, case_id: str, media_id: str, ms: int, rate: float) -> None:
        """Where the reviewer stopped."""
        self._store.setValue(f"case-{case_id}/media", media_id)
        self._store.setValue(f"case-{case_id}/place-{media_id}", f"{ms} {rate}")

    def kept(self, case_id: str, name: str) -> str:
        """What the window keeps of a case under this name; empty for nothing."""
        return self._text(f"case-{case_id}/{name}")

    def keep(self, case_id: str, name: str, said: str) -> None:
        """Keep it until next time."""
        self._store.setValue(f"case-{case_id}/{name}", said)

    def shared_folder(self, case_id: str) -> Path | None:
        """The folder through which this case is exchanged with colleagues, if one was chosen."""
        said = self._text(f"case-{case_id}/shared-folder")
        return Path(said) if said else None

    def set_shared_folder(self, case_id: str, folder: Path) -> None:
        """Exchange this case through that folder."""
        self._store.setValue(f"case-{case_id}/shared-folder", str(folder))

    def seen(self, case_id: str) -> int | None:
        """How many steps of colleagues have been seen; None if the case was never open here."""
        said = self._text(f"case-{case_id}/seen")
        return int(said) if said.isdigit() else None

    def set_seen(self, case_id: str, count: int) -> None:
        """So many have been seen."""
        self._store.setValue(f"case-{case_id}/seen", str(count))

    def flush(self) -> None:
        """Write to disk what is not there yet."""
        self._store.sync()

    def _keep(self, cases: list[Recent]) -> None:
        self._store.remove("recent")
        self._store.beginWriteArray("recent")
        for number, case in enumerate(cases[:_RECENT]):
            self._store.setArrayIndex(number)
            self._store.setValue("path", str(case.path))
            self._store.setValue("title", case.title)
            self._store.setValue("opened", case.opened_at)
        self._store.endArray()

    def _text(self, key: str, otherwise: str = "") -> str:
        said = self._store.value(key, otherwise)
        return said if isinstance(said, str) else otherwise

    def _number(self, key: str, otherwise: int) -> int:
        try:
            return int(self._text(key, str(otherwise)))
        except ValueError:
            return otherwise
