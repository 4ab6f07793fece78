"""Writing a quote sheet: what goes on it, how it reads, where it goes; with its first page in sight."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import citation, collecting, departing, sheet
from app.exporters import registry
from app.exporters.registry import Exporter
from app.problems import Refused, problem_of
from app.session import Session
from app.sheet import Choice, Sheet
from app.tasks import Progress, Task
from db.records import MediaFile, Quote
from widgets import icons, plain
from widgets.form import Form, FormDialog, choice_box, with_chooser
from widgets.models.times import counted
from widgets.sheet_preview import SheetPreview
from widgets.which_quotes import WhichQuotes, offer_markings

_PAUSE_MS = 200


class ExportDialog(FormDialog):
    """Gathers, illustrates, writes; then offers to open what was written."""

    written = Signal(str)
    """The path of the sheet."""

    def __init__(
        self,
        session: Session,
        media_id: str | None = None,
        quote_id: str | None = None,
        parent: QWidget | None = None,
        selected: Sequence[str] = (),
    ) -> None:
        """`media_id` is the recording that is shown, `quote_id` the quote that is chosen, `selected` several."""
        super().__init__(self.tr("Export quote sheet"), self.tr("Export"), parent)
        self._session = session
        self._out: Path | None = None
        self._own_path = False
        self.quotes = WhichQuotes(session, media_id, quote_id, self, selected=selected)
        self.format = choice_box(self.tr("Format"), self)
        self.style = choice_box(self.tr("Quotation style"), self)
        self.language = choice_box(self.tr("Language"), self)
        self.marking = choice_box(self.tr("Marking"), self)
        self.number = QLineEdit(self)
        self.number.setAccessibleName(self.tr("Sheet number"))
        self.number.setPlaceholderText(self.tr("None"))
        self.stamp = choice_box(self.tr("Stamp"), self)
        self.notes = QCheckBox(self.tr("With the reviewers' notes"), self)
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the sheet goes"))
        self._replaces = plain.note("", self)
        self.preview = SheetPreview(self)
        self._count = plain.note("", self)
        self._open = QPushButton(icons.get("open"), self.tr("Open"), self)
        self._folder = QPushButton(icons.get("show-in-folder"), self.tr("Show in folder"), self)
        self._done = plain.note("", self)
        self._fill()
        self._lay_out()
        self._connect()
        self._name_file()
        self._show_preview()
        self.resize(980, 700)
        session.closed.connect(self.reject)

    def do(self) -> None:
        """Read the files' hashes, gather the sheet, find its stills, write it."""
        out = self._target()
        self._say_done(None)
        quotes = self._chosen()
        if not quotes:
            raise Refused(self.tr("There is no quote to put on the sheet."), self.tr("Choose other quotes."))
        media = {quote.media_id for quote in quotes}
        files = [file for file in self._session.case.media_files.all() if file.media_id in media]
        self.do_button.setEnabled(False)
        self.run(self._hashing(files), lambda hashes: self._gather(out, hashes))

    def done(self, result: int) -> None:
        """Closing forgets what was still to be shown."""
        self._pause.stop()
        super().done(result)

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    # inside: the work, in steps

    def _hashing(self, files: list[MediaFile]) -> Task:
        case = self._session.case

        def read(progress: Progress) -> dict[str, str | None]:
            total = sum(file.size for file in files)
            hashes: dict[str, str | None] = {}
            for number, file in enumerate(files):
                before = sum(earlier.size for earlier in files[:number])
                hashes[file.id] = collecting.check(case, file, _onward(progress, before, total)).hash_now
            return hashes

        return Task(self.tr("Reading the recordings"), read)

    def _gather(self, out: Path, hashes: dict[str, str | None]) -> None:
        self.do_button.setEnabled(True)
        gathered = sheet.gather(self._session.case, replace(self._choice(), hashes=hashes))
        exporter = self._exporter()

        def write(progress: Progress) -> Path:
            total = 2 * len(gathered.quotes)
            half = total // 2
            whole = sheet.illustrate(gathered, sheet.still_of, lambda done, _all: progress(done, total))
            exporter.write(whole, out, lambda done, _all: progress(half + done, total))
            return out

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the sheet"), write), lambda out: self._wrote(out, len(gathered.quotes)))

    def _wrote(self, out: Path, quotes: int) -> None:
        self.do_button.setEnabled(True)
        departing.note(self._session, "sheet", out, quotes=quotes)
        self._say_done(out)
        self._say_replaces(self.path.text())
        self.written.emit(str(out))

    # inside: what was chosen

    def _chosen(self) -> list[Quote]:
        quotes, ids = self._session.case.quotes, self.quotes.ids()
        return quotes.all() if ids is None else [quotes.get(id) for id in ids]

    def _choice(self, quotes: list[Quote] | None = None) -> Choice:
        chosen = self._chosen() if quotes is None else quotes
        return Choice(
            quote_ids=tuple(quote.id for quote in chosen),
            style=self.style.currentData(),
            language=self.language.currentData(),
            marking=self.marking.currentData(),
            number=self.number.text().strip() or None,
            stamp=self.stamp.currentData(),
            with_notes=self.notes.isChecked(),
        )

    def _exporter(self) -> Exporter:
        return registry.by_name(self.format.currentData())

    def _target(self) -> Path:
        path = Path(self.path.text().strip()).expanduser()
        suffixes = self._exporter().suffixes
        if path.suffix.lower() not in suffixes:
            path = path.with_name(f"{path.name}{suffixes[0]}")
        if not path.parent.is_dir():
            raise Refused(self.tr("There is no folder “{}”.").format(path.parent), self.tr("Choose another place."))
        return path

    # inside: the page

    def _show_preview(self) -> None:
        quotes = self._chosen()
        self._count.setText(counted(len(quotes), self.tr("1 quote"), self.tr("{} quotes")))
        self.do_button.setEnabled(bool(quotes) and not self.is_working)
        if not quotes:
            self.preview.show_nothing(self.tr("No quote is chosen. Mark one first, or choose other quotes."))
            return
        try:
            first = sheet.gather(self._session.case, self._choice(quotes[:1]))
        except Refused as refused:
            self.preview.show_nothing(str(problem_of(refused)))
            return
        header = tuple(
            replace(fact, value=str(len(quotes))) if fact.label == "Quotes" else fact for fact in first.header
        )
        self._set_page(replace(first, header=header))

    def _set_page(self, first: Sheet) -> None:
        if self.format.currentData() == "csv":
            text = self._exporter().render(first, lambda _done, _all: None).decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text)))
            self.preview.show_table(rows[0], rows[1] if len(rows) > 1 else [])
        else:
            self.preview.show_sheet(first)

    # inside: making

    def _fill(self) -> None:
        case = self._session.case
        names = {"html": self.tr("HTML page"), "docx": self.tr("Word document"), "csv": self.tr("CSV table")}
        for one in registry.FORMATS:
            self.format.addItem(names.get(one.name, one.title), one.name)
        self.style.addItem(self.tr("House style: “word...word”"), "house")
        self.style.addItem(self.tr("Bluebook: spaced periods, long quotations as blocks"), "bluebook")
        self.language.addItem(self.tr("The original and its translation"), None)
        tongues = dict.fromkeys(one.language for one in case.transcripts.all() if one.language)
        for tag in tongues:
            self.language.addItem(self.tr("Only {}").format(citation.language(tag)), tag)
        offer_markings(self.marking, self._session, "privilege", "tlp")
        self.stamp.addItem(self.tr("None"), None)
        self.stamp.addItem(self.tr("Summary"), "summary")
        self.stamp.addItem(self.tr("Illustrative aid"), "aid")
        self.notes.setChecked(True)

    def _lay_out(self) -> None:
        where = with_chooser(self.path, self._browse)
        form = Form(self)
        for label, field in (
            (self.tr("Quotes"), self.quotes),
            ("", self._count),
            (self.tr("Format"), self.format),
            (self.tr("Style"), self.style),
            (self.tr("Language"), self.language),
            (self.tr("Marking"), self.marking),
            (self.tr("Number"), self.number),
            (self.tr("Stamp"), self.stamp),
            ("", self.notes),
            (self.tr("File"), where),
            ("", self._replaces),
        ):
            form.add(label, field)
        side = QVBoxLayout()
        side.addWidget(form)
        side.addStretch(1)
        side.addWidget(self._done)
        after = QHBoxLayout()
        after.addWidget(self._open)
        after.addWidget(self._folder)
        after.addStretch(1)
        side.addLayout(after)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(side, 5)
        both.addWidget(self.preview, 6)
        self.body.addLayout(both, 1)
        self._say_done(None)

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_preview)
        for combo in (self.quotes, self.format, self.style, self.language, self.marking, self.stamp):
            combo.currentIndexChanged.connect(lambda _index: self._pause.start())
        self.format.currentIndexChanged.connect(lambda _index: self._name_file())
        self.number.textChanged.connect(lambda _text: self._pause.start())
        self.notes.toggled.connect(lambda _on: self._pause.start())
        self.path.textEdited.connect(self._take_own)
        self.path.textChanged.connect(self._say_replaces)
        self._open.clicked.connect(lambda: self._show_file(folder=False))
        self._folder.clicked.connect(lambda: self._show_file(folder=True))

    def _name_file(self) -> None:
        suffix = self._exporter().suffixes[0]
        if self._own_path:
            self.path.setText(str(Path(self.path.text()).with_suffix(suffix)))
        else:
            case = self._session.case.path
            self.path.setText(str(case.with_name(f"{case.stem} {self.tr('quote sheet')}{suffix}")))
        self.path.setCursorPosition(len(self.path.text()))

    def _take_own(self, text: str) -> None:
        self._own_path = bool(text.strip())

    def _say_replaces(self, text: str) -> None:
        there = bool(text.strip()) and Path(text.strip()).expanduser().is_file()
        self._replaces.setText(self.tr("A file of that name is there; it will be replaced.") if there else "")
        self._replaces.setVisible(there)

    def _say_done(self, out: Path | None) -> None:
        self._out = out
        self._done.setText(self.tr("Written: {}").format(plain.isolated(out.name)) if out else "")
        for widget in (self._done, self._open, self._folder):
            widget.setVisible(out is not None)
        self._cancel.setText(self.tr("Close") if out else self.tr("Cancel"))

    def _show_file(self, *, folder: bool) -> None:
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out.parent if folder else self._out)))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Where shall the sheet go?"), self.path.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        exporter = self._exporter()
        dialog.setNameFilter(f"{self.format.currentText()} (*{' *'.join(exporter.suffixes)})")
        dialog.setDefaultSuffix(exporter.suffixes[0].removeprefix("."))
        dialog.fileSelected.connect(self._take_path)
        dialog.open()

    def _take_path(self, path: str) -> None:
        self._own_path = True
        self.path.setText(path)


def _onward(progress: Progress, before: int, total: int) -> Progress:
    """Progress with one file as part of all of them."""
    return lambda done, _all: progress(before + done, total)
