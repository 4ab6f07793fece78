"""What can go wrong with a case file, each kind named."""


class CaseError(Exception):
    """The root of all that a case file can refuse; the message is for the log, never for the reviewer."""


class NotACase(CaseError):
    """The file isn't SQLite, isn't ours, or its schema isn't one that we ever released."""


class IsDisclosure(NotACase):
    """A disclosure: it can be looked at, but holds no history to work on or to merge."""


class CaseTooNew(CaseError):
    """The case was written by a newer version of the program."""


class CaseDamaged(CaseError):
    """SQLite, the ledger or the schema says that the file is not as we left it."""


class CaseReplaced(CaseError):
    """The file was moved away or replaced while it was open; a write would go into the void."""


class CaseMissing(CaseError):
    """There is no file at that path."""


class CaseExists(CaseError):
    """A new case was to be made where a file already is."""


class CaseLocked(CaseError):
    """Another window holds the case for editing."""


class CaseReadOnly(CaseError):
    """A write was asked of a case that was opened for reading, or lies on a read-only medium."""


class ForeignSidecar(CaseError):
    """A `-journal` or `-wal` that we did not leave lies beside the case; obeying it could destroy data."""


class DiskFull(CaseError):
    """The medium has no room left; the step was rolled back."""


class OutsideStep(CaseError):
    """A row was written outside a step. Always a bug of ours, or another program at work."""


class NoSuchRecord(CaseError):
    """No record of that kind has that id."""


class BadValue(CaseError):
    """A value that the case file can't keep: NUL, a lone surrogate, a broken rule of the schema."""


class ReceivedDamaged(CaseDamaged):
    """What came from elsewhere is not what was signed, or is nothing that the program writes; the message says why."""


class ReceivedForeign(NotACase):
    """What came from elsewhere is no bundle and no copy of a case."""


class Overrun(CaseError):
    """Reading what came from elsewhere took too much time or memory, or ended the process that read it."""


class NothingInCommon(CaseError):
    """Two files were to be merged that are not copies of one case."""


class KeyChanged(CaseError):
    """A device signs with another key than the one that it was first known by."""

    def __init__(self, what: str, device_id: str = "", known: str = "", came: str = "") -> None:
        super().__init__(what)
        self.device_id, self.known, self.came = device_id, known, came
        """The device as it calls itself, the key that it was known by, and the one that it signs with."""


class NothingToUndo(CaseError):
    """The end of the history in that direction."""


class ChangedSince(CaseError):
    """The step can't be undone or redone: what it changed has been changed again since."""
