"""Any sequence of decisions, undos and conversions, by any people under any policy, keeps the laws."""

from dataclasses import dataclass, field, replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from engine.review.decide import AUTO_LANE, DecisionContext, decide, redo_decision, undo_decision
from engine.review.decision_rule import OfferedText, ReplacementText
from engine.review.decisions.approve import Approve
from engine.review.decisions.assign import Reassign
from engine.review.decisions.comment import AddComment
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.merge import Merge
from engine.review.decisions.reject import REJECTION_REASONS, Reject
from engine.review.decisions.skip import Skip
from engine.review.follow_conversion import FormerStanding, LiftSummary, follow_conversion, new_standing
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

PEOPLE = ("ann", "ben", "cyd")
POLICIES = (
    Policy(),
    Policy(normal=ApprovalRule(2)),
    Policy(normal=ApprovalRule(2, distinct=False), waivable=()),
    Policy(high=ApprovalRule(3)),
)
ALL = frozenset({"comment", "decide", "edit", "waive"})
RISKS = ((), ("tax",))
# What the engine finds out about a text is the same whenever it is asked, until its rules are newer.
CHECKED = (("a", "proved"), ("b", "tested"), ("c", "unverified"), ("d", "refuted"))
VERDICTS = tuple(verdict for _, verdict in CHECKED)
texts = st.sampled_from("abcd")
checked = st.sampled_from(CHECKED)
nobody_or_one = st.none() | st.sampled_from(PEOPLE)
asked = st.lists(st.sampled_from(PEOPLE), max_size=2).map(tuple)
offers = st.none() | st.builds(lambda text, author: OfferedText(*text, author), checked, nobody_or_one)
corrections = st.none() | st.builds(lambda base, text: ReplacementText(base, *text), texts, checked)
decisions = st.one_of(
    st.builds(Approve, texts, st.sampled_from([None, "seen"]), offers),
    st.builds(lambda base, text: Edit(base, *text), texts, checked),
    st.builds(lambda base, text, other: Merge(base, *text, other), texts, checked, nobody_or_one),
    st.builds(Reject, st.sampled_from(REJECTION_REASONS), st.booleans(), corrections),
    st.builds(Skip),
    st.builds(Flag, asked),
    st.builds(Reassign, asked),
    st.builds(AddComment, texts, st.integers(0, 3), st.just(2)),
)
situations = st.sampled_from(
    [DecisionContext(*each) for each in product(PEOPLE, (ALL, ALL, frozenset({"decide", "comment"})), POLICIES, RISKS)]
)
# Of one SQL the rules make one text, until they are newer; of another SQL it may be the same text.
lifts = st.sampled_from([LiftSummary(sql, *text) for sql, text in zip("xyzuv", (CHECKED[0], *CHECKED), strict=True)])
unliftable = st.just(LiftSummary("w", None, "unverified"))
newer_lifts = lifts | st.builds(LiftSummary, st.sampled_from("xyzw"), st.none() | texts, st.sampled_from(VERDICTS))
START = LiftSummary("x", "a", "proved")


@dataclass
class Unit:
    """A unit on its way, and its steps: before and after of a decision, or the lift from before a conversion."""

    lift: LiftSummary
    standing: Standing
    before: tuple[FormerStanding, ...] = ()
    steps: list[tuple[Standing, Standing] | LiftSummary] = field(default_factory=list)

    def say(self, decision, situation):
        try:
            after = decide(self.standing, decision, situation)
        except Refusal:
            return
        self.steps.append((self.standing, after))
        self.standing = after

    def convert(self, lift, *, back=False):
        if not back:
            self.steps.append(self.lift)
        followed = follow_conversion(self.standing, self.before, self.lift, lift)
        self.lift, self.standing, self.before = lift, followed.standing, followed.before

    def back(self):
        """Take the last step back."""
        step = self.steps.pop()
        if isinstance(step, LiftSummary):
            self.convert(step, back=True)
        else:
            self.standing = undo_decision(self.standing, *step)


def licensed(standing, situation):
    """Whether the policy's conditions for an approval are met by what is recorded."""
    needed = situation.policy.approvals(situation.risk)
    actors = [approval.actor for approval in standing.approvals]
    assert len(set(actors)) == len(actors) >= needed.n
    assert {approval.spec for approval in standing.approvals} == {standing.spec} == {standing.approved}
    assert not needed.distinct or standing.authors.isdisjoint(actors)
    assert standing.verdict == "proved" or (standing.verdict in situation.policy.waivable and standing.waiver)


said = st.tuples(decisions, situations)
steps = st.lists(said | newer_lifts, max_size=12)


def play(script, lift=START):
    """The unit, and for each decision that counted the standing before and after with its situation."""
    unit, counted = Unit(lift, new_standing(lift)), []
    for step in script:
        if isinstance(step, LiftSummary):
            unit.convert(step)
            continue
        before = unit.standing
        unit.say(*step)
        if unit.standing != before:
            counted.append((before, unit.standing, step[1]))
    return unit, counted


@given(st.lists(said | lifts | unliftable, max_size=12), lifts | unliftable)
def test_undoing_everything_in_reverse_order_is_the_start(script, first):
    unit, _ = play(script, first)
    while unit.steps:
        unit.back()
    assert (unit.lift, unit.standing, unit.before) == (first, new_standing(first), ())


@given(steps)
def test_a_text_is_approved_only_with_what_the_policy_asks_for(script):
    for before, after, situation in play(script)[1]:
        newly = after.state is ReviewState.APPROVED is not before.state
        if newly or after.approved not in {None, before.approved}:
            licensed(after, situation)


@given(steps)
def test_every_yes_is_to_the_text_in_review_and_no_persons_twice(script):
    unit, counted = play(script)
    for standing in (unit.standing, *(after for _, after, _ in counted)):
        assert all(approval.spec == standing.spec for approval in standing.approvals)
        assert len({approval.actor for approval in standing.approvals}) == len(standing.approvals)


@given(steps)
def test_a_conversion_never_approves_and_never_changes_the_file(script):
    unit = Unit(START, new_standing(START))
    for step in script:
        if not isinstance(step, LiftSummary):
            unit.say(*step)
            continue
        former, known = unit.standing, {kept.standing for kept in unit.before}
        unit.convert(step)
        assert unit.standing.approved == former.approved
        back = replace(unit.standing, asked=()) in {replace(each, asked=()) for each in known}
        assert unit.standing.state is not ReviewState.APPROVED or former.state is ReviewState.APPROVED or back


@given(steps, st.lists(st.integers(0, 30), max_size=8), situations)
def test_undo_and_redo_in_any_order_approve_nothing_without_its_yeses(script, picks, situation):
    unit, _ = play(script)
    pairs = [step for step in unit.steps if not isinstance(step, LiftSummary)]
    for pick in picks if pairs else []:
        before, after = pairs[pick % len(pairs)]
        try:
            if pick % 2:
                unit.standing = redo_decision(unit.standing, before, after, situation)
            else:
                unit.standing = undo_decision(unit.standing, before, after)
        except Refusal:
            continue
        assert all(approval.spec == unit.standing.spec for approval in unit.standing.approvals)
        if unit.standing.state is ReviewState.APPROVED:
            assert unit.standing.approved == unit.standing.spec
            assert unit.standing.verdict == "proved" or unit.standing.waiver


@given(steps, st.sampled_from(POLICIES), st.sampled_from(RISKS), st.sampled_from(RISKS))
def test_what_has_a_word_for_a_person_never_goes_by_itself(script, policy, risk, held):
    unit, _ = play(script)
    auto = DecisionContext(AUTO_LANE, frozenset({"decide", "waive"}), policy, risk, held)
    try:
        after = decide(unit.standing, Approve(unit.standing.spec, waiver="certified"), auto)
    except Refusal:
        return
    assert not risk and not held
    assert (unit.standing.state, after.verdict, after.waiver, after.author) == (
        ReviewState.CONVERTED,
        "proved",
        None,
        None,
    )
