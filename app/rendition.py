"""How the tokens of a quote read in a citation style.

The words are never touched: a style chooses only how an omission looks and what white space stands around it. Where two
spans do not touch, an ellipsis appears by itself, unless a bracket that replaces spoken words stands between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app import script, seams
from app.gaps import Gaps, Transcripts, between, gaps_in
from app.seams import Kind, Omission, Place
from db.tokens import Bracket, Span, Token

Style = Literal["house", "bluebook"]
STYLES: tuple[Style, Style] = ("house", "bluebook")
NBSP = "\u00a0"
BLOCK_WORDS = 50
"""A Bluebook quotation of as many words is set as a block (rule 5.1(a))."""
_WARNINGS: dict[str, str] = {
    "backward": "A part stands earlier in the transcript than the part before it.",
    "elsewhere": "The quote joins parts of different transcripts.",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is read: said words, an ellipsis, a bracket, [sic]."""

    kind: Kind
    text: str
    before: str = ""
    """The white space between the piece before and this one."""
    token: int | None = None
    """Which token it comes from; None for an ellipsis that appeared by itself."""
    emphasis: str | None = None
    bracket: Bracket | None = None
    omission: Omission | None = None


@dataclass(frozen=True, slots=True)
class Rendition:
    """The tokens of one tier as they read in one style."""

    style: Style
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The derived text, without quotation marks around it."""
        return "".join(piece.before + piece.text for piece in self.pieces)

    def marked(self, mark: str = "*") -> str:
        """The text with a mark on both sides of what is emphasised, as plain text can show it."""
        return "".join(
            f"{piece.before}{mark}{piece.text}{mark}" if piece.emphasis else piece.before + piece.text
            for piece in self.pieces
        )

    @property
    def words(self) -> int:
        """How many of the speaker's words are quoted."""
        return script.count_words(" ".join(piece.text for piece in self.pieces if piece.kind == "words"))

    @property
    def inserted_words(self) -> int:
        """How many words in brackets were never said."""
        return sum(script.count_words(piece.text) for piece in self.pieces if piece.kind == "bracket")

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """What was left out between the first and the last word, in order."""
        found = [piece.omission for piece in self.pieces if piece.omission is not None]
        return tuple(omission for omission in found if omission.reason != "unfinished")

    @property
    def omitted_words(self) -> int:
        """How many words were left out, as far as that is known."""
        return sum(omission.known_words for omission in self.omissions)

    @property
    def unknown_omissions(self) -> int:
        """How many omissions hide nobody knows what; if any, the share of what was omitted is a lower bound."""
        return sum(omission.words is None for omission in self.omissions)

    @property
    def inserted_share(self) -> float:
        """Inserted words as a share of all words that are read."""
        return _share(self.inserted_words, self.words)

    @property
    def omitted_share(self) -> float:
        """Omitted words as a share of the words said from the first to the last quoted one."""
        return _share(self.omitted_words, self.words)

    @property
    def is_block(self) -> bool:
        """Whether the style sets it as an indented block without quotation marks."""
        return self.style == "bluebook" and self.words + self.inserted_words >= BLOCK_WORDS

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must be told about the order of the parts."""
        reasons = {omission.reason for omission in self.omissions}
        return tuple(sentence for reason, sentence in _WARNINGS.items() if reason in reasons)

    @property
    def parenthetical(self) -> str:
        """What follows the citation: "(emphasis added) (omissions in original)"; empty if nothing is to be said."""
        emphases = {piece.emphasis for piece in self.pieces}
        said = {
            "emphasis added": "added" in emphases,
            "emphasis in original": "original" in emphases,
            "omissions in original": any(omission.inherited_from for omission in self.omissions),
        }
        return " ".join(f"({words})" for words, holds in said.items() if holds)


def render(tokens: Sequence[Token], style: Style = "house", gaps: Gaps | Transcripts | None = None) -> Rendition:
    """The tokens of one tier as they read in a style.

    `gaps` says what lies between two spans: a function, or segments by transcript id. Without it the spans' own
    prefixes and suffixes are asked, and what they can't tell is unknown.
    """
    pieces = list[Piece]()
    for place in seams.places(tokens, _gaps(gaps)):
        _append(pieces, place, style)
    if style == "bluebook":
        _leave_unfinished(pieces, tokens)
    return Rendition(style, tuple(pieces))


def _gaps(gaps: Gaps | Transcripts | None) -> Gaps:
    if gaps is None:
        return between
    return gaps if callable(gaps) else gaps_in(lambda transcript_id: gaps.get(transcript_id, ()))


def _append(pieces: list[Piece], place: Place, style: Style) -> None:
    """Set a piece after the others in a style."""
    last = pieces[-1] if pieces else None
    bracket = place.token if isinstance(place.token, Bracket) else None
    emphasis = place.token.emphasis if isinstance(place.token, Span) else None
    piece = Piece(place.kind, place.text, "", place.index, emphasis, bracket, place.omission)
    if place.kind == "ellipsis":
        never_opens = last is None and style == "bluebook"  # Rule 5.3(b)(ii).
        if never_opens or (last is not None and last.kind == "ellipsis"):
            return
        ends = last is not None and script.ends_sentence(last.text)
        pieces.append(_dots(piece, style, None if ends else place.end_mark, opening=last is None))
    elif piece.text:
        pieces.append(replace(piece, before=_white_space(last, place, style)))


def _dots(piece: Piece, style: Style, end_mark: str | None, *, opening: bool = False) -> Piece:
    if style == "house":
        return replace(piece, text="...")
    marks = "..." + (end_mark or "").replace("…", ".")
    return replace(piece, text=NBSP.join(marks), before="" if opening else NBSP)


def _white_space(last: Piece | None, place: Place, style: Style) -> str:
    if last is None:
        return ""
    first_letter, last_letter = place.text[0], last.text[-1]
    if last.kind == "ellipsis":
        return "" if style == "house" or first_letter in "’”»›" else " "
    if last.kind == "words" and place.kind == "words":
        return "" if place.blank is False else " "
    # From here on a bracket or [sic] stands on one side.
    closes = place.kind == "words" and first_letter in script.CLOSING
    opens = last.kind == "words" and last_letter in script.OPENING
    straight = first_letter in script.STRAIGHT_QUOTES or last_letter in script.STRAIGHT_QUOTES
    return "" if place.in_word or closes or opens or (straight and place.blank is False) else " "


def _leave_unfinished(pieces: list[Piece], tokens: Sequence[Token]) -> None:
    """Mark that a sentence quoted from its start goes on: rule 5.3(b)(iii)."""
    spans = [token for token in tokens if isinstance(token, Span)]
    if not spans or not pieces or pieces[-1].kind != "words":
        return
    rest = spans[-1].suffix
    end = script.sentence_end_in(rest)
    goes_on = script.count_words(rest.partition(end)[0] if end else rest) > 0
    if script.ends_sentence(spans[-1].text) or not goes_on or not _starts_sentence(tokens, pieces[0]):
        return
    pieces.append(_dots(Piece("ellipsis", "", omission=Omission("unfinished")), "bluebook", end or "."))


def _starts_sentence(tokens: Sequence[Token], first: Piece) -> bool:
    opening = first.text.lstrip("[\"'“‘«(")[:1]
    token = tokens[first.token] if first.token is not None else None
    prefix = token.prefix.strip() if isinstance(token, Span) else ""
    return script.ends_sentence(prefix) if prefix else opening.isupper()


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part else 0.0
