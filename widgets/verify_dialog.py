"""What a case, or another file, proves and what it does not; with time stamps asked for and kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from app import proof, sealing, stamping
from app.exporters import statement
from app.exporters.atomic import write_whole
from app.problems import Problem
from app.proof import Finding, Limit, Verdict, Wish
from app.session import Session
from app.tasks import Progress, Task
from widgets import icons, plain
from widgets.divider import Divider
from widgets.form import FormDialog

_DETAIL = Qt.ItemDataRole.UserRole
_LARGEST = stamping.LARGEST


class VerifyDialog(FormDialog):
    """Looks at once, in a task; each line of the two lists tells its detail when it is chosen."""

    verified = Signal(object)
    """The verdict on the case that is open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._verdict: Verdict | None = None
        super().__init__(self.tr("Verify"), self.tr("Verify again"), parent)
        self._session = session
        self._path = session.case.path
        self._passphrase: str | None = None
        self._roots: bytes | None = None
        self.subject = plain.note("", self)
        self.answer = plain.heading("", self, 1.1)
        self.answer_icon = plain.label("", self)
        self.proven = self._list(self.tr("What this proves"))
        self.limits = self._list(self.tr("What it does not prove"))
        self.detail = plain.label("", self)
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.detail.setMinimumHeight(4 * self.detail.fontMetrics().lineSpacing())
        self.other_button = self._button("open", self.tr("Check another file…"), self.choose_other)
        self.folder_button = self._button("show-in-folder", self.tr("Check a folder…"), self.choose_folder)
        self.query_button = self._button("export", self.tr("Write a query…"), self.choose_query)
        self.answer_button = self._button("add", self.tr("Read an answer…"), self.choose_answer)
        self.roots_button = self._button("lock", self.tr("Root certificates…"), self.choose_roots)
        self.statement_button = self._button("add-transcript", self.tr("Save the statement…"), self.choose_statement)
        self._lay_out()
        self._cancel.setText(self.tr("Close"))
        self.resize(980, 680)
        session.closed.connect(self.reject)
        self.look()

    def look(self) -> None:
        """Look again, from the file as it stands now."""
        path, wish = self._path, Wish(roots=self._roots, passphrase=self._passphrase)

        def verify(progress: Progress) -> Verdict:
            return proof.look(path, wish, progress)

        self.run(Task(self.tr("Verifying"), verify), self._show)
        self._show(None)
        self._head("search", self.tr("Looking…"))
        self.subject.setText(plain.isolated(path.name))
        self.do_button.setEnabled(False)

    def do(self) -> None:
        """Look again."""
        self.look()

    def stop(self) -> None:
        """Stop looking; what was shown before is gone, for it may no longer be so."""
        if self.is_working:
            self._head("hidden", self.tr("It was not looked at to the end."))
        super().stop()
        self.do_button.setEnabled(True)

    def show_problem(self, problem: Problem | None) -> None:
        """Say what is wrong, and that nothing is known if nothing could be looked at."""
        super().show_problem(problem)
        if problem is not None and self._verdict is None:
            self._head("problem", self.tr("Nothing can be said of it."))
            self.do_button.setEnabled(True)

    def check(self, path: Path) -> None:
        """Look at another file or folder."""
        self.show_problem(None)
        self._path, self._passphrase = path, None
        if not path.is_dir() and sealing.kind_of(path) == "passphrase":
            words = self.tr("It is encrypted. Its passphrase:")
            self._passphrase = plain.ask_text(self, self.tr("Passphrase"), words, hidden=True)
        self.look()

    def write_query(self, out: Path) -> None:
        """Ask about the newest step of the case that is open."""
        write_whole(out, stamping.query(self._session.case))
        self.detail.setText(
            self.tr("Written: {}. Have an authority answer it, then read the answer.").format(plain.isolated(out.name))
        )

    def read_answer(self, path: Path) -> None:
        """Keep an authority's answer in the case that is open, and look again."""
        data = _bytes(path)
        stamping.read(self._session.case, data, self._roots)
        self._session.do(self.tr("Keep time stamp"), stamping.keep, data, self._roots)
        self.check(self._session.case.path)

    def take_roots(self, path: Path) -> None:
        """Believe these root certificates, and look again."""
        data = _bytes(path)
        stamping.load_roots(data)
        self._roots = data
        self.check(self._path)

    def save_statement(self, out: Path) -> None:
        """Write what is shown to a page that can be printed."""
        if self._verdict is not None:
            statement.write(self._verdict, out)
            self.detail.setText(self.tr("Written: {}").format(plain.isolated(out.name)))

    # inside: asking for files

    def choose_other(self) -> None:
        """Ask for a file that was shared, or another case."""
        self._ask(self.tr("What shall be checked?"), self.tr("Cases and shared files (*)"), self.check)

    def choose_folder(self) -> None:
        """Ask for an exhibit, or for the folder through which colleagues exchange their steps."""
        dialog = QFileDialog(self, self.tr("Which folder shall be checked?"), str(self._session.case.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self._try_with(self.check, Path(name)))
        dialog.open()

    def choose_answer(self) -> None:
        """Ask for the answer."""
        kinds = self.tr("Time-stamp answers (*.tsr);;All files (*)")
        self._ask(self.tr("The authority's answer"), kinds, self.read_answer)

    def choose_roots(self) -> None:
        """Ask for certificates."""
        kinds = self.tr("Certificates (*.pem *.crt *.cer);;All files (*)")
        self._ask(self.tr("Root certificates that you believe"), kinds, self.take_roots)

    def choose_query(self) -> None:
        """Ask where the query goes."""
        self._ask(self.tr("Where shall the query go?"), self.tr("Queries (*.tsq)"), self.write_query, ".tsq")

    def choose_statement(self) -> None:
        """Ask where the statement goes."""
        self._ask(self.tr("Where shall the statement go?"), self.tr("Pages (*.html)"), self.save_statement, ".html")

    def _ask(self, title: str, kinds: str, take: Callable[[Path], object], save_as: str = "") -> None:
        case = self._session.case.path
        dialog = QFileDialog(self, title, str(case.parent), kinds)
        if save_as:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(save_as.removeprefix("."))
            dialog.selectFile(f"{self._path.stem}{save_as}")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._try_with(take, Path(name)))
        dialog.open()

    def _try_with(self, take: Callable[[Path], object], path: Path) -> None:
        self.show_problem(None)
        self._attempt(lambda: take(path))

    # inside: showing

    def _show(self, verdict: Verdict | None) -> None:
        self._verdict = verdict
        self.do_button.setEnabled(True)
        self.statement_button.setEnabled(verdict is not None)
        for shown in (self.proven, self.limits):
            shown.clear()
        self.detail.setText("")
        if verdict is None:
            return
        self._head("done" if verdict.ok else "problem", self._in_a_word(verdict))
        self.subject.setText(self._what_it_is(verdict))
        for icon, findings in (("problem", verdict.wrong), ("check", verdict.proven), ("hidden", verdict.unchecked)):
            for one in findings:
                self._add(self.proven, icon, one)
        for limit in verdict.limits:
            self._add(self.limits, "info", limit)
        self.proven.setCurrentRow(0)
        self.proven.setFocus()
        if self._path == self._session.case.path:
            self.verified.emit(verdict)

    def _head(self, icon: str, text: str) -> None:
        self.answer_icon.setPixmap(icons.get(icon).pixmap(20, 20))
        self.answer.setText(text)

    def _in_a_word(self, verdict: Verdict) -> str:
        if verdict.ok:
            return self.tr("Nothing was found wrong.")
        return self.tr("It is not as it should be: {} of {} checks do not hold.").format(
            len(verdict.wrong), len(verdict.findings)
        )

    def _what_it_is(self, verdict: Verdict) -> str:
        said = [plain.isolated(verdict.subject)]
        if verdict.title is not None:
            said.append(plain.isolated(verdict.title))
        said += [self.tr("up to the head {}").format(head[:16]) for head in verdict.heads]
        return " · ".join(said)

    def _add(self, shown: QListWidget, icon: str, one: Finding | Limit) -> None:
        item = QListWidgetItem(icons.get(icon), plain.safe(one.claim))
        item.setData(_DETAIL, one.sentence if isinstance(one, Finding) else one.detail)
        if isinstance(one, Finding) and one.ok is False:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        shown.addItem(item)

    def _tell(self, shown: QListWidget, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.detail.setText(item.data(_DETAIL))
        (self.limits if shown is self.proven else self.proven).setCurrentRow(-1)

    # inside: making

    def _list(self, name: str) -> QListWidget:
        shown = QListWidget(self)
        shown.setAccessibleName(name)
        shown.setWordWrap(True)
        shown.setIconSize(QSize(16, 16))
        shown.setSpacing(3)
        shown.setUniformItemSizes(False)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.currentItemChanged.connect(lambda item, _before: self._tell(shown, item))
        return shown

    def _button(self, icon: str, text: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(icons.get(icon), text, self)
        made.setAutoDefault(False)
        made.clicked.connect(do)
        return made

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.answer_icon)
        head.addWidget(self.answer, 1)
        lists = QGridLayout()
        lists.setHorizontalSpacing(18)
        for column, shown in enumerate((self.proven, self.limits)):
            title = plain.label(shown.accessibleName(), self)
            title.setBuddy(shown)
            lists.addWidget(title, 0, column)
            lists.addWidget(shown, 1, column)
            lists.setColumnStretch(column, 1)
        stamps = QHBoxLayout()
        stamps.addWidget(
            plain.note(
                self.tr(
                    "Time stamp: an authority can attest when this history existed. The query tells it nothing of the "
                    "case; you carry it there and bring the answer back."
                ),
                self,
            ),
            1,
        )
        for button in (self.query_button, self.answer_button, self.roots_button):
            stamps.addWidget(button)
        self.answer_button.setEnabled(not self._session.read_only)
        self.body.addWidget(self.subject)
        self.body.addLayout(head)
        self.body.addLayout(lists, 1)
        self.body.addWidget(self.detail)
        self.body.addWidget(Divider(self))
        self.body.addLayout(stamps)
        self.buttons.insertWidget(0, self.other_button)
        self.buttons.insertWidget(1, self.folder_button)
        self.buttons.insertWidget(2, self.statement_button)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST + 1)
