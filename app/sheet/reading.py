"""What gathering a sheet asks of a case again and again, each thing read once."""

from collections.abc import Sequence
from functools import cache, cached_property

from app import dissent, law
from app.dissent import Dissent
from app.gaps import Gaps, gaps_in
from app.wording import Wording
from db.casefile import CaseFile
from db.claims import Privilege
from db.records import Element, Framework, Segment, Term, Transcript


class Reading:
    """A case under the eyes of whoever writes a sheet of it. Good for one gathering: it remembers."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case
        self.segments = cache(self._segments)
        self.transcript = cache(self._transcript)
        self.framework = cache(self._framework)
        self.links = cache(self.case.links.of_quote)
        self._terms = cache(self._terms_of)
        self._elements = cache(self._elements_of)
        self.gaps: Gaps = gaps_in(self.segments)

    @cached_property
    def wording(self) -> Wording:
        """What records are called."""
        return Wording(self.case)

    @cached_property
    def marks(self) -> dict[tuple[str, str], list[Privilege]]:
        """How records and their fields are marked, by table and id."""
        found: dict[tuple[str, str], list[Privilege]] = {}
        for one in self.case.argument.privileges.all():
            found.setdefault((one.table_name, one.record_id), []).append(one)
        return found

    @cached_property
    def dissents(self) -> list[Dissent]:
        """Every judgement on which reviewers differ."""
        return dissent.dissents(self.case)

    def label(self, vocabulary: str, code: str | None) -> str | None:
        """What the case's own list calls a code; the code itself if the list doesn't know it."""
        if code is None:
            return None
        term = self._terms(vocabulary).get(code)
        return term.label if term else code

    def term(self, vocabulary: str, code: str | None) -> Term | None:
        """The entry of a list."""
        return self._terms(vocabulary).get(code) if code else None

    def element(self, framework_id: str, path: str) -> Element | None:
        """One node of a framework, if it is there."""
        return self._elements(framework_id).get(path)

    def _segments(self, transcript_id: str) -> Sequence[Segment]:
        return self.case.transcripts.segments(transcript_id)

    def _transcript(self, transcript_id: str) -> Transcript:
        return self.case.transcripts.get(transcript_id)

    def _framework(self, framework_id: str) -> Framework:
        return self.case.frameworks.get(framework_id)

    def _terms_of(self, vocabulary: str) -> dict[str, Term]:
        return {term.code: term for term in law.terms(self.case, vocabulary)}

    def _elements_of(self, framework_id: str) -> dict[str, Element]:
        return {element.path: element for element in self.case.frameworks.elements(framework_id)}
