"""Exact frames for the screen, decoded off the window's thread, always for the latest wish."""

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.media.frames import FrameReader, FrameStamp
from app.media.picture import Picture
from app.media.probe import probe
from app.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Shown:
    """A decoded frame, and the wish that it answers."""

    stamp: FrameStamp
    image: QImage
    stepped: bool
    """Whether it was asked for as a neighbour, so that its time is news."""


@dataclass(slots=True)
class _Wishes:
    """What is still to be done; a newer wish of a kind replaces the older, and steps add up."""

    path: Path | None = None
    close: bool = False
    show_ms: float | None = None
    frames: int = 0
    stop: bool = False

    def any(self) -> bool:
        return bool(self.path or self.close or self.show_ms is not None or self.frames or self.stop)


class ExactFrames(QObject):
    """Opens one recording at a time and answers with pictures. Answers carry the number that `open` gave."""

    opened = Signal(int, object)
    """The number, and a Probe."""
    failed = Signal(int, object)
    """The number, and a Problem."""
    shown = Signal(int, object)
    """The number, and a Shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._change = threading.Condition()
        self._wishes = _Wishes()
        self._number = 0
        self._busy = False
        self._thread: threading.Thread | None = None

    @property
    def is_idle(self) -> bool:
        """Whether every wish has been answered."""
        with self._change:
            return not self._busy and not self._wishes.any()

    def open(self, path: Path) -> int:
        """Probe the file and keep it open for `show`; returns the number of the answers to come."""
        with self._change:
            self._number += 1
            self._wishes = _Wishes(path=path)
            self._change.notify()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="exact frames", daemon=True)
            self._thread.start()
        return self._number

    def close(self) -> None:
        """Let the file go, and every wish."""
        with self._change:
            self._number += 1
            self._wishes = _Wishes(close=True)
            self._change.notify()

    def show(self, ms: float) -> None:
        """Wish for the frame at this time."""
        with self._change:
            self._wishes.show_ms = ms
            self._wishes.frames = 0
            self._change.notify()

    def step(self, frames: int) -> None:
        """Wish for a neighbour of the frame last wished for."""
        with self._change:
            self._wishes.frames += frames
            self._change.notify()

    def stop(self) -> None:
        """End the thread and wait for it; not to be used afterwards."""
        with self._change:
            self._wishes = _Wishes(stop=True)
            self._change.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        reader: FrameReader | None = None
        here: FrameStamp | None = None
        while True:
            with self._change:
                self._busy = False
                self._change.wait_for(lambda: self._wishes.any())
                wishes, self._wishes = self._wishes, _Wishes()
                number = self._number
                self._busy = True
            if reader and (wishes.path or wishes.close or wishes.stop):
                reader.close()
                reader = here = None
            if wishes.stop:
                return
            try:
                if wishes.path:
                    reader = self._open(number, wishes.path)
                if reader and (wishes.show_ms is not None or wishes.frames):
                    here = self._answer(number, reader, here, wishes)
            except Refused as refused:
                self._tell_failed(number, refused.problem)

    def _open(self, number: int, path: Path) -> FrameReader | None:
        found = probe(path)
        reader = FrameReader(path) if found.has_video else None
        with suppress(RuntimeError):  # the window has gone in the meantime
            self.opened.emit(number, found)
        return reader

    def _answer(self, number: int, reader: FrameReader, here: FrameStamp | None, wishes: _Wishes) -> FrameStamp:
        if wishes.show_ms is not None or here is None:
            here, picture = reader.at(wishes.show_ms or 0)
            if wishes.frames:
                here, picture = reader.step(here, wishes.frames)
        else:
            here, picture = reader.step(here, wishes.frames)
        with suppress(RuntimeError):
            self.shown.emit(number, Shown(here, image_of(picture), stepped=bool(wishes.frames)))
        return here

    def _tell_failed(self, number: int, problem: Problem) -> None:
        with suppress(RuntimeError):
            self.failed.emit(number, problem)


def image_of(picture: Picture) -> QImage:
    """The picture for the screen, with memory of its own."""
    shared = QImage(picture.bgrx, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGB32)
    return shared.copy()
