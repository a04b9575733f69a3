"""Rules of the engine become newer, SQL changes and comes back, people decide and undo: verdicts are always of now."""

import zlib
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from engine.review.decide import DecisionContext, decide, undo_decision
from engine.review.decisions.approve import Approve
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.skip import Skip
from engine.review.follow_conversion import (
    VERDICTS_BY_WORTH,
    FormerStanding,
    LiftSummary,
    follow_conversion,
    new_standing,
)
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

ALL = frozenset({"comment", "decide", "edit", "waive"})
PEOPLE = [DecisionContext(name, ALL) for name in ("ann", "ben")]
TEXTS = "abcd"


@dataclass(frozen=True)
class Engine:
    """What each version of the rules makes of some SQL, and knows of each text for it: arbitrary, but fixed."""

    seed: int

    def verdict(self, rules: int, sql: str, text: str) -> str:
        return self._one_of(VERDICTS_BY_WORTH, "verdict", rules, sql, text)

    def lift(self, rules: int, sql: str) -> LiftSummary:
        text = self._one_of((*TEXTS, None), "lift", rules, sql)
        return LiftSummary(sql, text, "unverified" if text is None else self.verdict(rules, sql, text))

    def proofs(self, rules: int, sql: str) -> dict[str, str]:
        return {text: self.verdict(rules, sql, text) for text in TEXTS}

    def _one_of(self, choices, *about):
        return choices[zlib.crc32(repr((self.seed, *about)).encode()) % len(choices)]


@dataclass
class Unit:
    """A unit on its way through versions of the rules."""

    engine: Engine
    rules: int = 0
    sql: str = "x"
    standing: Standing = field(init=False)
    before: tuple[FormerStanding, ...] = ()
    said: list[tuple[str, Standing, Standing]] = field(default_factory=list)

    def __post_init__(self):
        self.standing = new_standing(self.lift)

    @property
    def lift(self):
        return self.engine.lift(self.rules, self.sql)

    def convert(self, rules, sql):
        former, self.rules, self.sql = self.lift, max(rules, self.rules), sql
        self._follow(former)

    def say(self, word, text, person):
        """A word as people say it: of the text in review, with what the rules of now know of a new one."""
        verdict = self.engine.verdict(self.rules, self.sql, text)
        known = {
            "approve": Approve(self.standing.spec, waiver="seen"),
            "edit": Edit(self.standing.spec, text, verdict),
            "skip": Skip(),
            "flag": Flag(()),
        }
        try:
            after = decide(self.standing, known[word], person)
        except Refusal:
            return
        self.said.append((self.sql, self.standing, after))
        self.standing = after

    def take_back(self):
        """An undo, and the look at it by the rules of now that follows each."""
        if not self.said:
            return
        sql, before, after = self.said[-1]
        if sql != self.sql:
            return
        try:
            self.standing = undo_decision(self.standing, before, after)
        except Refusal:
            return
        self.said.pop()
        self._follow(self.lift)

    def _follow(self, former):
        proofs = self.engine.proofs(self.rules, self.sql)
        followed = follow_conversion(self.standing, self.before, former, self.lift, proofs)
        self.standing, self.before = followed.standing, followed.before


conversions = st.tuples(st.integers(0, 3), st.sampled_from("xyz"))
words = st.tuples(st.sampled_from(["approve", "edit", "skip", "flag"]), st.sampled_from(TEXTS), st.sampled_from(PEOPLE))
steps = st.lists(conversions | words | st.just("undo"), max_size=14)
engines = st.builds(Engine, st.integers(0, 10_000))


def play(engine, script):
    """The unit after each step."""
    unit = Unit(engine)
    for step in script:
        if step == "undo":
            unit.take_back()
        elif len(step) == 2:
            unit.convert(*step)
        else:
            unit.say(*step)
        yield unit, step


@given(engines, steps)
def test_the_verdict_of_the_text_in_review_is_always_what_the_rules_of_now_say(engine, script):
    for unit, _ in play(engine, script):
        if unit.standing.spec is not None:
            assert unit.standing.verdict == engine.verdict(unit.rules, unit.sql, unit.standing.spec)


@given(engines, steps)
def test_what_is_approved_is_proved_by_the_rules_of_now_or_waived_knowing_no_more(engine, script):
    waived = {}
    for unit, step in play(engine, script):
        standing = unit.standing
        if step[0] == "approve" and standing.state is ReviewState.APPROVED:
            waived[unit.sql, standing.spec] = VERDICTS_BY_WORTH.index(standing.verdict)
        if standing.state is ReviewState.APPROVED and standing.verdict != "proved":
            assert standing.waiver is not None
            assert VERDICTS_BY_WORTH.index(standing.verdict) >= waived[unit.sql, standing.spec]


@given(engines, steps)
def test_converting_again_by_the_same_rules_changes_nothing(engine, script):
    for unit, _ in play(engine, script):
        was = (unit.standing, unit.before)
        unit.convert(unit.rules, unit.sql)
        assert (unit.standing, unit.before) == was


@given(engines, steps)
def test_newer_rules_write_nothing_approve_nothing_and_forget_no_author(engine, script):
    before, sql = Unit(engine).standing, "x"
    for unit, step in play(engine, script):
        if isinstance(step[0], int):
            assert unit.standing.approved == before.approved
            assert {approval.spec for approval in unit.standing.approvals} <= {unit.standing.spec}
            if (unit.sql, unit.standing.spec) == (sql, before.spec):
                assert unit.standing.authors == before.authors
        before, sql = unit.standing, unit.sql
