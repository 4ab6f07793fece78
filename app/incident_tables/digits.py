"""Digits of any script as the ones that dates and coordinates are kept in."""

import unicodedata


def western(text: str) -> str:
    """The text with ٣ as 3."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(one)) if unicodedata.category(one) == "Nd" else one for one in text)
