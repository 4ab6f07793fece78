"""What a finding rests on and what speaks against it, as cards that play and show what they name."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import called, dates
from app.session import Session
from db.claims import FindingSource
from widgets import icons, plain
from widgets.findings.checks import Check
from widgets.findings.parts import clear
from widgets.models import times
from widgets.models.quote_rows import QuoteReader
from widgets.picture import Picture


class SourceCards(QWidget):
    """The sources of one side of a finding."""

    quote_wanted = Signal(str)
    play_wanted = Signal(str)
    incident_wanted = Signal(str)
    finding_wanted = Signal(str)
    remove_wanted = Signal(str)
    words_wanted = Signal(str)
    """Say which words are claimed to stand in this source."""

    def __init__(self, session: Session, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain.heading(title, self, 1.05))
        layout.addLayout(self._cards)

    @property
    def count(self) -> int:
        """How many cards there are."""
        return self._cards.count()

    def show_sources(self, sources: Sequence[FindingSource], checks: Mapping[str, Check]) -> None:
        """Show these."""
        clear(self._cards)
        for source in sources:
            self._cards.addWidget(self._card(source, checks.get(source.id)))
        self.setVisible(bool(sources))

    def _card(self, source: FindingSource, check: Check | None) -> QFrame:
        frame = QFrame(self)
        frame.setObjectName("card")
        title, said, below = self._told(source)
        column = QVBoxLayout()
        column.setSpacing(3)
        if title:
            column.addWidget(self._wrapped(plain.heading(title, frame, 1.0)))
        if said:
            column.addWidget(self._wrapped(plain.label(said, frame)))
        if source.words:
            column.addWidget(plain.note(self.tr("Claimed words: “{}”").format(plain.isolated(source.words)), frame))
        if below:
            column.addWidget(plain.note(below, frame))
        if check is not None:
            column.addLayout(self._verdict(check, frame))
        line = QHBoxLayout(frame)
        line.setContentsMargins(12, 10, 8, 10)
        line.addLayout(column, 1)
        for button in self._buttons(source, title or said, frame):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _told(self, source: FindingSource) -> tuple[str, str, str]:
        """Title, text, and what stands quietly below it."""
        case = self._session.case
        table, id = source.table_name, source.record_id or ""
        record: Any = case.table(table).find(id) if table else None
        if table and record is None:
            return self.tr("No longer in the case"), source.text or "", ""
        match table:
            case "quote":
                row = QuoteReader(self._session).row(record)
                date = case.media.get(record.media_id).broadcast_date
                when = dates.in_words(date) if date else self.tr("date not known")
                said = times.dotted([row.speaker, when, times.between(row.start_ms, row.end_ms)])
                return row.title, row.translation or row.original, said
            case "incident":
                when = dates.in_words(record.date) if record.date else self.tr("date not known")
                return record.title, "", times.dotted([when, record.place or ""])
            case "finding":
                return self.tr("Finding {}").format(record.ordinal + 1), record.claim, record.made_by or ""
            case "link":
                return called.name_of(case, "link", id) or "", record.reason or "", ""
            case None:
                return "", source.text or "", ""
            case _:
                return called.name_of(case, table, id) or "", source.text or "", ""

    def _buttons(self, source: FindingSource, name: str, frame: QFrame) -> list[QWidget]:
        buttons: list[QWidget] = []
        id = source.record_id or ""
        there = source.table_name is not None and self._session.case.table(source.table_name).find(id) is not None
        quote_id = id if source.table_name == "quote" and there else None
        if source.table_name == "link" and there:
            quote_id = self._session.case.links.get(id).quote_id
        if quote_id is not None:
            shown: str = quote_id
            buttons.append(self._push(self.tr("Show"), name, frame, lambda: self.quote_wanted.emit(shown)))
            timed = self._session.case.quotes.get(shown).tokens.start_ms is not None
            tip = self.tr("Play this quote") if timed else self.tr("Its words have no times, so it can't be played")
            play = self._tool("play", tip, name, frame, lambda: self.play_wanted.emit(shown))
            play.setEnabled(timed)
            buttons.append(play)
        elif source.table_name == "incident" and there:
            buttons.append(self._push(self.tr("Show"), name, frame, lambda: self.incident_wanted.emit(id)))
        elif source.table_name == "finding" and there:
            buttons.append(self._push(self.tr("Show"), name, frame, lambda: self.finding_wanted.emit(id)))
        if not self._session.read_only:
            if source.table_name is not None and there:
                ask = self.tr("Which words are claimed to stand there")
                buttons.append(self._tool("edit", ask, name, frame, lambda: self.words_wanted.emit(source.id)))
            do = self.tr("Take away from the finding")
            buttons.append(self._tool("close", do, name, frame, lambda: self.remove_wanted.emit(source.id)))
        return buttons

    def _verdict(self, check: Check, frame: QFrame) -> QHBoxLayout:
        line = QHBoxLayout()
        icon = {True: "stands", False: "warning", None: "info"}[check.stands]
        line.addWidget(Picture(icon, parent=frame), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._wrapped(plain.label(check.said, frame)), 1)
        return line

    def _wrapped(self, label: plain.Label) -> plain.Label:
        label.setWordWrap(True)
        return label

    def _push(self, text: str, name: str, frame: QFrame, do: Any) -> QPushButton:
        button = QPushButton(text, frame)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{text}: {name}")
        button.clicked.connect(do)
        return button

    def _tool(self, icon: str, tip: str, name: str, frame: QFrame, do: Any) -> QToolButton:
        button = QToolButton(frame)
        button.setIcon(icons.get(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(f"{tip}: {name}")
        plain.tip(button, tip)
        button.clicked.connect(do)
        return button
