"""The first frame of a quote as a small picture: decoded aside, only for what is seen, never of another file."""

import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from app import collecting
from app.media.frames import FrameReader
from app.players.exact_frames import image_of
from app.problems import Refused
from app.session import Session
from app.tasks import Progress, Task

SIZE = QSize(72, 41)
_KEPT, _AT_ONCE, _WISHES = 600, 6, 24
"""Pictures that are held; frames that one task decodes; rows that are remembered as asked for."""
_LOOK_AGAIN_S = 2.0
"""How long it is believed that a file is still what it was."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was when it was looked at; another size or time is another file."""

    path: Path
    size: int
    changed_ns: int


_Key = tuple[Source, int]


class Stills(QObject):
    """Nothing is kept on disk: what is expunged or changed leaves no picture behind."""

    ready = Signal()
    """Something that was asked for is there now, or is known not to be."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._held: OrderedDict[_Key, QPixmap | None] = OrderedDict()
        self._sources: dict[str, tuple[float, Source | None]] = {}
        self._without: set[Source] = set()
        self._wishes: OrderedDict[_Key, None] = OrderedDict()
        self._task: Task | None = None
        session.opened.connect(self.forget)
        session.closed.connect(self.forget)
        session.changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether frames are being decoded."""
        return self._task is not None

    def has(self, media_id: str, start_ms: int | None) -> bool:
        """Whether a quote has a place for a picture."""
        source = self._source(media_id)
        return start_ms is not None and source is not None and source not in self._without

    def of(self, media_id: str, start_ms: int | None) -> QPixmap | None:
        """The picture, if it is there; else it is fetched, and `ready` says so."""
        source = self._source(media_id)
        if source is None or start_ms is None or source in self._without:
            return None
        key = (source, start_ms)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        self._wishes[key] = None
        self._wishes.move_to_end(key)
        while len(self._wishes) > _WISHES:
            self._wishes.popitem(last=False)
        self._fetch()
        return None

    def forget(self) -> None:
        """Hold nothing any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        for kept in (self._held, self._sources, self._without, self._wishes):
            kept.clear()

    # inside

    def _follow(self, changes: dict[str, set[str]]) -> None:
        if {"media", "media_file"} & changes.keys():
            self.forget()

    def _source(self, media_id: str) -> Source | None:
        now = time.monotonic()
        known = self._sources.get(media_id)
        if known is None or now - known[0] > _LOOK_AGAIN_S:
            known = self._sources[media_id] = (now, self._look(media_id))
        return known[1]

    def _look(self, media_id: str) -> Source | None:
        if not self._session.is_open:
            return None
        case = self._session.case
        for file in case.media_files.of(media_id):
            path = collecting.path_of(case, file)
            if path is not None:
                found = path.stat()
                return Source(path, found.st_size, found.st_mtime_ns)
        return None

    def _fetch(self) -> None:
        if self._task is not None or not self._wishes:
            return
        keys = [self._wishes.popitem()[0] for _ in range(min(_AT_ONCE, len(self._wishes)))]

        def fetch(progress: Progress) -> dict[_Key, QImage | None]:
            return _decoded(keys, progress)

        self._task = task = Task(self.tr("Fetch stills"), fetch, self)

        def take(found: dict[_Key, QImage | None]) -> None:
            if task is self._task:
                self._take(found)

        def end() -> None:
            if task is self._task:
                self._task = None
                self._fetch()

        task.finished.connect(take)
        task.ended.connect(end)
        task.start()

    def _take(self, found: dict[_Key, QImage | None]) -> None:
        for key, image in found.items():
            if image is None:
                self._without.add(key[0])
            else:
                self._held[key] = QPixmap.fromImage(image)
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)
        self.ready.emit()


def _decoded(keys: list[_Key], progress: Progress) -> dict[_Key, QImage | None]:
    """Small pictures; None for a file that has none, or that is broken."""
    found: dict[_Key, QImage | None] = {}
    for source in dict.fromkeys(key[0] for key in keys):
        wanted = [key for key in keys if key[0] == source]
        try:
            with FrameReader(source.path) as reader:
                for key in wanted:
                    progress(len(found), len(keys))
                    found[key] = _small(image_of(reader.at(key[1])[1]))
        except (Refused, OSError):
            found |= {key: None for key in wanted if key not in found}
    return found


def _small(image: QImage) -> QImage:
    return image.scaled(SIZE * 2, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
