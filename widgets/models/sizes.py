"""How large a file is, as people say it."""

from PySide6.QtCore import QLocale


def size(count: int) -> str:
    """Bytes, as "12.3 MB"."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
