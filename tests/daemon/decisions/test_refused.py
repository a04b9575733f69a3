"""Refusals over the API: the reason, and what to do."""

from datetime import UTC, datetime

import pytest

from daemon.client.errors import ForbiddenError, InvalidError, NotFoundError, ProblemError, StaleError
from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.member import NewGrant
from daemon.wire.role import Permission, Role
from tests.daemon.decisions.conftest import with_note


def refused(shop, who, unit, word, **fields):
    with pytest.raises(ProblemError) as problem:
        shop.say(who, unit, word, **fields)
    assert problem.value.hint
    return problem.value


def other(shop, unit):
    """A text that means the same, and one that does not."""
    spec = shop.spec(unit)
    return with_note(spec), spec.replace("- return: 0", "- return: 1")


def test_a_viewers_approval(shop, unit):
    problem = refused(shop, "vic", unit, DecisionKind.APPROVE)
    assert isinstance(problem, ForbiddenError)
    assert "role viewer" in problem.sentence
    assert "grant" in problem.hint
    assert shop.review(unit).item.state == "converted"


def test_a_reviewers_edit(shop, unit):
    problem = refused(shop, "rob", unit, DecisionKind.EDIT, spec=other(shop, unit)[0])
    assert "needs edit (developer, admin, owner)" in problem.sentence


def test_a_second_approval_by_the_same_person(shop):
    unit = next(shop.risky)
    assert shop.say("rob", unit, DecisionKind.APPROVE).outcomes[0].item.state == "in review"
    problem = refused(shop, "rob", unit, DecisionKind.APPROVE)
    assert (problem.code, "somebody else" in problem.sentence) == ("review.twice", True)
    assert shop.say("rea", unit, DecisionKind.APPROVE).outcomes[0].item.state == "approved"


def test_an_approval_of_ones_own_edit(shop, unit):
    shop.say("dev", unit, DecisionKind.EDIT, spec=other(shop, unit)[0])
    problem = refused(shop, "dev", unit, DecisionKind.APPROVE)
    assert (problem.code, "second reviewer" in problem.hint) == ("review.own", True)
    assert shop.say("rob", unit, DecisionKind.APPROVE).outcomes[0].item.state == "approved"


def test_a_decision_after_a_grant_ended(shop, unit):
    with shop.daemon.client() as client:
        granted = client.people.grant(shop.name, "key:vic", NewGrant(Permission.DECIDE, 0.05, "for the release"))
    until = next(grant.until for member in granted.items for grant in member.grants if member.name == "vic")
    while datetime.now(UTC) < datetime.fromisoformat(until):
        pass  # fifty milliseconds at most
    problem = refused(shop, "vic", unit, DecisionKind.APPROVE)
    assert "Your grant for decide ended" in problem.sentence
    assert shop.review(unit).item.approvals == ()


def test_an_approval_of_what_is_not_proved_without_a_reason(shop, unit):
    shop.say("dev", unit, DecisionKind.EDIT, spec=other(shop, unit)[1])
    for words in ("", " \n"):
        problem = refused(shop, "ada", unit, DecisionKind.APPROVE, note=words)
        assert (problem.code, "reason" in problem.hint) == ("review.waiver", True)
    assert (
        refused(shop, "rob", unit, DecisionKind.APPROVE, note="seen").sentence == "You may not waive a missing proof."
    )
    shop.say("ada", unit, DecisionKind.APPROVE, note="It was wrong before.")
    assert shop.review(unit).waiver == "It was wrong before."


def test_a_stale_revision_shows_theirs_and_keeps_yours(shop, unit):
    seen = shop.review(unit).item.revision
    same, _ = other(shop, unit)
    shop.say("rob", unit, DecisionKind.FLAG, asked=("rea",))
    with pytest.raises(StaleError) as stale:
        shop.say("dev", unit, DecisionKind.EDIT, revision=seen, spec=same)
    theirs = stale.value.problem.current
    assert (theirs["item"]["state"], theirs["item"]["asked"]) == ("flagged", ["rea"])
    assert shop.say("dev", unit, DecisionKind.EDIT, revision=theirs["item"]["revision"], spec=same).changed == 1


def test_a_pinned_worker_key(shop, unit):
    with shop.daemon.client_as(Role.WORKER, "rob") as client, pytest.raises(ForbiddenError) as problem:
        client.reviews.decide(unit, NewDecision(DecisionKind.APPROVE))
    assert "role worker" in problem.value.sentence
    assert problem.value.hint
    assert shop.review(unit).item.state == "converted"


def test_a_reason_that_is_not_in_the_taxonomy(shop, unit):
    problem = refused(shop, "rob", unit, DecisionKind.REJECT, reason="ugly")
    assert isinstance(problem, InvalidError)
    assert "wrong name" in problem.hint


def test_a_person_whom_nobody_knows(shop, unit):
    assert refused(shop, "rob", unit, DecisionKind.ASSIGN, asked=("nobody",)).code == "review.nobody"


def test_a_text_for_many_units(shop, unit):
    with shop.speak("dev") as client, pytest.raises(InvalidError) as problem:
        client.reviews.decide_all(shop.name, BulkDecision(NewDecision(DecisionKind.EDIT, spec="x"), units=(unit,)))
    assert problem.value.code == "review.many"


def test_a_unit_that_is_not_there(shop):
    with shop.daemon.client() as client, pytest.raises(NotFoundError):
        client.reviews.decide(10**9, NewDecision(DecisionKind.APPROVE))


def test_the_review_says_beforehand_what_each_may_not_say_and_why(shop, unit):
    with shop.speak("vic") as client:
        can = {each.kind: each for each in client.reviews.get(unit).can}
    assert not any(each.allowed for each in can.values())
    assert all(each.why and each.hint for each in can.values())
    with shop.speak("rob") as client:
        assert {each.kind for each in client.reviews.get(unit).can if each.allowed} == {
            "approve",
            "reject",
            "skip",
            "flag",
            "comment",
            "assign",
        }
