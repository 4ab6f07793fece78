"""Adding a transcript: what was read of the file is shown before anything is kept."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from app import citation, transcribing
from app.importers import registry
from app.importers.imported import Choices, Imported
from app.importers.preview import Preview, preview
from app.law import terms
from app.problems import Refused
from app.script import direction_of
from app.session import Session
from app.tasks import Progress, Task
from app.visible import on_one_line
from db.records import Transcript
from widgets import plain
from widgets.form import Form, FormDialog
from widgets.models import times

_ENCODINGS = ("utf-8", "cp1256", "utf-16", "iso8859-6", "cp1252", "mac_arabic")
_SHOWN = 40


class ImportDialog(FormDialog):
    """One transcript of one recording."""

    added = Signal(str)
    """The id of the new transcript."""

    def __init__(self, session: Session, media_id: str, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add transcript"), self.tr("Add"), parent)
        self._session, self._path = session, path
        session.closed.connect(self.reject)
        self._data = b""
        self._read: Imported | None = None
        self._preview: Preview | None = None
        self._touched: set[str] = set()
        self.medium = self._combo(self.tr("Recording"))
        for medium in session.case.media.all():
            self.medium.addItem(on_one_line(medium.title), medium.id)
        self.medium.setCurrentIndex(max(self.medium.findData(media_id), 0))
        self.kind = self._combo(self.tr("Kind"))
        self.kind.addItem(self.tr("Original: what was said"), "original")
        self.kind.addItem(self.tr("Translation"), "translation")
        self.language = self._combo(self.tr("Language"))
        self.language.setEditable(True)
        self.language.addItems(["", "ar", "en", "fa", "fr", "ckb", "he"])
        self._language_said = plain.note("", self)
        self.translation_of = self._combo(self.tr("Translation of"))
        self.translator = QLineEdit(self)
        self.translator.setAccessibleName(self.tr("Translator"))
        self.translator.setPlaceholderText(self.tr("Name and qualification, if known"))
        self.state = self._combo(self.tr("State of the translation"))
        self.state.addItem("", None)
        for term in terms(session.case, "translation_state"):
            self.state.addItem(on_one_line(term.label), term.code)
        self.format = self._combo(self.tr("Format"))
        self.format.addItem(self.tr("As recognised"), None)
        for one in registry.FORMATS:
            self.format.addItem(one.title, one.name)
        self.encoding = self._combo(self.tr("Encoding"))
        self.encoding.addItem(self.tr("As recognised"), None)
        for name in _ENCODINGS:
            self.encoding.addItem(name, name)
        self.prefixes = QCheckBox(self)
        self.prefixes.setAccessibleName(self.tr("Names before a colon are the speakers"))
        self._told = plain.note("", self)
        self._form = Form(self)
        self._fill_form()
        self.table = QTableWidget(0, 3, self)
        self.notices = QPlainTextEdit(self)
        self._tabs = QTabWidget(self)
        self._fill_tabs()
        self.body.addWidget(plain.note(on_one_line(str(path)), self))
        self.body.addWidget(self._form)
        self.body.addWidget(self._told)
        self.body.addWidget(self._tabs, 1)
        self._connect()
        self._show_kind()
        self.do_button.setEnabled(False)
        self.resize(720, 720)
        self._start()

    @property
    def summary(self) -> str:
        """What is said of the reading."""
        return self._told.text()

    def do(self) -> None:
        """Keep it."""
        read = self._read
        if read is None:
            raise Refused(self.tr("Nothing was read yet."), self.tr("Wait, or choose another format."))
        translation = self.kind.currentData() == "translation"
        draft = transcribing.Draft(
            media_id=self.medium.currentData(),
            kind=self.kind.currentData(),
            language=self.language.currentText().strip() or None,
            translation_of=self.translation_of.currentData() if translation else None,
            translator=self.translator.text().strip() or None if translation else None,
            translation_state=self.state.currentData() if translation else None,
        )
        made: Transcript = self._session.do(
            self.tr("Add transcript"), transcribing.add, draft, read, self._data, self._path.name
        )
        self.accept()
        self.added.emit(made.id)

    # inside

    def _fill_form(self) -> None:
        reading = QWidget(self)
        line = QHBoxLayout(reading)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.format, 1)
        line.addWidget(self.encoding, 1)
        reading.setFocusProxy(self.format)
        for label, field in (
            (self.tr("Recording"), self.medium),
            (self.tr("Kind"), self.kind),
            (self.tr("Language"), self.language),
            ("", self._language_said),
            (self.tr("Translation of"), self.translation_of),
            (self.tr("Translator"), self.translator),
            (self.tr("State"), self.state),
            (self.tr("Read as"), reading),
            ("", self.prefixes),
        ):
            self._form.add(label, field)

    def _fill_tabs(self) -> None:
        self.table.setHorizontalHeaderLabels([self.tr("Time"), self.tr("Speaker"), self.tr("Words")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setAccessibleName(self.tr("First segments"))
        self.notices.setReadOnly(True)
        self.notices.setAccessibleName(self.tr("What was left out or put right"))
        self._tabs.addTab(self.table, self.tr("First segments"))
        self._tabs.addTab(self.notices, self.tr("Notices"))

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(lambda _index: self._start())
        self.encoding.currentIndexChanged.connect(lambda _index: self._start())
        self.prefixes.clicked.connect(lambda _checked: self._start(touched=True))
        self.kind.currentIndexChanged.connect(lambda _index: self._show_kind())
        self.kind.activated.connect(lambda _index: self._touched.add("kind"))
        self.medium.currentIndexChanged.connect(lambda _index: self._show_kind())
        self.language.currentTextChanged.connect(self._say_language)

    def _start(self, *, touched: bool = False) -> None:
        if touched:
            self._touched.add("prefixes")
        path, format = self._path, self.format.currentData()
        prefixes = self.prefixes.isChecked() if "prefixes" in self._touched else None
        choices = Choices(prefixes, self.encoding.currentData())
        self._read = None
        self.do_button.setEnabled(False)
        self.show_problem(None)

        def read(_progress: Progress) -> tuple[bytes, Imported, Preview]:
            data = registry.bytes_of(path)
            imported = registry.read_bytes(data, path.name, format, choices)
            return data, imported, preview(imported, _SHOWN)

        self.run(Task(self.tr("Reading the transcript"), read), self._have)

    def _have(self, read: tuple[bytes, Imported, Preview]) -> None:
        self._data, self._read, shown = read
        self._preview = shown
        self.do_button.setEnabled(True)
        if shown.language and not self.language.currentText():
            self.language.setCurrentText(shown.language)
        if "kind" not in self._touched:
            self._guess_kind(shown)
        self._say(shown)
        self._show_prefixes(shown)
        self._show_segments(shown)
        self._show_notices(shown)

    def _guess_kind(self, shown: Preview) -> None:
        """A second language beside an original is most likely its translation."""
        medium = self._session.case.media.get(self.medium.currentData())
        tongues = [tier.language for tier in self._originals()]
        other = bool(shown.language) and (
            (bool(tongues) and shown.language not in tongues) or medium.language not in (None, shown.language)
        )
        self.kind.setCurrentIndex(1 if other else 0)

    def _say(self, shown: Preview) -> None:
        title = registry.by_name(shown.format).title
        guess = self.tr("{}, guessed: look whether the words are right").format(shown.encoding)
        counted = self.tr("{} segments, {} words").format(shown.segment_count, shown.words)
        timed = self.tr("no word has a time of its own, so times are estimated")
        if shown.timed_words:
            timed = self.tr("{} words have times of their own").format(shown.timed_words)
        made = self.tr("made by {}").format(shown.made_by) if shown.made_by else ""
        when = times.between(shown.start_ms, shown.end_ms)
        self._told.setText(
            times.dotted([title, shown.encoding if shown.encoding_sure else guess, counted, when, timed, made])
        )

    def _show_prefixes(self, shown: Preview) -> None:
        self._form.show_row(self.prefixes, bool(shown.prefixes))
        names = ", ".join(on_one_line(name) for name in shown.prefixes[:6])
        self.prefixes.setText(self.tr("Names before a colon are the speakers: {}").format(names).replace("&", "&&"))
        self.prefixes.setChecked(shown.prefixes_used)

    def _show_segments(self, shown: Preview) -> None:
        self.table.setRowCount(len(shown.segments))
        for row, segment in enumerate(shown.segments):
            text = " ".join(segment.text.split())
            cells = (times.short(segment.start_ms), segment.speaker or "", text)
            for column, said in enumerate(cells):
                mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
                rtl = direction_of(text) == "rtl" if column == 2 else mirrored
                item = QTableWidgetItem(plain.isolated(said))
                side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)
        self.table.resizeColumnToContents(1)
        self.table.resizeRowsToContents()

    def _show_notices(self, shown: Preview) -> None:
        lines = [
            self.tr("Line {}: {}").format(notice.line, notice.why) + ("" if notice.repaired else self.tr(" (left out)"))
            for notice in shown.notices
        ]
        self.notices.setPlainText("\n".join(lines) or self.tr("Every cue was read as it stands."))
        left = self.tr(", {} left out").format(shown.skipped) if shown.skipped else ""
        self._tabs.setTabText(1, self.tr("Notices: {}").format(len(lines)) + left if lines else self.tr("No notices"))

    def _originals(self) -> list[Transcript]:
        there = self._session.case.transcripts.of(self.medium.currentData() or "")
        return [tier for tier in there if tier.kind == "original"]

    def _show_kind(self) -> None:
        translation = self.kind.currentData() == "translation"
        for field in (self.translation_of, self.translator, self.state):
            self._form.show_row(field, translation)
        kept: Any = self.translation_of.currentData() if self.translation_of.count() else None
        self.translation_of.clear()
        originals = self._originals()
        for tier in originals:
            self.translation_of.addItem(on_one_line(tier.title), tier.id)
        self.translation_of.addItem(self.tr("no transcript in this case"), None)
        self.translation_of.setCurrentIndex(max(self.translation_of.findData(kept), 0) if kept else 0)

    def _say_language(self, tag: str) -> None:
        guessed = self._preview is not None and self._preview.language_guessed and tag == self._preview.language
        said = citation.language(tag.strip()) if tag.strip() else self.tr("not stated")
        self._language_said.setText(times.dotted([said, self.tr("guessed from the letters") if guessed else ""]))

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        return combo
