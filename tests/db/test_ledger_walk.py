"""Random walks through the ledger: whatever is done, undone, redone and reopened, history and tables agree."""

from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import casefile, replay
from db.casefile import CaseFile
from db.errors import NothingToUndo
from db.identity import new_id
from db.records import Incident, Link, Media, Person, Quote
from db.tokens import Bracket, Ellipsis, Position, Sic, Span, Tokens
from tests.db.conftest import HANA, import_texts
from tests.folders import quick_folder

words = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12)
maybe = st.none() | words


class Walk(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.folder = quick_folder()
        root = Path(self.folder.name)
        self.state = root / "state"
        self.case: CaseFile = casefile.create(root / "c.sqlite", "Walk", HANA, new_id(), self.state, lambda case: None)
        self.transcript = import_texts(self.case)
        self.floor = replay.tables(self.case.connection)
        self.trail = [self.floor]
        self.ahead: list[replay.Tables] = []

    def teardown(self):
        if hasattr(self, "case"):
            self.case.close()
            self.folder.cleanup()

    def do(self, act):
        with self.case.step("walk", "Walk") as step:
            act()
        if step.act:
            self.trail.append(replay.tables(self.case.connection))
            self.ahead.clear()

    @rule(title=words, place=maybe)
    def add_incident(self, title, place):
        self.do(lambda: self.case.incidents.add(Incident(new_id(), title, place=place)))

    @rule(name=words, text=maybe)
    def add_quote(self, name, text):
        tokens = Tokens(
            original=(Span(self.transcript.id, Position(0, 0), Position(0, 3), "The", 0, 250), Sic()),
            translation=(Ellipsis(name), Bracket(text or "x", "grammar", name)),
        )

        def act():
            person = self.case.people.add(Person(new_id(), name))
            self.case.quotes.add(Quote(new_id(), self.transcript.media_id, tokens, person.id, title=text))

        self.do(act)

    @precondition(lambda self: self.case.quotes.count() and self.case.incidents.count())
    @rule(data=st.data(), reason=maybe, weight=st.none() | st.integers(0, 4))
    def link(self, data, reason, weight):
        quote = data.draw(st.sampled_from(self.case.quotes.all()))
        incident = data.draw(st.sampled_from(self.case.incidents.all()))
        self.do(lambda: self.case.links.add(Link(new_id(), quote.id, incident.id, reason=reason, weight=weight)))

    @precondition(lambda self: self.case.incidents.count())
    @rule(data=st.data(), title=words, place=maybe)
    def change_twice(self, data, title, place):
        incident = data.draw(st.sampled_from(self.case.incidents.all()))

        def act():
            self.case.incidents.change(incident.id, title="between")
            self.case.incidents.change(incident.id, title=title, place=place)

        self.do(act)

    @precondition(lambda self: self.case.quotes.count())
    @rule(data=st.data())
    def delete_quote(self, data):
        quote = data.draw(st.sampled_from(self.case.quotes.all()))

        def act():
            for link in self.case.links.of_quote(quote.id):
                self.case.links.remove(link.id)
            self.case.quotes.remove(quote.id)

        self.do(act)

    @rule()
    def come_and_go(self):
        def act():
            medium = self.case.media.add(Media(new_id(), "Passing"))
            self.case.media.remove(medium.id)

        self.do(act)

    @precondition(lambda self: len(self.trail) > 1)
    @rule()
    def undo(self):
        self.case.undo()
        self.ahead.append(self.trail.pop())

    @precondition(lambda self: self.ahead)
    @rule()
    def redo(self):
        self.case.redo()
        self.trail.append(self.ahead.pop())

    @precondition(lambda self: not self.ahead)
    @rule()
    def nothing_to_redo(self):
        try:
            self.case.redo()
        except NothingToUndo:
            return
        raise AssertionError("redo found something to do")

    @rule()
    def reopen(self):
        path = self.case.path
        self.case.close()
        self.case = casefile.open_case(path, HANA, self.state)

    @rule()
    def there_and_back(self):
        steps = len(self.trail) - 1
        for _ in range(steps):
            self.case.undo()
        assert replay.tables(self.case.connection) == self.floor
        for _ in range(steps):
            self.case.redo()

    @invariant()
    def the_tables_are_what_they_were_at_this_point(self):
        if hasattr(self, "trail"):
            assert replay.tables(self.case.connection) == self.trail[-1]

    @invariant()
    def everything_verifies(self):
        if hasattr(self, "case"):
            assert [check for check in self.case.verify() if not check.ok] == []

    @invariant()
    def the_parts_follow_the_tokens(self):
        if hasattr(self, "case"):
            count = self.case.connection.execute("SELECT count(*) FROM quote_part").fetchone()[0]
            tokens = [quote.tokens for quote in self.case.quotes.all()]
            assert count == sum(len(t.original) + len(t.translation) for t in tokens)


Walk.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWalk = Walk.TestCase
