"""Which words of a few texts are not in all of them: what a reader must see who compares."""

from collections.abc import Iterator, Sequence

from app.rewritten import between

Range = tuple[int, int]
"""Code points, end exclusive."""


def differences(texts: Sequence[str]) -> tuple[tuple[Range, ...], ...]:
    """For each text the stretches that another one does not have at that place."""
    return tuple(_joined(stretch for other in texts for stretch in _alone(text, other)) for text in texts)


def _alone(text: str, other: str) -> Iterator[Range]:
    """What the other text does not have, without the blanks around it."""
    at = 0
    for piece in between(other, text):
        if piece.kind == "gone":
            continue
        end = at + len(piece.text)
        if piece.kind == "new" and not piece.text.isspace():
            yield end - len(piece.text.lstrip()), at + len(piece.text.rstrip())
        at = end


def _joined(stretches: Iterator[Range]) -> tuple[Range, ...]:
    found: list[Range] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
