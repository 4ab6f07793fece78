"""What reviewers say to each other about a quote, in threads."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from app import commenting, dates
from app.commenting import Thread
from app.session import Session
from db.claims import Comment
from widgets import icons, plain
from widgets.fields import NoteField
from widgets.models import choices, times
from widgets.picker import pick

_INDENT = 14


class Remarks(QWidget):
    """The threads about one record, and a field to say something in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table, self._record_id = "quote", ""
        self._answered: Comment | None = None
        self._edited: Comment | None = None
        self._title = plain.heading("", self, 1.05)
        self._threads = QVBoxLayout()
        self._threads.setSpacing(8)
        self._to = plain.ElidedLabel("", self)
        self._drop = QToolButton(self)
        self._drop.setIcon(icons.get("close"))
        self._drop.setAutoRaise(True)
        self._drop.setAccessibleName(self.tr("Say something new instead"))
        self._drop.clicked.connect(lambda: self._aim())
        self.field = NoteField(self.tr("Comment"), self.tr("Say something to the other reviewers"), self)
        self.field.written.connect(self._say)
        aimed = QHBoxLayout()
        aimed.addWidget(self._to, 1)
        aimed.addWidget(self._drop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addLayout(self._threads)
        layout.addLayout(aimed)
        layout.addWidget(self.field)

    def show_record(self, table: str, record_id: str, *, writable: bool) -> None:
        """Show what was said about a record."""
        if (table, record_id) != (self._table, self._record_id):
            self._table, self._record_id = table, record_id
            self._aim()
        while (item := self._threads.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        threads = commenting.threads(self._session.case, table, record_id)
        for thread in threads:
            self._threads.addWidget(self._card(thread, writable=writable))
        left = sum(not thread.is_settled for thread in threads)
        counted = times.counted(left, self.tr("1 to answer"), self.tr("{} to answer")) if left else ""
        self._title.setText(times.dotted([self.tr("Comments"), counted]))
        self.field.setVisible(writable)

    def flush(self) -> None:
        """Keep what is still being written."""
        self.field.flush()

    def focus(self) -> None:
        """Go where one writes."""
        self.field.setFocus()

    @property
    def text(self) -> str:
        """Everything that is shown, line by line."""
        labels = (label for card in self.findChildren(QFrame, "card") for label in card.findChildren(plain.Label))
        return "\n".join(label.text() for label in labels)

    # inside

    def _card(self, thread: Thread, *, writable: bool) -> QWidget:
        card = QFrame(self)
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        names = {one.id: one.name for one in self._session.case.reviewers.all()}
        # What is settled shows how it began; opened again, all of it.
        for comment in thread.comments[:1] if thread.is_settled else thread.comments:
            indent = min(commenting.depth_of(thread, comment), 4) * _INDENT
            layout.addWidget(self._comment(comment, names, indent, writable=writable))
        foot = QHBoxLayout()
        if thread.is_settled:
            more = len(thread.comments) - 1
            answers = times.counted(more, self.tr("1 answer"), self.tr("{} answers")) if more else ""
            foot.addWidget(plain.note(times.dotted([self.tr("Settled"), answers]), card), 1)
        else:
            foot.addStretch(1)
            reply = QPushButton(self.tr("Answer"), card)
            reply.setFlat(True)
            reply.setVisible(writable)
            reply.clicked.connect(partial(self._aim, thread.last))
            foot.addWidget(reply)
        settle = QPushButton(self.tr("Open again") if thread.is_settled else self.tr("Settle"), card)
        settle.setFlat(True)
        settle.setVisible(writable)
        settle.clicked.connect(partial(self._settle, thread.first, not thread.is_settled))
        foot.addWidget(settle)
        layout.addLayout(foot)
        return card

    def _comment(self, comment: Comment, names: dict[str, str], indent: int, *, writable: bool) -> QWidget:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(indent, 0, 0, 0)
        layout.setSpacing(1)
        marks = [mark for mark in (comment.privilege, comment.marking) if mark and mark != "none"]
        said = [names.get(comment.reviewer_id, ""), dates.moment_in_words(comment.at).partition(",")[0], *marks]
        head = QHBoxLayout()
        head.addWidget(plain.note(times.dotted(said), box), 1)
        if writable:
            more = QToolButton(box)
            more.setIcon(icons.get("more"))
            more.setAutoRaise(True)
            more.setAccessibleName(self.tr("More about this comment"))
            more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            more.setMenu(self._menu(comment, more))
            head.addWidget(more)
        text = plain.label(comment.text, box)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addLayout(head)
        layout.addWidget(text)
        return box

    def _menu(self, comment: Comment, button: QToolButton) -> QMenu:
        menu = QMenu(button)
        author = self._session.case.author
        if author is not None and author.reviewer_id == comment.reviewer_id:
            menu.addAction(self.tr("Change the words"), partial(self._edit, comment))
            menu.addAction(self.tr("Delete"), partial(self._delete, comment))
        menu.addAction(self.tr("Privilege…"), partial(self._ask_mark, button, comment, "privilege"))
        menu.addAction(self.tr("Traffic light…"), partial(self._ask_mark, button, comment, "tlp"))
        return menu

    def _say(self, text: str | None) -> None:
        if not text:
            return
        edited, answered = self._edited, self._answered
        self._aim()
        if edited is not None:
            self._session.do(self.tr("Change comment"), commenting.edit, edited.id, text)
        elif answered is not None:
            self._session.do(self.tr("Answer comment"), commenting.reply, answered.id, text)
        else:
            self._session.do(self.tr("Comment"), commenting.say, self._table, self._record_id, text)

    def _aim(self, answered: Comment | None = None, edited: Comment | None = None) -> None:
        """What is written next answers this comment, or is put in place of that one."""
        self._answered, self._edited = answered, edited
        self.field.show_text("")
        self.field.setPlainText(edited.text if edited else "")
        if edited is not None:
            self.field.show_text(edited.text)
        told = self.tr("In answer to: {}") if answered else self.tr("In place of: {}")
        about = answered or edited
        self._to.setText(told.format(plain.isolated(about.text)) if about else "")
        self._to.setVisible(about is not None)
        self._drop.setVisible(about is not None)
        if about is not None:
            self.field.setFocus()

    def _settle(self, first: Comment, settled: bool) -> None:
        label = self.tr("Settle comment") if settled else self.tr("Open comment again")
        self._session.do(label, commenting.settle, first.id, settled)

    def _edit(self, comment: Comment) -> None:
        self._aim(edited=comment)

    def _delete(self, comment: Comment) -> None:
        self._session.do(self.tr("Delete comment"), commenting.delete, comment.id)

    def _ask_mark(self, button: QToolButton, comment: Comment, vocabulary: str) -> None:
        is_privilege = vocabulary == "privilege"
        current = comment.privilege if is_privilege else comment.marking

        def take(key: str | None) -> None:
            privilege, marking = (key, comment.marking) if is_privilege else (comment.privilege, key)
            self._session.do(self.tr("Mark comment"), commenting.mark, comment.id, privilege, marking)

        pick(
            button,
            self.tr("Privilege") if is_privilege else self.tr("Traffic light"),
            choices.terms(self._session, vocabulary),
            take,
            kind="",
            current=current,
            clear=(self.tr("No marking"), lambda: take(None)) if current else None,
        )
