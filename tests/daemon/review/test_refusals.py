"""Refused decisions: the reason, the hint, and no change."""

from contextlib import contextmanager

import pytest

from daemon.server.review.decisions.decision_maker import DecisionMaker
from engine.review import decide
from engine.review.refusal import Refusal
from store.codebase import conversions
from store.core import texts
from store.core.errors import MissingError
from store.review import policies, proposals
from store.review.proposals import NewProposal

TWO = '[[approvals]]\nrisk = "normal"\nn = 2'


@pytest.fixture
def refused(desk):
    """A block that must be refused with this code, and must leave no trace."""

    @contextmanager
    def refused(code):
        before = rows(desk)
        with pytest.raises(Refusal) as refusal, desk.tx.part():
            yield
        assert refusal.value.code == f"review.{code}"
        assert refusal.value.sentence.endswith(".")
        assert refusal.value.hint
        assert rows(desk) == before

    return refused


def rows(desk):
    """Everything that a decision could have touched."""
    tables = ("reviews", "acts", "decisions", "comments", "proposals", "journal", "outbox", "remarks", "notices")
    return {table: [tuple(row) for row in desk.tx.rows(f"SELECT * FROM {table}")] for table in tables}


def test_a_viewers_approval(desk, unit, refused):
    viewer = desk.voice("vic", "viewer")
    with refused("permission"):
        desk.say(viewer, unit, "approve")


def test_a_worker_may_not_decide(desk, unit, refused):
    worker = DecisionMaker("act_worker", frozenset())
    for word in ("approve", "skip", "flag", "assign"):
        with refused("permission"):
            desk.say(worker, unit, word)


def test_a_reviewer_may_not_edit(desk, unit, refused):
    reviewer = desk.voice("rita", "reviewer")
    with refused("permission"):
        desk.say(reviewer, unit, "edit", text=desk.text(unit, "spec: 2"))
    with refused("permission"):
        desk.say(reviewer, unit, "reject", reason="wrong name", text=desk.text(unit, "spec: 2"))


def test_a_second_approval_by_the_same_person(desk, ann, ben, unit, refused):
    policies.set_text(desk.tx, desk.project, TWO, None, ann.actor)
    desk.say(ann, unit, "approve")
    with refused("twice"):
        desk.say(ann, unit, "approve")
    assert desk.say(ben, unit, "approve").outcomes[0].item.state == "approved"


def test_approval_of_your_own_edit(desk, ann, unit, refused):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    with refused("own"):
        desk.say(ann, unit, "approve")


def test_approval_of_your_own_proposal_or_part_of_a_merge(desk, ann, ben, unit, refused):
    spec, sql = texts.save(desk.tx, "spec: ben's"), conversions.get(desk.tx, unit).sql
    offered = proposals.add(desk.tx, NewProposal(unit, "file", spec, "proved", sql, actor=ben.actor))
    with refused("own"):
        desk.say(ben, unit, "approve", proposal=offered)
    desk.say(ann, unit, "merge", text=desk.text(unit, "spec: both"), proposal=offered)
    for voice in (ann, ben):
        with refused("own"):
            desk.say(voice, unit, "approve")


def test_a_waiver_without_a_reason_or_permission_or_for_a_refuted_text(desk, ann, convert, finding, refused):
    doubtful, wrong = convert(finding(verdict="unverified"), finding("g()", verdict="refuted"))
    with refused("waiver"):
        desk.say(ann, doubtful, "approve", note="  ")
    with refused("permission"):
        desk.say(desk.voice("rita", "reviewer"), doubtful, "approve", note="looks fine")
    with refused("verdict"):
        desk.say(ann, wrong, "approve", note="I insist")


def test_the_auto_lane_takes_only_proved_units_without_risk_words(desk, convert, finding, refused):
    auto = DecisionMaker(decide.AUTO_LANE, frozenset({"decide", "waive"}))
    taxed, doubtful, plain = convert(
        finding(sql="SELECT tax"), finding("g()", verdict="tested"), finding("h()", sql="SELECT 2")
    )
    for unit in (taxed, doubtful):
        with refused("auto"):
            desk.say(auto, unit, "approve", note="certified")
    assert desk.say(auto, plain, "approve").outcomes[0].item.state == "approved"


def test_a_decision_beyond_the_quota(desk, ann, convert, finding, refused):
    policies.set_text(desk.tx, desk.project, "quota = 1", None, ann.actor)
    first, second = convert(finding(), finding("g()"))
    desk.say(ann, first, "approve")
    with refused("quota"):
        desk.say(ann, second, "approve")
    desk.undo(ann)
    desk.say(ann, second, "approve")
    with refused("quota"):
        desk.redo(ann, desk.tx.value("SELECT id FROM acts WHERE word = 'undo'"))


def test_a_text_that_was_checked_against_other_sql_or_over_another_text(desk, ann, convert, finding, unit, refused):
    text = desk.text(unit, "spec: 2")
    convert(finding(sql="SELECT 3"))
    with refused("stale"):
        desk.say(ann, unit, "edit", text=text)
    late = desk.text(unit, "spec: 4")
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 3"))
    with refused("stale"):
        desk.say(ann, unit, "edit", text=late)


def test_a_proposal_of_other_sql_of_another_unit_or_settled(desk, ann, convert, finding, unit, refused):
    spec, sql = texts.save(desk.tx, "spec: 2"), conversions.get(desk.tx, unit).sql
    offered = proposals.add(desk.tx, NewProposal(unit, "file", spec, "proved", sql))
    _, other = convert(finding(sql="SELECT 3"), finding("g()"))
    with refused("stale"):
        desk.say(ann, unit, "approve", proposal=offered)
    with pytest.raises(MissingError):
        desk.say(ann, other, "approve", proposal=offered)
    desk.say(ann, unit, "reject", reason="outdated", proposal=offered)
    with refused("settled"):
        desk.say(ann, unit, "reject", reason="outdated", proposal=offered)


@pytest.mark.parametrize(
    ("code", "word", "fields"),
    [
        ("reason", "reject", {}),
        ("text", "edit", {}),
        ("text", "merge", {}),
        ("words", "comment", {}),
        ("line", "comment", {"note": "w", "line": 2}),
        ("nobody", "assign", {"asked": ("act_nobody",)}),
        ("kind", "praise", {}),
        ("proposal", "skip", {"proposal": 1}),
    ],
)
def test_contradictory_decisions(desk, ann, unit, refused, code, word, fields):
    sql = conversions.get(desk.tx, unit).sql
    proposals.add(desk.tx, NewProposal(unit, "file", texts.save(desk.tx, "spec: 2"), "proved", sql))
    with refused(code):
        desk.say(ann, unit, word, **fields)
