"""Adding incidents from a table: what each column is, what would come in, and what not, before anything is kept."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QTableWidget, QTableWidgetItem, QTabWidget, QWidget

from app import dates, importing_incidents
from app.importers import registry
from app.incident_tables import columns, drafts, reading
from app.incident_tables.drafts import Draft, Drafts
from app.incident_tables.reading import Table
from app.incident_tables.written_dates import ORDERS
from app.incidents import kept_apart
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task, no_progress
from app.visible import on_one_line
from db.records import Incident
from widgets import plain
from widgets.form import Form, FormDialog

_ENCODINGS = ("utf-8", "cp1252", "cp1256", "utf-16", "iso8859-6")
_SHOWN = 60
_AT_ONCE = 200
"""Rows; more are read in a thread."""
Pair = tuple[Draft, Incident, str]


class IncidentsImportDialog(FormDialog):
    """One table."""

    imported = Signal(object)
    """What came of it: `importing_incidents.Brought`."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import incidents"), self.tr("Import"), parent)
        self._session, self._path = session, path
        session.closed.connect(self.reject)
        self._data = b""
        self._table: Table | None = None
        self._found: Drafts | None = None
        self._boxes: dict[str, QComboBox] = {}
        self.encoding = self._combo(self.tr("Encoding"))
        self.encoding.addItem(self.tr("As recognised"), None)
        for name in _ENCODINGS:
            self.encoding.addItem(name, name)
        self.order = self._combo(self.tr("05/06/2021 means"))
        self.order.addItem(self.tr("As the table tells; both dates where nothing does"), None)
        for order, label in zip(ORDERS, (self.tr("5 June (day first)"), self.tr("6 May (month first)")), strict=True):
            self.order.addItem(label, order)
        form = Form(self)
        form.add(self.tr("Encoding"), self.encoding)
        form.add(self.tr("05/06/2021 means"), self.order)
        self._told = plain.note("", self)
        self.map = self._grid([self.tr("Column"), self.tr("First value"), self.tr("Becomes")], self.tr("Columns"))
        self.preview = self._grid(
            [self.tr("Line"), self.tr("Title"), self.tr("Date"), self.tr("Place"), self.tr("Coordinates")],
            self.tr("Incidents"),
        )
        self.notices = self._lines(self.tr("Rows that are left out"))
        self.twice = self._lines(self.tr("Perhaps in the case already"))
        self.tabs = QTabWidget(self)
        for page, title in (
            (self.map, self.tr("Columns")),
            (self.preview, self.tr("Incidents")),
            (self.notices, self.tr("Left out")),
            (self.twice, self.tr("Perhaps twice")),
        ):
            self.tabs.addTab(page, title)
        self.body.addWidget(plain.note(on_one_line(str(path)), self))
        self.body.addWidget(form)
        self.body.addWidget(self._told)
        self.body.addWidget(self.tabs, 1)
        self.encoding.activated.connect(lambda _row: self._read_again())
        self.order.activated.connect(lambda _row: self._show_found())
        self.do_button.setEnabled(False)
        self.resize(860, 700)
        self.run(Task(self.tr("Reading"), self._load), self._take)

    @property
    def summary(self) -> str:
        """What is said of the reading."""
        return self._told.text()

    def choose(self, column: str, field: str) -> None:
        """Say what a column is; an empty field leaves it out."""
        box = self._boxes[column]
        box.setCurrentIndex(box.findData(field))
        self._show_found()

    def do(self) -> None:
        """Bring the incidents in, as one step."""
        if self._found is None:
            raise Refused(self.tr("Nothing was read yet."), self.tr("Look at the columns."))
        label = self.tr("Import incidents")
        made = self._session.do(label, importing_incidents.bring_in, self._found, self._path.name)
        self.accept()
        self.imported.emit(made)

    # inside

    def _load(self, progress: Progress) -> tuple[bytes, Table]:
        del progress
        data = registry.bytes_of(self._path)
        return data, reading.read(data, self.encoding.currentData())

    def _take(self, read: tuple[bytes, Table]) -> None:
        self._data, self._table = read
        self._show_map()
        self._show_found()

    def _read_again(self) -> None:
        self.run(Task(self.tr("Reading"), self._load), self._take)

    def _show_map(self) -> None:
        assert self._table is not None
        guessed = columns.guess(self._table.head)
        self._boxes.clear()
        self.map.setRowCount(len(self._table.head))
        first = self._table.rows[0].cells if self._table.rows else {}
        labels = self._labels()
        for row, column in enumerate(self._table.head):
            self.map.setItem(row, 0, _item(column))
            self.map.setItem(row, 1, _item(first.get(column, "")))
            box = QComboBox(self.map)
            box.setAccessibleName(self.tr("What {} becomes").format(plain.isolated(column)))
            box.addItem(self.tr("Left out (kept with the row)"), "")
            for field in columns.FIELDS:
                box.addItem(labels[field], field)
            box.setCurrentIndex(max(box.findData(guessed.get(column, "")), 0))
            box.activated.connect(lambda _row: self._show_found())
            self._boxes[column] = box
            self.map.setCellWidget(row, 2, box)
        self.map.resizeRowsToContents()

    def _show_found(self) -> None:
        """What comes of the table by the map as it is now."""
        self.show_problem(None)
        self._found = None
        if self._table is None:
            return
        self.do_button.setEnabled(False)
        chosen = {column: box.currentData() for column, box in self._boxes.items() if box.currentData()}
        guessed = columns.guess(self._table.head)
        # The order of the guess is that in which texts of several columns are joined.
        ordered = [column for column in guessed if column in chosen]
        chosen = {column: chosen[column] for column in [*ordered, *(one for one in chosen if one not in ordered)]}
        try:
            columns.checked(chosen)
        except Refused as refused:
            self.show_problem(refused.problem)
            return
        table, order, case = self._table, self.order.currentData(), self._session.case
        known, apart = case.incidents.all(), kept_apart(case)

        def work(_progress: Progress) -> tuple[Drafts, list[Pair]]:
            found = drafts.of(table, chosen, order)
            return found, importing_incidents.compared(known, apart, found)

        if len(table.rows) < _AT_ONCE:
            self._show_preview(work(no_progress))
        else:
            self.run(Task(self.tr("Reading"), work), self._show_preview)

    def _show_preview(self, done: tuple[Drafts, list[Pair]]) -> None:
        assert self._table is not None
        found, pairs = done
        self._found = found
        self.do_button.setEnabled(bool(found.drafts))
        self.preview.setRowCount(min(len(found.drafts), _SHOWN))
        for row, draft in enumerate(found.drafts[:_SHOWN]):
            one = draft.fields
            where = f"{one['latitude']}, {one['longitude']}" if "latitude" in one else ""
            when = dates.in_words(one["date"]) if "date" in one else ""
            for column, said in enumerate((str(draft.line), one["title"], when, one.get("place", ""), where)):
                self.preview.setItem(row, column, _item(said))
        left = [self.tr("Line {}: {}").format(one.line, on_one_line(one.why)) for one in found.skipped]
        left += [self.tr("Line {} comes in, but {}").format(one.line, one.why) for one in found.noticed]
        self.notices.setPlainText("\n".join(left))
        self.twice.setPlainText(
            "\n".join(
                self.tr("Line {}: {} – perhaps “{}” ({})").format(
                    draft.line, on_one_line(draft.fields["title"]), on_one_line(one.title), why
                )
                for draft, one, why in pairs
            )
        )
        for index, (title, count) in enumerate(
            (
                (self.tr("Columns"), len(self._boxes)),
                (self.tr("Incidents"), len(found.drafts)),
                (self.tr("Left out"), len(left)),
                (self.tr("Perhaps twice"), len(pairs)),
            )
        ):
            self.tabs.setTabText(index, f"{title} ({count})")
        sure = "" if self._table.encoding_sure else self.tr(" That is a guess: look at the letters.")
        self._told.setText(
            self.tr("{} rows come in, {} are left out. Read as {}.").format(
                len(found.drafts), len(found.skipped), self._table.encoding
            )
            + sure
            + " "
            + self.tr("Nothing is joined: what may be twice is asked afterwards.")
        )

    def _labels(self) -> dict[str, str]:
        return {
            **columns.FIELDS,
            "title": self.tr("Title"),
            "date": self.tr("Date"),
            "place": self.tr("Place"),
            "latitude": self.tr("Latitude"),
            "longitude": self.tr("Longitude"),
            "kind": self.tr("Kind"),
            "target": self.tr("Target"),
            "weapon": self.tr("Weapon"),
            "claimed_by": self.tr("Claimed by"),
            "attributed_to": self.tr("Attributed to"),
            "sources": self.tr("Sources"),
            "notes": self.tr("Notes"),
        }

    def _grid(self, head: list[str], name: str) -> QTableWidget:
        made = QTableWidget(0, len(head), self)
        made.setAccessibleName(name)
        made.setHorizontalHeaderLabels(head)
        made.horizontalHeader().setStretchLastSection(True)
        made.horizontalHeader().setDefaultSectionSize(250 if len(head) == 3 else 190)
        made.verticalHeader().hide()
        made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made.setTabKeyNavigation(False)
        if len(head) == 5:
            made.setColumnWidth(0, 60)
            made.setColumnWidth(1, 300)
        return made

    def _lines(self, name: str) -> QPlainTextEdit:
        made = QPlainTextEdit(self)
        made.setAccessibleName(name)
        made.setReadOnly(True)
        made.setTabChangesFocus(True)
        return made

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        return made


def _item(text: Any) -> QTableWidgetItem:
    return QTableWidgetItem(on_one_line(str(text))[:400])
