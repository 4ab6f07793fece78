"""Every sentence with which the program says that something can't be done, and what to do then."""

from dataclasses import dataclass

from app.visible import in_brief
from db import errors


@dataclass(frozen=True, slots=True)
class Problem:
    """What happened, and what you can do. Both are plain sentences."""

    what: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


class Refused(Exception):
    """Input or a wish that can't be followed; nothing was written."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.problem = Problem(in_brief(what), in_brief(do))

    def __str__(self) -> str:
        return str(self.problem)


_OF_THE_CASE: dict[type[errors.CaseError], Problem] = {
    errors.NotACase: Problem("This file is not an Avowal case.", "Choose a case file; its name ends in .sqlite."),
    errors.IsDisclosure: Problem(
        "This is a disclosure, a copy without history that was made to be shown, so it can only be looked at.",
        "Open it for reading only; work on the case itself.",
    ),
    errors.CaseTooNew: Problem(
        "This case was made by a newer version of Avowal.", "Update Avowal, then open it again."
    ),
    errors.CaseDamaged: Problem(
        "This case file is damaged or was changed by another program, so nothing is written to it.",
        "Open the newest copy in the backups folder beside it.",
    ),
    errors.CaseReplaced: Problem(
        "The case file was moved, deleted or replaced while it was open, so this change was not saved.",
        "Put the file back, then open it again.",
    ),
    errors.CaseMissing: Problem("There is no case at that place.", "Check the name, or plug in the drive it lies on."),
    errors.CaseExists: Problem("A file of that name is there already.", "Choose another name."),
    errors.CaseLocked: Problem(
        "Another window is editing this case.", "Close it there, or open the case for reading only."
    ),
    errors.CaseReadOnly: Problem(
        "This case can't be written: it is open for reading, or lies on a medium that can't be written.",
        "Copy it to a drive that you can write to, then open it there.",
    ),
    errors.ForeignSidecar: Problem(
        "Beside the case lies a -journal, -wal or -shm file that this installation did not leave, and obeying it could "
        "destroy data.",
        "Move that file away, or open the case where it was last edited.",
    ),
    errors.DiskFull: Problem("The drive is full, so this change was not saved.", "Make room, then do it again."),
    errors.NoSuchRecord: Problem("There is no such record in this case.", "Check the id."),
    errors.BadValue: Problem("The case can't hold that value.", "Correct it and try again."),
    errors.ReceivedForeign: Problem(
        "This is neither a shared case nor a copy of one.", "Choose the file that your colleague sent."
    ),
    errors.Overrun: Problem(
        "Reading this file takes more time or memory than a file from elsewhere gets, so nothing of it was taken.",
        "Ask your colleague to share the case again.",
    ),
    errors.NothingInCommon: Problem(
        "These are not copies of one case, or they hold different recordings under one name, so nothing was merged.",
        "Choose a copy of the case that is open.",
    ),
    errors.NothingToUndo: Problem("There is nothing to undo or redo.", ""),
    errors.ChangedSince: Problem(
        "This step can't be undone, because what it changed has been changed again since.",
        "Change it by hand instead.",
    ),
}


KNOWN: tuple[type[Exception], ...] = (Refused, errors.CaseError, OSError)
"""What the world can do to us, for those who say it at the place where it happened."""


def problem_of(error: Exception) -> Problem | None:
    """The sentences for an error that the world caused; None for a bug of ours, which must fly on."""
    if isinstance(error, Refused):
        return error.problem
    if isinstance(error, errors.OutsideStep):
        return None
    if isinstance(error, errors.ReceivedDamaged):
        return Problem(f"What came can't be taken: {error}.", "Ask your colleague to share the case again.")
    if isinstance(error, errors.KeyChanged):
        return Problem(
            f"This comes from a device that was known by another key, so nothing of it was taken: {error}.",
            "Ask its reviewer, not by mail, whether the device was set up anew; only then trust the new key "
            "(keys trust FILE --replace).",
        )
    for kind in type(error).__mro__:
        if kind in _OF_THE_CASE:
            return _OF_THE_CASE[kind]
    if isinstance(error, OSError):
        return Problem(
            f"A file can't be read or written: {error.strerror or 'unknown reason'}.", "Check the drive and the name."
        )
    return None
