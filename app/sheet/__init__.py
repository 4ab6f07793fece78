"""The quote sheet as one plain value, gathered from a case, that every exporter writes."""

from app.sheet.gathering import Choice, gather
from app.sheet.illustrating import Still, illustrate, still_of
from app.sheet.values import Sheet

__all__ = ["Choice", "Sheet", "Still", "gather", "illustrate", "still_of"]
