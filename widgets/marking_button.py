"""How a note or a whole record is marked, as privileged and by a traffic light, and the way to mark it otherwise."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget

from app import law, privilege
from app.privilege import WHOLE
from app.session import Session
from widgets import icons, plain
from widgets.models import choices, times
from widgets.models.choices import Choice
from widgets.picker import pick

_NEITHER = ""
"""In place of the code of a privilege."""


class MarkingButton(QToolButton):
    """Two marks, of which one choice sets one: why it must not leave the house, and who may see it."""

    def __init__(
        self,
        session: Session,
        table: str,
        field: str = WHOLE,
        parent: QWidget | None = None,
        *,
        is_terse: bool = False,
    ) -> None:
        """`is_terse`: without words as long as nothing is marked."""
        super().__init__(parent)
        self._is_terse = is_terse
        self._session, self._table, self._field = session, table, field
        self._record_id: str | None = None
        self.is_marked = False
        self.setIcon(icons.get("lock"))
        self.setAutoRaise(True)
        self._what = self.tr("Marking of this record") if field == WHOLE else self.tr("Marking of these notes")
        self.setAccessibleName(self._what)
        plain.tip(self, self.tr("Why it must not leave the house, and who may see it"))
        self.clicked.connect(self.ask)
        session.changed.connect(self._follow)

    def show_of(self, record_id: str | None) -> None:
        """Be about this record."""
        self._record_id = record_id
        case = self._session.case if self._session.is_open else None
        found = privilege.marked(case, self._table, record_id, self._field) if case and record_id else None
        said: list[str] = []
        if case is not None and found is not None:
            code = found.privilege if privilege.is_privilege(found.privilege) else None
            said = [found.marking or "", choices.label_in(law.terms(case, "privilege"), code)]
        self.is_marked = any(said)
        is_bare = self._is_terse and not self.is_marked
        beside, only = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(only if is_bare else beside)
        self.setText(times.dotted(said) or self.tr("Not marked"))
        self.setAccessibleName(f"{self._what}: {self.text()}")
        self.setEnabled(record_id is not None and not self._session.read_only)

    def ask(self) -> None:
        """Ask for one of the two marks; the other stays."""
        pick(
            self,
            self._what,
            [*self._offered(), Choice(_NEITHER, self.tr("Not privileged"), self.tr("the traffic light stays"))],
            self._mark,
            clear=(self.tr("no marking"), lambda: self._set(None, None)),
        )

    def _offered(self) -> list[Choice]:
        return [one for one in choices.terms(self._session, "tlp", "privilege") if privilege.is_privilege(one.key)]

    def _mark(self, code: str) -> None:
        case = self._session.case
        found = privilege.marked(case, self._table, self._record_id or "", self._field)
        if code in {term.code for term in law.terms(case, "tlp")}:
            self._set(found.privilege if found else None, code)
        else:
            self._set(code or None, found.marking if found else None)

    def _set(self, code: str | None, light: str | None) -> None:
        if self._record_id is not None:
            step = self.tr("Mark record") if self._field == WHOLE else self.tr("Mark notes")
            self._session.do(step, privilege.mark, self._table, self._record_id, self._field, code, light)

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if "privilege" in changes:
            self.show_of(self._record_id)
