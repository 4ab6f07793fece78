"""An exhibit: quote sheet, clips, stills, custody log, drafts of declarations and a verifier, as one signed package."""

from app.exhibit.gathering import gather
from app.exhibit.looking import look
from app.exhibit.packing import remember, write
from app.exhibit.values import Choice, Made, Outlook, Standing

__all__ = ["Choice", "Made", "Outlook", "Standing", "gather", "look", "remember", "write"]
