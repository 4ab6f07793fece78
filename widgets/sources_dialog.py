"""The recordings and transcripts of a case: what each is, where it is from, and what stands on it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from app import citation, collecting, transcribing
from app.session import Session
from db.records import Media, Transcript
from widgets import plain
from widgets.fields import LineField, NoteField
from widgets.form import DateField
from widgets.models import times
from widgets.models.choices import Choice
from widgets.record_list import RecordList
from widgets.record_page import RecordPage
from widgets.records_dialog import RecordsDialog


class SourcesDialog(RecordsDialog):
    """Two lists with their forms; every change is one step."""

    add_wanted = Signal()
    """A recording or a transcript shall be added."""

    def __init__(self, session: Session, media_id: str | None = None, parent: QWidget | None = None) -> None:
        """Opens on this recording, if one is given."""
        super().__init__(session, self.tr("Recordings and transcripts"), QSize(960, 680), parent)
        self.recordings = RecordingsPage(session, self)
        self.transcripts = TranscriptsPage(session, self)
        self.take(
            [
                (self.recordings, "video", self.tr("Recordings")),
                (self.transcripts, "add-transcript", self.tr("Transcripts")),
            ]
        )
        for page in (self.recordings, self.transcripts):
            page.add_wanted.connect(self._add)
        if media_id is not None:
            self.recordings.list.choose(media_id)

    def _add(self) -> None:
        self.accept()
        self.add_wanted.emit()


class _SourcePage(RecordPage):
    """A page whose records come from files: a new one is added elsewhere."""

    add_wanted = Signal()
    tables = frozenset({"media", "media_file", "transcript", "quote"})
    first = "title"

    def __init__(self, session: Session, listed: RecordList, parent: QWidget | None) -> None:
        super().__init__(session, listed, parent)
        self._facts = plain.note("", self)
        self._facts.setWordWrap(True)
        self.below.addWidget(self._facts)

    def add(self) -> None:
        """Files are brought in by the window, with questions of their own."""
        self.add_wanted.emit()

    def _lines(self, *fields: tuple[str, str, str]) -> None:
        for name, label, hint in fields:
            self.take(name, label, LineField(label, hint, self))


class RecordingsPage(_SourcePage):
    """Every recording, and every text that is known from a publication only."""

    table = "media"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Recordings"),
            self.tr("Add…"),
            self.tr("None yet.\nAdd a recording, or drop it on the window."),
            lambda: self._rows() if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        self._lines(
            ("title", self.tr("Title"), self.tr("What the recording is called")),
            ("kind", self.tr("Kind"), self.tr("video, audio, published text…")),
            ("outlet", self.tr("Outlet"), self.tr("Who broadcast or published it")),
            ("also_on", self.tr("Also on"), self.tr("Who broadcast it too")),
            ("programme", self.tr("Programme"), ""),
        )
        self.take("broadcast_date", self.tr("Broadcast"), DateField(self.tr("Date of broadcast"), self))
        self._lines(
            ("language", self.tr("Language"), self.tr("Such as ar")),
            ("url", self.tr("Address"), self.tr("Where it was published")),
            ("archive_url", self.tr("Archive"), self.tr("Address of an archived copy")),
            ("collected_by", self.tr("Captured by"), self.tr("Who captured or downloaded it")),
            ("collected_at", self.tr("Captured on"), self.tr("When, and in which time zone")),
            ("collected_with", self.tr("Captured with"), self.tr("With which tool")),
        )
        self.take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))
        self.list.reload()

    def find(self, id: str) -> Media | None:
        """The recording, or None."""
        return self._session.case.media.find(id)

    def shown(self, record: Media) -> None:
        """Its files, and how much stands on it."""
        case = self._session.case
        files = [f"SHA-256 {file.sha256}" for file in case.media_files.of(record.id)]
        transcripts, quotes = len(case.transcripts.of(record.id)), len(case.quotes.of(record.id))
        stands = times.dotted(
            [
                times.counted(transcripts, self.tr("1 transcript"), self.tr("{} transcripts")),
                times.counted(quotes, self.tr("1 quote"), self.tr("{} quotes")),
            ]
        )
        self._facts.setText("\n".join([*(files or [self.tr("There is no file of it in the case.")]), stands]))
        self.remove_button.setEnabled(not transcripts and not quotes)

    def change(self, name: str, value: object) -> None:
        """Set a field of the recording."""
        if self._id is not None:
            self.try_to(self.tr("Describe recording"), collecting.describe, self._id, **{name: value})

    def remove(self) -> None:
        """Take the recording out of the case, unless something stands on it; its file is never touched."""
        if self._id is not None:
            self.try_to(self.tr("Remove recording"), collecting.remove, self._id)

    def _rows(self) -> list[Choice]:
        return [
            Choice(one.id, one.title, times.dotted([one.kind, one.outlet or "", one.broadcast_date or ""]))
            for one in self._session.case.media.all()
        ]


class TranscriptsPage(_SourcePage):
    """Every transcript and translation. Their words are what was imported, and are changed nowhere."""

    table = "transcript"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        listed = RecordList(
            self.tr("Transcripts"),
            self.tr("Add…"),
            self.tr("None yet.\nAdd a transcript, or drop it on the window."),
            lambda: self._rows() if session.is_open else [],
        )
        super().__init__(session, listed, parent)
        self._lines(
            ("title", self.tr("Title"), self.tr("What the transcript is called")),
            ("language", self.tr("Language"), self.tr("Such as ar")),
            ("translator", self.tr("Translator"), self.tr("Who translated it")),
            ("translator_qualification", self.tr("Qualification"), self.tr("And with what right")),
            ("translation_state", self.tr("State"), self.tr("Such as machine draft (not for quotation)")),
            ("made_by", self.tr("Made by"), self.tr("The machine that made it, where a machine did")),
        )
        self.take("notes", self.tr("Notes"), NoteField(self.tr("Notes"), "", self))
        self.list.reload()

    def find(self, id: str) -> Transcript | None:
        """The transcript, or None."""
        return self._session.case.transcripts.find(id)

    def shown(self, record: Transcript) -> None:
        """What it is of, where it is from, and how much it holds."""
        case = self._session.case
        segments, words = case.transcripts.size(record.id)
        of = case.transcripts.find(record.translation_of or "")
        facts = [
            self.tr("Of “{}”").format(case.media.get(record.media_id).title),
            self.tr("Translates “{}”").format(of.title) if of else "",
            times.dotted([record.file_name or "", record.format]),
            self.tr("{} segments, {} words").format(segments, words),
            self.tr("SHA-256 of the imported file {}").format(record.original_sha256) if record.original_sha256 else "",
        ]
        self._facts.setText("\n".join(fact for fact in facts if fact))

    def change(self, name: str, value: object) -> None:
        """Set a field of the transcript."""
        if self._id is not None:
            self.try_to(self.tr("Describe transcript"), transcribing.describe, self._id, **{name: value})

    def remove(self) -> None:
        """Take the transcript out of the case, unless something stands on it."""
        if self._id is not None:
            self.try_to(self.tr("Remove transcript"), transcribing.remove, self._id)

    def _rows(self) -> list[Choice]:
        case = self._session.case
        titles = {one.id: one.title for one in case.media.all()}
        return [
            Choice(
                one.id,
                one.title,
                times.dotted([citation.language(one.language) if one.language else "", titles.get(one.media_id, "")]),
            )
            for one in case.transcripts.all()
        ]
