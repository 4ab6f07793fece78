"""Every sentence about what is proven and what is not; the window, the command line and the statement say the same."""

from collections.abc import Iterable

from app.proof.values import Finding, Limit

_CLAIMS: dict[str, tuple[str, str, str]] = {
    "opens": (
        "The file is what it says it is.",
        "The file is damaged, or was changed by another program.",
        "The file was not opened.",
    ),
    "file": (
        "The file is undamaged.",
        "The file is damaged.",
        "Whether the file is undamaged was not checked.",
    ),
    "chain": (
        "No step of the history was changed, removed or slipped in.",
        "The history was changed: a step was altered, removed or slipped in.",
        "The order of the steps was not checked.",
    ),
    "steps": (
        "What each step did is as it was written then.",
        "What a step did was altered, or is missing.",
        "What the steps did was not checked.",
    ),
    "history": (
        "The case holds what its history says, and nothing else.",
        "The case holds something that its history does not say.",
        "The case was not compared with its history.",
    ),
    "imports": (
        "Imported transcripts and files are as they came.",
        "An imported transcript or file was altered.",
        "Imported transcripts and files were not checked.",
    ),
    "departures": (
        "Everything that left the house is still in the history.",
        "Something left the house that this history does not know: this copy was cut, or is an older one.",
        "What left the house was not checked.",
    ),
    "head": (
        "Nothing before the head that you gave has changed since.",
        "The head that you gave is not in this history: it was rewritten, cut, or is another case.",
        "The head that you gave was not looked for.",
    ),
    "signature": (
        "What is in this file is what the holder of one key signed.",
        "The signature is not one that the key made.",
        "Nobody signed this file.",
    ),
    "key": (
        "The key is known here.",
        "This device was known here by another key.",
        "The key is not known here, so nothing ties it to a person.",
    ),
    "contents": (
        "Every table is as it was signed.",
        "A table is not what was signed.",
        "The tables were not compared with what was signed.",
    ),
    "heads": (
        "The history ends where it ended when it was signed.",
        "The history was cut or lengthened after it was signed.",
        "The end of the history was not compared with what was signed.",
    ),
    "files": (
        "Every recording that is packed inside is as it was signed.",
        "A recording that is packed inside is not what was signed.",
        "The recordings packed inside were not checked.",
    ),
    "listed": (
        "Every file of the exhibit is as it was signed; none is missing, none was added.",
        "A file of the exhibit was altered, is missing, or was added.",
        "The files of the exhibit were not compared with what was signed.",
    ),
    "bare": (
        "It holds no history, so nothing that was deleted or replaced.",
        "It holds a history, which a disclosure never does.",
        "Whether it holds a history was not checked.",
    ),
    "rows": (
        "What the file shows is what its steps give when they are done again.",
        "What the file shows is not what its steps give when they are done again.",
        "What the file shows was not compared with its steps.",
    ),
    "media": (
        "The recording “{}” is, byte for byte, the one that was added.",
        "THE RECORDING “{}” IS NOT THE ONE THAT WAS ADDED.",
        "The recording “{}” was not read.",
    ),
    "missing": ("", "The recording “{}” is not where the case knows it.", ""),
    "stamp": (
        "An authority attests that the history up to a step existed at {}.",
        "A kept time stamp does not hold.",
        "A time stamp says {}; whose word that is was not checked.",
    ),
    "feed": (
        "Every file of the device {} is whole, and signed with its key.",
        "A file of the device {} is not what was signed.",
        "Some files of the device {} are not whole (yet).",
    ),
}

_LIMITS: dict[str, tuple[str, str]] = {
    "person": (
        "Who sat at the keyboard.",
        "A key and a device are known, not the hand that used them. Who had the machine and its password at that time "
        "is a matter for witnesses.",
    ),
    "authenticity": (
        "That a recording is authentic.",
        "A recording is the same as on the day that it was added. Whether it was cut, staged or made by a machine "
        "before that day, no hash can tell.",
    ),
    "meaning": (
        "That a transcript, a translation or a judgement is right.",
        "They are as they were entered. Whether they are right is for translators, reviewers and the court.",
    ),
    "time": (
        "The times at which steps were made.",
        "They are what the clock of each machine said, and a clock can be set. Only the order of the steps is proven, "
        "and a time where an authority stamped one.",
    ),
    "after": (
        "Anything after the newest step.",
        "The proof ends at the head that is named here. What is done to a copy later shows in that copy, not in this "
        "answer; and whoever never saw a head can't tell that newer steps were cut off. Note the head down, or have it "
        "stamped.",
    ),
    "unsigned": (
        "Which device made which step.",
        "In a case the steps are chained, not signed one by one. What is handed over (a shared file, a shared folder) "
        "is signed by the device that hands it over.",
    ),
    "key": (
        "That a key belongs to a person.",
        "A key is believed when it is first seen, and held to from then on. Compare its fingerprint by voice with the "
        "person whose it should be.",
    ),
    "authority": (
        "That a time-stamping authority told the truth.",
        "Its certificate was followed to a root that you chose to believe. Whether the authority was withdrawn since "
        "was not asked, for nothing here goes online.",
    ),
    "selection": (
        "That what was left out does not matter.",
        "A disclosure is a selection that somebody made. It can't be compared with the case from here: whoever has the "
        "case can make it again from the same head, and compare the rows.",
    ),
    "completeness": (
        "That nothing was kept back.",
        "Only what was handed over can be checked. Recordings that are not inside were not looked at.",
    ),
}


def finding(kind: str, ok: bool | None, detail: str, of: str = "", name: str | None = None) -> Finding:
    """A finding with its sentence. `of` says which one, where there are several; `name` where scripts know it else."""
    yes, no, unknown = _CLAIMS[kind]
    claim = yes if ok else unknown if ok is None else no
    return Finding(name or f"{kind} {of}".strip(), ok, claim.format(of), detail)


def limits(names: Iterable[str]) -> tuple[Limit, ...]:
    """What is not proven, under these names."""
    return tuple(Limit(name, *_LIMITS[name]) for name in names)
