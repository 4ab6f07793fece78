"""Media and the files that hold them."""

from typing import ClassVar

from db.records import CustodyEvent, Media, MediaFile
from db.table import Table


class MediaTable(Table[Media]):
    """The sources that quotes are cited from."""

    name = "media"
    record = Media
    order = "title, id"


class MediaFiles(Table[MediaFile]):
    """The copies of each medium."""

    name = "media_file"
    record = MediaFile
    order: ClassVar[str] = "media_id, copy_type, id"

    def of(self, media_id: str) -> list[MediaFile]:
        """The files of one medium, the evidentiary copy first."""
        return self.where("media_id = ?", media_id)

    def with_hash(self, sha256: str) -> list[MediaFile]:
        """The files with these very bytes."""
        return self.where("sha256 = ?", sha256)


class Custody(Table[CustodyEvent]):
    """What happened to the recordings and to their files."""

    name = "custody_event"
    record = CustodyEvent
    order: ClassVar[str] = "at IS NOT NULL, at, id"

    def of(self, media_id: str) -> list[CustodyEvent]:
        """What happened to one medium, oldest first; what has no date comes before all that has one."""
        return self.where("media_id = ?", media_id)
