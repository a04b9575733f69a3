"""What the journal says happened is compared with the tables: a forged approval has no event."""

from dataclasses import replace

import pytest

from engine.record import UnitRecord
from engine.review.standing import ReviewState
from store.access import members, people
from store.audit.derive import find_contradictions
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.core import journal
from store.review import policies, reviews

POLICY = '[[approvals]]\nrisk = "high"\nn = 2\n'


@pytest.fixture
def tx(db):
    with db.write() as transaction:
        yield transaction


@pytest.fixture
def team(tx):
    """A project with a member, a policy and an approved unit."""
    project = projects.add(tx, "erp", ["/srv"], "act_1").id
    ann = people.get_or_add(tx, "key:ann", "Ann").id
    members.set_role(tx, project, ann, "reviewer", "act_1")
    policies.set_text(tx, project, POLICY, None, "act_1")
    source = sources.record(tx, project, "/srv", "a.sql", "sql", sources.Content("h", "SELECT 1;")).id
    record = UnitRecord("query", "", "sql", (0, 9), 0, verdict="proved", evidence={}, counts={}, spec="s")
    conversions.replace(tx, project, source, "b", [ConversionResult(record, "SELECT 1;")])
    unit = conversions.list_of_source(tx, source)[0].id
    review = reviews.get(tx, unit)
    after = replace(review.standing, state=ReviewState.APPROVED, approved=review.standing.spec)
    facts = {"decision": 1, "word": "approve", "to": after.state, "spec": after.spec, "verdict": after.verdict}
    journal.append(tx, "unit.decided", f"unit:{unit}", {**facts, "approved": after.approved}, ann)
    reviews.set_standing(tx, review, after)
    tx.execute(
        "INSERT INTO decisions (id, act, conversion, actor, word, before, after, at)"
        " VALUES (1, 'a', ?, ?, 'approve', '', '', '')",
        unit,
        ann,
    )
    return project


def test_what_the_daemon_recorded_agrees(tx, team):
    assert list(find_contradictions(tx)) == []


@pytest.mark.parametrize(
    ("change", "about"),
    [
        ("UPDATE reviews SET state = 'changes requested'", "the review of unit 1 differ"),
        ("UPDATE reviews SET verdict = 'unverified'", "the review of unit 1 differ"),
        ("UPDATE reviews SET standing = '['", "the review of unit 1 differ"),
        (
            "UPDATE reviews SET standing = replace(standing, 'approved\",', 'drifted\",'), state = 'drifted'",
            "is drifted and",
        ),
        ("UPDATE decisions SET actor = 'somebody'", "Decision 1"),
        ("UPDATE decisions SET word = 'reject'", "Decision 1"),
        ("UPDATE members SET role = 'owner'", "The role of"),
        ("DELETE FROM members", "The role of"),
        ("UPDATE policies SET text = ''", "The policy of"),
        ("DELETE FROM policies", "The policy of"),
    ],
)
def test_a_forged_row_contradicts_the_journal(tx, team, change, about):
    tx.execute(change)
    (sentence,) = find_contradictions(tx)
    assert about in sentence


def test_a_forged_approval_has_no_event(tx, team):
    tx.execute("UPDATE reviews SET approved = 'forged'")
    sentences = list(find_contradictions(tx))
    assert any("approves the text of unit 1" in sentence for sentence in sentences)


def test_a_unit_that_no_event_is_about_is_found(tx, team):
    tx.execute("DELETE FROM journal WHERE subject = 'unit:1'")
    assert any("Unit 1 is approved" in sentence and "unknown" in sentence for sentence in find_contradictions(tx))


def test_a_project_that_is_purged_leaves_no_contradiction(tx, team):
    tx.execute("DELETE FROM projects WHERE id = ?", team)
    journal.append(tx, "project.removed", team, {"purged": True}, "act_1")
    assert list(find_contradictions(tx)) == []


def test_an_erased_person_leaves_no_contradiction_but_in_their_own_decisions(tx, team):
    people.erase(tx, people.find(tx, "key:ann").id, "act_1")
    assert list(find_contradictions(tx)) == []


@pytest.mark.parametrize("data", ["[]", "7", "{", '{"approved": ["text"], "decision": {}}', "[" * 100_000])
def test_an_altered_event_supports_nothing(tx, team, data):
    tx.execute("UPDATE journal SET data = ? WHERE type = 'unit.decided'", data)
    approval, decision, standing = find_contradictions(tx)
    assert "approves the text" in approval
    assert "Decision 1" in decision
    assert "Unit 1 is approved" in standing
