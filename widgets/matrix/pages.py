"""The pages beside the matrix: ways into evidence, law by date, inside details, assertions, and the defence sheet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import dates
from app.argument import contrary, told
from app.argument.defence import Section
from app.argument.foundation import Party, parties_of
from app.argument.reading import Reader
from app.argument.routes import forum_of, rules
from app.exporters import defence as exporter
from app.people import name_of
from app.problems import Problem, Refused, problem_of
from app.session import Session
from widgets import icons, plain
from widgets.divider import Divider
from widgets.fields import ChoiceField
from widgets.findings.naming import quotes
from widgets.matrix.sections import SectionsView


class Page(QWidget):
    """A line of choices, and sections below it; read when somebody looks."""

    failed = Signal(object)
    """A Problem."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.choices = QHBoxLayout()
        self.choices.setContentsMargins(14, 10, 14, 8)
        self.choices.setSpacing(10)
        self.view = SectionsView(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self.choices)
        layout.addWidget(Divider(self))
        layout.addWidget(self.view, 1)
        self.prepare()
        self.choices.addStretch(1)

    def prepare(self) -> None:
        """Put the choices on their line."""

    def refresh(self) -> None:
        """Read the case again."""
        if self.session.is_open:
            reader = Reader(self.session.case)
            self.fill(reader)
            self.show_answer(reader)

    def fill(self, reader: Reader) -> None:
        """Offer what can be chosen."""

    def show_answer(self, reader: Reader) -> None:
        """Show the answer to what is chosen."""
        self.view.show_sections(self.sections(reader))

    def sections(self, reader: Reader) -> Sequence[Section]:
        """What there is to read."""
        raise AssertionError(f"what does {reader} say?")

    def again(self) -> None:
        """Something else was chosen."""
        if self.session.is_open:
            self.show_answer(Reader(self.session.case))

    def combo(self, label: str, width: int) -> QComboBox:
        """A list to choose from, with its name before it."""
        made = QComboBox(self)
        made.setAccessibleName(label)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(width)
        self.choices.addWidget(plain.label(label, self))
        self.choices.addWidget(made)
        made.currentIndexChanged.connect(self.again)
        return made


class Ways(Page):
    """Which ways into evidence are open to a quote, in a forum, against a party."""

    def prepare(self) -> None:
        """Quote, forum, party."""
        self._quote_id: str | None = None
        self.quote = ChoiceField(
            self.tr("Quote"), lambda: quotes(self.session), self.tr("Choose a quote"), "quote", None, self
        )
        self.quote.setMinimumWidth(280)
        self.quote.setMaximumWidth(420)
        self.quote.chosen.connect(self._choose_quote)
        self.choices.addWidget(plain.label(self.tr("Quote"), self))
        self.choices.addWidget(self.quote, 1)
        self.forum = self.combo(self.tr("Forum"), 20)
        self.party = self.combo(self.tr("Against"), 20)

    def fill(self, reader: Reader) -> None:
        """The case's quotes, people and organisations."""
        case = reader.case
        offered = (
            (self.forum, [(forum.title, forum.id) for forum in rules().forums]),
            (
                self.party,
                [
                    (self.tr("the parties of the proceeding"), None),
                    *((name_of(one), Party(person=one.id)) for one in case.people.all() if one.name),
                    *((one.name, Party(organisation=one.id)) for one in case.organisations.all()),
                ],
            ),
        )
        for combo, entries in offered:
            kept = combo.currentText()
            with QSignalBlocker(combo):
                combo.clear()
                for title, data in entries:
                    combo.addItem(title, data)
                combo.setCurrentIndex(max(0, combo.findText(kept)) if kept else self._first(reader, combo))
        known = self._quote_id and reader.case.quotes.find(self._quote_id)
        self._show_choice(reader, self._quote_id if known else next(iter(reader.quotes), case.quotes.first_id()))

    def sections(self, reader: Reader) -> Sequence[Section]:
        """A section for each layer."""
        if self._quote_id is None:
            return (Section(self.tr("Ways into evidence"), "", (), self.tr("No quotes yet. Mark one first.")),)
        chosen = self.party.currentData()
        known = reader.case.argument.proceedings.all()
        parties = [chosen] if chosen else []
        if not chosen and len(known) == 1:
            parties = parties_of(reader.case.argument.proceeding_parties.of(known[0].id))
        forum = forum_of(self.forum.currentData(), rules())
        return told.ways(reader, forum, parties, reader.quote(self._quote_id))

    def _choose_quote(self, key: str | None) -> None:
        self._show_choice(Reader(self.session.case), (key or "").partition("\n")[2] or None)
        self.again()

    def _show_choice(self, reader: Reader, quote_id: str | None) -> None:
        self._quote_id = quote_id
        name = reader.name(quote_id) if quote_id is not None else ""
        self.quote.show_choice(f"quote\n{quote_id}" if quote_id is not None else None, name)

    def _first(self, reader: Reader, combo: QComboBox) -> int:
        """The forum that the case names, if it names one of ours."""
        known = reader.case.argument.proceedings.all()
        named = (known[0].forum if len(known) == 1 else None) or reader.case.info.forum
        if combo is not self.forum or not named:
            return 0
        try:
            return max(0, combo.findData(forum_of(named, rules()).id))
        except Refused:
            return 0


class LawByDate(Page):
    """Law that was not in force then, and the law of a day."""

    def prepare(self) -> None:
        """A date."""
        self.date = QLineEdit(self)
        self.date.setAccessibleName(self.tr("Date"))
        self.date.setPlaceholderText(self.tr("2021-06-01, 2020-11 or 2020"))
        self.date.setClearButtonEnabled(True)
        self.date.setMinimumWidth(220)
        self.date.editingFinished.connect(self.again)
        self._wrong = plain.note("", self)
        self._wrong.setWordWrap(False)
        self.choices.addWidget(plain.label(self.tr("The law as of"), self))
        self.choices.addWidget(self.date)
        self.choices.addWidget(self._wrong)

    def sections(self, reader: Reader) -> Sequence[Section]:
        """The law of the day, if there is one, and the links to law of another time."""
        when, wrong = None, ""
        try:
            when = dates.check(self.date.text().strip() or None)
        except Refused as refused:
            wrong = refused.problem.what
        self._wrong.setText(wrong)
        return told.law_by_date(reader, when)


class Details(Page):
    """When each detail was public, against when it was said."""

    def prepare(self) -> None:
        """Nothing to choose."""
        self.choices.addWidget(plain.note(self.tr("Every detail that only insiders could know"), self), 1)

    def sections(self, reader: Reader) -> Sequence[Section]:
        """The clock."""
        return told.clock(reader)


class Assertions(Page):
    """Whether what findings cite stands where they say."""

    def prepare(self) -> None:
        """Nothing to choose."""
        self.choices.addWidget(plain.note(self.tr("What the findings cite, against the words that were said"), self), 1)

    def sections(self, reader: Reader) -> Sequence[Section]:
        """The check."""
        return told.assertion_check(reader)


class DefenceSheet(Page):
    """The contrary case, to be read and written."""

    written = Signal(str)
    """The name of the file."""

    def prepare(self) -> None:
        """A way out."""
        self.export = QPushButton(icons.get("export"), self.tr("Export defence sheet…"), self)
        self.export.clicked.connect(self._ask)
        self.choices.addWidget(self.export)
        self.choices.addWidget(plain.note(self.tr("The contrary case, from the same file"), self), 1)

    def sections(self, reader: Reader) -> Sequence[Section]:
        """All of it, with what is to be verified at its end."""
        found = contrary.gather(reader)
        verify = Section(self.tr("Still to be verified in the law"), "\n".join(found.verify), (), found.caution)
        return (*found.sections, verify)

    def write(self, path: Path) -> None:
        """Write it as a page or a Word document, as the name says."""
        try:
            exporter.write(contrary.gather(Reader(self.session.case)), path)
        except (Refused, OSError) as error:
            self.failed.emit(problem_of(error) or Problem(self.tr("The sheet can’t be written there.")))
        else:
            self.written.emit(path.name)

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the defence sheet go?"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Page (*.html)"), self.tr("Word document (*.docx)")])
        dialog.setDefaultSuffix("html")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("docx" if "docx" in kind else "html"))
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()
