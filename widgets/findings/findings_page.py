"""The findings: what each claims, what it rests on, what speaks against it, and what a check of its words says."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import findings
from app.session import Session
from db.claims import FindingSource
from widgets import icons, plain
from widgets.divider import Divider
from widgets.fields import LineField, NoteField
from widgets.findings.checks import Check, Checker
from widgets.findings.naming import ends, nameable
from widgets.findings.parts import clear
from widgets.findings.source_cards import SourceCards
from widgets.form import Form
from widgets.models import times
from widgets.models.choices import Choice
from widgets.picker import pick
from widgets.picture import Picture
from widgets.record_list import RecordList
from widgets.record_page import RecordPage

translate = QCoreApplication.translate


class FindingsPage(RecordPage):
    """The list of findings, and the one that is chosen with its evidence on both sides."""

    table = "finding"
    tables = frozenset({"finding", "finding_source", "quote", "incident", "link", "media", "person", "contradiction"})
    first = "claim"
    quote_wanted = Signal(str)
    play_wanted = Signal(str)
    incident_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Findings"),
            self.tr("New finding"),
            self.tr("No findings yet.\nA finding is what somebody concludes, and rests upon quotes."),
            lambda: rows(session) if session.is_open else [],
        )
        self._checker: Checker | None = None
        super().__init__(session, listed, parent)
        for name, label, field in (
            ("claim", self.tr("Claim"), NoteField(self.tr("Claim"), "", self)),
            ("made_by", self.tr("Made by"), LineField(self.tr("Made by"), self.tr("Who concludes it"), self)),
            ("open", self.tr("Still open"), NoteField(self.tr("Still open"), self.tr("What is to be shown yet"), self)),
        ):
            self.take(name, label, field)
        self._grades = Form(self)
        for name, label, field in (
            ("polarity", self.tr("Polarity"), LineField(self.tr("Polarity"), self.tr("Inculpatory…"), self)),
            ("likelihood", self.tr("Likelihood"), LineField(self.tr("Likelihood"), self.tr("Not graded"), self)),
            ("confidence", self.tr("Confidence"), LineField(self.tr("Confidence"), self.tr("Not graded"), self)),
            ("strength", self.tr("Strength"), LineField(self.tr("Strength"), self.tr("Inference on inference…"), self)),
            ("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self)),
        ):
            self.take(name, label, field, self._grades)
        self.sides = {side: SourceCards(session, title, self) for side, title in self._titles().items()}
        self._check = QVBoxLayout()
        self._nothing = plain.note(
            self.tr(
                "Nothing is named yet. Cite the quotes and incidents that it rests on, and what speaks against it."
            ),
            self,
        )
        self.below.addWidget(Divider(self))
        self.below.addLayout(self._check)
        self.below.addWidget(self._nothing)
        for side in self.sides.values():
            self.below.addWidget(side)
            side.quote_wanted.connect(self.quote_wanted)
            side.play_wanted.connect(self.play_wanted)
            side.incident_wanted.connect(self.incident_wanted)
            side.finding_wanted.connect(self.list.choose)
            side.remove_wanted.connect(partial(self.try_to, self.tr("Take away from finding"), findings.uncite))
            side.words_wanted.connect(self._ask_words)
        self._citing = self._cite_line()
        self.below.addWidget(self._citing)
        self._touching = QVBoxLayout()
        self.below.addLayout(self._touching)
        self.below.addWidget(Divider(self))
        self.below.addWidget(plain.heading(self.tr("Grades and notes"), self, 1.05))
        self.below.addWidget(self._grades)
        self._movers = (
            self._mover(-1, "up", self.tr("Move up (Alt+Up)")),
            self._mover(1, "down", self.tr("Move down (Alt+Down)")),
        )
        self.list.move_wanted.connect(self.move)
        self.list.reload()

    def check_by(self, checker: Checker | None) -> None:
        """Have each finding checked by this, and what it says shown with it."""
        self._checker = checker
        if self._id is not None:
            self.show_record(self._id)

    def find(self, id: str) -> Any:
        """The finding, or None."""
        return self._session.case.argument.findings.find(id)

    def shown(self, record: Any) -> None:
        """What it names, side by side, with what the check says."""
        sources = self._session.case.argument.finding_sources.of(record.id)
        checks = self._checker(record.id) if self._checker is not None else ()
        of_source = {check.source_id: check for check in checks if check.source_id is not None}
        for side, cards in self.sides.items():
            cards.show_sources([one for one in sources if one.side == side], of_source)
        self._nothing.setVisible(not sources)
        self._citing.setVisible(not self._session.read_only)
        for mover in self._movers:
            mover.setVisible(not self._session.read_only)
        self._show_touching(record.id, sources)
        self._show_whole([check for check in checks if check.source_id is None])

    def add(self) -> None:
        """Make a new finding, whose claim is still to be written."""
        self.begin(self.try_to(self.tr("Add finding"), findings.add, self.tr("New finding")))

    def change(self, name: str, value: object) -> None:
        """Set a field of the finding."""
        if self._id is not None:
            self.try_to(self.tr("Change finding"), findings.change, self._id, **{name: value})

    def remove(self) -> None:
        """Remove the finding with what it names."""
        if self._id is not None:
            self.try_to(self.tr("Remove finding"), findings.remove, self._id)

    def move(self, by: int) -> None:
        """Give the finding a place earlier (-1) or later (1): their order is that of the defence sheet."""
        order = [one.id for one in self._session.case.argument.findings.all()]
        if self._id is not None and not self._session.read_only:
            to = order.index(self._id) + by
            if 0 <= to < len(order):
                self.try_to(self.tr("Move finding"), findings.move, self._id, to)

    def cite(self) -> None:
        """Choose a record that the finding names."""
        if self._id is not None:
            known = nameable(self._session, self._id)
            pick(self._cite, self.tr("What does the finding name?"), known, self._cite_key, kind="finding source")

    def write(self) -> None:
        """Write what the finding names, where that is no record of the case."""
        said = plain.ask_text(self, self.tr("Write"), self.tr("What is it?"))
        if said and said.strip() and self._id is not None:
            self.try_to(self.tr("Cite"), findings.cite, self._id, self.side.currentData(), text=said)

    # inside

    def _titles(self) -> dict[str, str]:
        return {
            "support": self.tr("Rests on"),
            "contrary": self.tr("Against it"),
            "alternative": self.tr("What else may be"),
            "bears_on": self.tr("Bears on"),
        }

    def _mover(self, by: int, icon: str, name: str) -> QPushButton:
        button = QPushButton(icons.get(icon), "", self)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        plain.tip(button, name)
        button.clicked.connect(lambda: self.move(by))
        self.foot.insertWidget(self.foot.count() - 1, button)
        return button

    def _cite_line(self) -> QWidget:
        made = QWidget(self)
        self.side = QComboBox(made)
        self.side.setAccessibleName(self.tr("Side"))
        for code, title in self._titles().items():
            self.side.addItem(title, code)
        self._cite = QPushButton(icons.get("add"), self.tr("Cite…"), made)
        self._write = QPushButton(icons.get("edit"), self.tr("Write…"), made)
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.side)
        for button, do in ((self._cite, self.cite), (self._write, self.write)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, do=do: do())
            line.addWidget(button)
        line.addStretch(1)
        return made

    def _cite_key(self, key: str) -> None:
        table, _, id = key.partition("\n")
        if self._id is not None:
            self.try_to(self.tr("Cite"), findings.cite, self._id, self.side.currentData(), table=table, record_id=id)

    def _ask_words(self, source_id: str) -> None:
        source = self._session.case.argument.finding_sources.find(source_id)
        if source is None:
            return
        ask = self.tr("Which words does the finding say stand there?")
        said = plain.ask_text(self, self.tr("Claimed words"), ask, source.words or "")
        if said is not None:
            self.try_to(self.tr("Set claimed words"), findings.change_source, source_id, words=said)

    def _show_touching(self, finding_id: str, sources: Sequence[FindingSource]) -> None:
        """Contradictions that name the finding, or something that it rests on."""
        clear(self._touching)
        about = {("finding", finding_id)} | {
            (one.table_name, one.record_id) for one in sources if one.side == "support"
        }
        found = [
            one
            for one in self._session.case.argument.contradictions.all()
            if {(one.one_table, one.one_id), (one.other_table, one.other_id)} & about
        ]
        if found:
            self._touching.addWidget(plain.heading(self.tr("Contradictions that touch it"), self, 1.05))
        for one in found:
            text = plain.label(f"{one.kind}: {ends(self._session, one)}", self)
            text.setWordWrap(True)
            self._touching.addWidget(text)

    def _show_whole(self, checks: Sequence[Check]) -> None:
        while (item := self._check.takeAt(0)) is not None:
            inner = item.layout()
            if inner is not None:
                clear(inner)
        for check in checks:
            line = QHBoxLayout()
            icon = {True: "stands", False: "warning", None: "info"}[check.stands]
            line.addWidget(Picture(icon, parent=self), 0, Qt.AlignmentFlag.AlignTop)
            text = plain.label(check.said, self)
            text.setWordWrap(True)
            line.addWidget(text, 1)
            self._check.addLayout(line)


def rows(session: Session) -> list[Choice]:
    """The findings by their number, with how much stands on each side."""
    argument = session.case.argument
    found: list[Choice] = []
    for number, one in enumerate(argument.findings.all(), 1):
        sides = [source.side for source in argument.finding_sources.of(one.id)]
        counts = {side: sides.count(side) for side in ("support", "contrary")}
        said = [
            one.made_by or "",
            translate("Findings", "{} for").format(counts["support"]) if counts["support"] else "",
            translate("Findings", "{} against").format(counts["contrary"]) if counts["contrary"] else "",
        ]
        words = " ".join(part for part in (one.open, one.notes, one.polarity) if part)
        found.append(Choice(one.id, f"{number}. {' '.join(one.claim.split())}", times.dotted(said), words=words))
    return found
