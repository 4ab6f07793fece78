"""What is told of the words that were left out, and of those that were put in."""

from PySide6.QtCore import QCoreApplication

from app.rendition import Piece, Rendition
from app.seams import Omission
from db.tokens import Bracket
from widgets.models import times

translate = QCoreApplication.translate
_LONGEST = 400


def in_short(omission: Omission) -> str:
    """One line: words and seconds."""
    match omission.reason:
        case "inherited":
            return translate("Alterations", "left out by {}: nobody here knows what").format(omission.inherited_from)
        case "backward":
            return translate("Alterations", "the next part was said earlier")
        case "elsewhere":
            return translate("Alterations", "the next part is of another transcript")
        case "unfinished":
            return translate("Alterations", "the sentence goes on")
        case _:
            pass
    if omission.words is None:
        said = translate("Alterations", "words left out, nobody here knows how many")
    else:
        said = times.counted(
            omission.words,
            translate("Alterations", "1 word left out"),
            translate("Alterations", "{} words left out"),
        )
    if omission.duration_ms is None:
        return said
    about = translate("Alterations", "about {}") if omission.estimated else "{}"
    return f"{said}, {about.format(times.length(omission.duration_ms))}"


def tips(rendition: Rendition) -> dict[int, str]:
    """What hovering tells of each piece that has something to tell, by the piece's number."""
    return {number: tip for number, piece in enumerate(rendition.pieces) if (tip := _tip(piece))}


def left_out(piece: Piece) -> str:
    """All the words that an ellipsis leaves out, as far as they are known."""
    return " ".join((piece.omission.text or "").split()) if piece.omission is not None else ""


def share(rendition: Rendition) -> str:
    """How much of what was said from the first quoted word to the last is left out, where that is known."""
    if not rendition.omitted_words or rendition.unknown_omissions:
        return ""
    return translate("Alterations", "{} % of the passage in all").format(round(100 * rendition.omitted_share))


def bracket_types() -> dict[str, str]:
    """What each type of bracket is called, in the order in which they are offered."""
    return {
        "clarifies": translate("Alterations", "Clarifies"),
        "supplies_meaning": translate("Alterations", "Supplies meaning"),
        "grammar": translate("Alterations", "Grammar"),
        "translator_note": translate("Alterations", "Translator's note"),
    }


def of_bracket(bracket: Bracket) -> str:
    """One line: what the inserted words do, and who put them in."""
    kind = bracket_types().get(bracket.type, bracket.type)
    stands = translate("Alterations", "stands for words that were said") if bracket.replaces else ""
    by = translate("Alterations", "put in by {}").format(bracket.by) if bracket.by else ""
    return times.dotted([kind, stands, by])


def _tip(piece: Piece) -> str:
    if piece.bracket is not None:
        return of_bracket(piece.bracket)
    if piece.omission is None:
        return ""
    words = " ".join((piece.omission.text or "").split())
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}…"
    return f"{in_short(piece.omission)}\n\n“{words}”" if words else in_short(piece.omission)
