"""What a colleague did to one record, step by step."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.naming import field_of
from app.news import News
from app.session import Session
from db.records import Act
from widgets import icons, plain
from widgets.divider import Divider
from widgets.models import times
from widgets.models.moments import moment
from widgets.together.context import Context
from widgets.together.named import Named, Names

_LONGEST, _MOST = 90, 20


class NewsPage(QWidget):
    """Shows it; what is new stays so until somebody says that it was seen."""

    go_wanted = Signal()
    play_wanted = Signal(str)
    seen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = plain.heading("", self)
        self._heading.setWordWrap(True)
        self.context = Context(session, self)
        self.context.go_wanted.connect(self.go_wanted)
        self.context.play_wanted.connect(self.play_wanted)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(8)
        self.seen_button = QPushButton(icons.get("check"), self.tr("Mark everything new as seen"), self)
        self.seen_button.setAutoDefault(False)
        self.seen_button.clicked.connect(self.seen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 24)
        layout.setSpacing(14)
        layout.addWidget(self._heading)
        layout.addWidget(self.context)
        layout.addLayout(self._steps)
        layout.addWidget(Divider(self))
        layout.addWidget(plain.note(self.tr("Times are those of your colleague's own clock."), self))
        layout.addWidget(self.seen_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.setMaximumWidth(900)

    def show_news(self, news: News, named: Named, names: Names) -> None:
        """Tell this."""
        self._heading.setText(self.tr("What {} did").format(plain.isolated(news.reviewer)))
        self.context.show_record(named)
        while (item := self._steps.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for act in news.acts[:_MOST]:
            self._tell(act, news, names)
        if len(news.acts) > _MOST:
            self._steps.addWidget(plain.note(self.tr("and {} earlier").format(len(news.acts) - _MOST), self))

    def _tell(self, act: Act, news: News, names: Names) -> None:
        kinds = {"undo": self.tr("Undone: {}"), "redo": self.tr("Done again: {}")}
        what = plain.label(times.dotted([kinds.get(act.kind, "{}").format(act.label), moment(act.at)]), self)
        self._steps.addWidget(what)
        lines: list[str] = []
        for change in self._session.case.ledger.body(act.id)["changes"]:
            if change["op"] == "update" and change["id"] == news.record_id:
                lines += _changes(change, names)
        if lines:
            said = plain.note("\n".join(lines), self)
            said.setContentsMargins(14, 0, 0, 0)
            self._steps.addWidget(said)


def _changes(change: dict[str, Any], names: Names) -> list[str]:
    found: list[str] = []
    for name, (before, after) in change["fields"].items():
        if name == "tokens" or before == after:
            continue
        values = [names.value(change["table"], name, value) or "–" for value in (before, after)]
        found.append(
            f"{field_of(change['table'], name)}: {' → '.join(plain.isolated(_short(value)) for value in values)}"
        )
    return found


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
