"""Writing a quote as a clip: which words go beside it, how much around it comes along, where it goes."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QSpinBox, QWidget

from app import clipping, departing
from app.clipping import Subtitles
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task
from db.records import Quote
from widgets import plain
from widgets.form import Form, FormDialog, with_chooser
from widgets.models import times


class ClipDialog(FormDialog):
    """The clip is made in the background and can be stopped; nothing half-done is left behind."""

    def __init__(self, session: Session, quote: Quote, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export clip"), self.tr("Export"), parent)
        self._session, self._quote = session, quote
        self.subtitles = QComboBox(self)
        self.subtitles.setAccessibleName(self.tr("Subtitles"))
        said = {
            "none": self.tr("None"),
            "original": self.tr("The original"),
            "translation": self.tr("The translation"),
            "both": self.tr("Both"),
        }
        has = {tier for tier in ("original", "translation") if any(quote.tokens.spans(tier))}
        for key, name in said.items():
            if key == "none" or key in has or (key == "both" and len(has) == 2):
                self.subtitles.addItem(name, key)
        self.pad = QSpinBox(self)
        self.pad.setAccessibleName(self.tr("Before and after each part"))
        self.pad.setRange(0, clipping.LONGEST_PAD_MS)
        self.pad.setSingleStep(500)
        self.pad.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.pad.setSuffix(self.tr(" ms"))
        self.path = QLineEdit(self)
        self.path.setAccessibleName(self.tr("Where the clip goes"))
        start = (quote.tokens.start_ms or 0) // 1000
        name = f"clip-{start // 3600:02}.{start // 60 % 60:02}.{start % 60:02}.mp4"
        self.path.setText(str(session.case.path.parent / name))
        where = with_chooser(self.path, self._browse)
        form = Form(self)
        form.add(self.tr("Subtitles"), self.subtitles)
        form.add(self.tr("Around each part"), self.pad)
        form.add(self.tr("File"), where)
        self.told = plain.note(
            self.tr(
                "The parts in their order, with a short black gap between them. Subtitles are in the clip, where a "
                "player can hide them, and in a file beside it. Neither names the case or the recording."
            ),
            self,
        )
        self.body.addWidget(plain.note(times.between(quote.tokens.start_ms, quote.tokens.end_ms), self))
        self.body.addWidget(form)
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.resize(560, 320)
        session.closed.connect(self.reject)

    def do(self) -> None:
        """Plan the clip, then write it."""
        if not self.path.text().strip():
            raise Refused(self.tr("The clip needs a file."), self.tr("Choose where it goes."))
        out = Path(self.path.text().strip())
        subtitles: Subtitles = self.subtitles.currentData()
        clip = clipping.plan(self._session.case, self._quote, subtitles, self.pad.value())

        def write(progress: Progress) -> tuple[Path, ...]:
            return clipping.write(clip, out, progress)

        self.do_button.setEnabled(False)
        self.run(Task(self.tr("Writing the clip"), write), self._wrote)

    def stop(self) -> None:
        """Stop; nothing is left behind."""
        super().stop()
        self.do_button.setEnabled(True)

    # inside

    def _wrote(self, written: tuple[Path, ...]) -> None:
        self.do_button.setEnabled(True)
        departing.note(self._session, "clip", written[0], quotes=1)
        names = times.dotted([plain.isolated(path.name) for path in written])
        self.told.setText(self.tr("Written: {}").format(names))

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export clip"), self.path.text(), self.tr("MP4 video (*.mp4)")
        )
        if name:
            self.path.setText(name)
