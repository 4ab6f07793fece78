"""What leaves the case: quote sheets, clips, exhibits, disclosures; and what shall vanish from it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.session import Session
from widgets.clip_dialog import ClipDialog
from widgets.disclose_dialog import DiscloseDialog
from widgets.exhibit_dialog import ExhibitDialog
from widgets.export_dialog import ExportDialog
from widgets.expunge_dialog import ExpungeDialog
from widgets.notices import Notices
from widgets.review_room import ReviewRoom


class Leaving(QObject):
    """Opens the dialogs, after keeping what is still being written."""

    def __init__(self, session: Session, review: ReviewRoom, notices: Notices, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._review, self._notices, self._window = session, review, notices, window

    def export(self) -> None:
        """Write a quote sheet."""
        self._review.inspector.flush()
        selected = self._review.quotes.selected
        ExportDialog(
            self._session, self._review.recording.media_id, self._review.quote_id, self._window, selected
        ).open()

    def export_clip(self) -> None:
        """Write the chosen quote as a clip."""
        quote = self._session.case.quotes.find(self._review.quote_id) if self._review.quote_id else None
        if quote is not None:
            ClipDialog(self._session, quote, self._window).open()

    def export_exhibit(self) -> None:
        """Write everything about some quotes as one package that proves itself."""
        self._review.inspector.flush()
        listed = self._review.quotes.listed
        ExhibitDialog(
            self._session, self._review.recording.media_id, self._review.quote_id, listed, self._window
        ).open()

    def disclose(self) -> None:
        """Make a file for the other side or a court."""
        self._review.inspector.flush()
        DiscloseDialog(self._session, *self._here, self._window).open()

    def expunge(self) -> None:
        """Let a name or a passage vanish."""
        self._review.inspector.flush()
        dialog = ExpungeDialog(self._session, *self._review.transcript.selected_passage(), self._window)
        dialog.expunged.connect(self._tell_expunged)
        dialog.open()

    @property
    def _here(self) -> tuple[str | None, str | None]:
        """The recording and the quote that are shown."""
        return self._review.recording.media_id, self._review.quote_id

    def _tell_expunged(self, backups: int) -> None:
        self._notices.say(
            self.tr("It is expunged."),
            do=self.tr("Backups destroyed: {}. A new one was made.").format(backups)
            if backups
            else self.tr("The backups were left as they are."),
        )
