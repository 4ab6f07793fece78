"""Media and the files that hold them."""

from typing import ClassVar

from db.records import Media, MediaFile
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
