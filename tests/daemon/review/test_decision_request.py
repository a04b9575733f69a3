"""A request to decide, resolved: texts are built from proposals, names become people."""

import pytest

from daemon.server.checks.check_pool import CheckedSpec
from daemon.server.review.decisions.decision_request import draft_from_request, input_from_request
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from engine.review.refusal import Refusal
from store.access import grants, members, people
from store.codebase import conversions
from store.core import texts
from store.review import proposals
from store.review.proposals import NewProposal

BASE = "one\ntwo\nthree\nfour\n"
OFFERED = "ONE\ntwo\nthree\nFOUR\n"


@pytest.fixture
def unit(desk, finding):
    return desk.convert(finding(spec=BASE))[0]


@pytest.fixture
def proposal(desk, ben, unit):
    sql = conversions.get(desk.tx, unit).sql
    new = NewProposal(unit, "person", texts.save(desk.tx, OFFERED), "proved", sql, ben.actor)
    return proposals.add(desk.tx, new)


def merge(desk, unit, proposal, hunks):
    return draft_from_request(desk.tx, unit, NewDecision(DecisionKind.MERGE, proposal=proposal, hunks=hunks))


def test_a_merge_takes_the_hunks_that_are_named(desk, unit, proposal):
    assert merge(desk, unit, proposal, (2,)).spec == "one\ntwo\nthree\nFOUR\n"


def test_a_merge_without_hunks_takes_the_whole_proposal(desk, unit, proposal):
    assert merge(desk, unit, proposal, None).spec == OFFERED


@pytest.mark.parametrize("hunks", [(), (3,)])
def test_a_merge_of_no_hunks_or_of_unknown_ones_is_refused(desk, unit, proposal, hunks):
    with pytest.raises(Refusal) as refused:
        merge(desk, unit, proposal, hunks)
    assert refused.value.code == "review.hunk"


def test_a_manually_merged_text_is_used_as_it_is(desk, unit, proposal):
    asked = NewDecision(DecisionKind.MERGE, spec="mine\n", proposal=proposal)
    assert draft_from_request(desk.tx, unit, asked).spec == "mine\n"


def test_a_decision_without_a_text_needs_no_check(desk, unit):
    assert draft_from_request(desk.tx, unit, NewDecision(DecisionKind.APPROVE)) is None


def test_a_checked_text_keeps_what_it_was_checked_against(desk, ann, unit):
    asked = NewDecision(DecisionKind.EDIT, spec="two\n")
    draft = draft_from_request(desk.tx, unit, asked)
    checked = CheckedSpec("two\n", verdict="proved", correction=({"path": []},))
    said = input_from_request(desk.tx, asked, ann.actor, desk.project, draft, checked)
    assert (said.text.spec, said.text.verdict) == ("two\n", "proved")
    assert (said.text.base, said.text.sql) == (desk.review(unit).spec, conversions.get(desk.tx, unit).sql)


def asked_of(desk, ann, *names):
    return input_from_request(desk.tx, NewDecision(DecisionKind.ASSIGN, asked=names), ann.actor, desk.project).asked


def test_people_are_asked_by_name_by_account_or_as_me(desk, ann, ben):
    assert asked_of(desk, ann, "Ben", "key:ben", "me") == (ben.actor, ben.actor, ann.actor)


def test_an_ambiguous_name_requires_an_account(desk, ann, ben):
    people.get_or_add(desk.tx, "os:4711", "ben")
    with pytest.raises(Refusal) as refused:
        asked_of(desk, ann, "ben")
    assert "key:ben" in refused.value.hint


def test_only_people_who_may_decide_can_be_asked(desk, ann, ben):
    members.set_role(desk.tx, desk.project, ben.actor, "viewer", ann.actor)
    with pytest.raises(Refusal, match="ben has the role viewer") as refused:
        asked_of(desk, ann, "ben")
    assert (refused.value.code, "change their role" in refused.value.hint) == ("review.nobody", True)
    grants.give(desk.tx, desk.project, ben.actor, "decide", 60, "holidays", ann.actor)
    assert asked_of(desk, ann, "ben") == (ben.actor,)
