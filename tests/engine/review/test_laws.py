"""Any sequence of decisions by any people keeps the laws."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.review.decide import Situation, decide, undo
from engine.review.decisions.approve import Approve
from engine.review.decisions.comment import Remark
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.reject import REASONS, Reject
from engine.review.decisions.skip import Skip
from engine.review.policy import Approvals, Policy
from engine.review.refusal import Refusal
from engine.review.standing import Standing, State

START = Standing(State.CHECKED, spec="a", verdict="unverified")
texts = st.sampled_from("abc")
decisions = st.one_of(
    st.builds(Approve, texts, st.sampled_from([None, "seen"])),
    st.builds(Edit, texts, texts, st.sampled_from(["proved", "unverified", "refuted"])),
    st.builds(Reject, st.sampled_from(REASONS), st.booleans()),
    st.builds(Skip),
    st.builds(Flag, st.lists(st.sampled_from(["ann", "ben"]), max_size=2).map(tuple)),
    st.builds(Remark, texts, st.integers(0, 3), st.just(2)),
)
people = st.builds(
    Situation,
    st.sampled_from(["ann", "ben", "cyd"]),
    st.frozensets(st.sampled_from(["comment", "decide", "edit", "waive"])),
    st.sampled_from([Policy(), Policy(normal=Approvals(2)), Policy(normal=Approvals(2, distinct=False))]),
)


def play(words):
    """Every standing on the way; a refused word leaves it as it was."""
    standings = [START]
    for decision, situation in words:
        try:
            standings.append(decide(standings[-1], decision, situation))
        except Refusal:
            standings.append(standings[-1])
    return standings


@given(st.lists(st.tuples(decisions, people)))
def test_undoing_everything_gives_the_start(words):
    standings = play(words)
    now = standings[-1]
    for before, after in reversed(list(pairwise(standings))):
        now = undo(now, before, after)
    assert now == START


@given(st.lists(st.tuples(decisions, people)))
def test_a_file_is_written_only_by_a_yes_to_that_text(words):
    standings = play(words)
    for before, after in pairwise(standings):
        if after.approved not in {None, before.approved}:
            assert after.approvals and all(approval.spec == after.approved for approval in after.approvals)
            assert after.verdict == "proved" or after.waiver is not None


@given(st.lists(st.tuples(decisions, people)))
def test_nobody_says_yes_twice_to_one_text(words):
    for standing in play(words):
        actors = [approval.actor for approval in standing.approvals]
        assert len(actors) == len(set(actors))
