"""A policy is stored as its text; the journal has its hash."""

import pytest

from engine.record import UnitRecord
from engine.review.policies.policy import ApprovalRule, Policy
from engine.review.refusal import Refusal
from store.access import people
from store.codebase import conversions, projects, sources
from store.core import errors, journal, texts, times
from store.review import policies

TWO = '[[approvals]]\nrisk = "high"\nn = 2\n'


@pytest.fixture
def tx(db):
    with db.write() as opened:
        yield opened


@pytest.fixture
def project(tx):
    return projects.add(tx, "erp", ["/srv/erp"], "act_1").id


def test_a_project_starts_with_the_default_policy(tx, project):
    assert policies.get(tx, project) == Policy()
    assert policies.get_text(tx, project).revision == policies.NEVER_SET


def test_a_policy_applies_from_when_it_is_set(tx, project):
    given = policies.set_text(tx, project, TWO, policies.NEVER_SET, "act_1")
    assert (given.text, given.revision, given.actor) == (TWO, 1, "act_1")
    assert policies.get(tx, project).high == ApprovalRule(2)


def test_a_change_of_an_outdated_policy_is_refused(tx, project):
    policies.set_text(tx, project, TWO, None, "act_1")
    with pytest.raises(errors.ConflictError):
        policies.set_text(tx, project, "", policies.NEVER_SET, "act_1")
    assert policies.set_text(tx, project, "", 1, "act_1").revision == 2


def test_a_policy_that_cannot_be_read_changes_nothing(tx, project):
    with pytest.raises(Refusal):
        policies.set_text(tx, project, "quoted = 1", None, "act_1")
    assert policies.get(tx, project) == Policy()


def test_the_journal_has_the_hash_alone(tx, project):
    policies.set_text(tx, project, TWO, None, "act_1")
    event = journal.list_after(tx, 1)[0]
    assert (event.type, event.subject) == ("policy.set", project)
    assert event.data == {"policy": texts.hash_of(TWO), "revision": 1}


def test_nobody_is_asked_about_their_own_edit(tx, project):
    ada, bob = (people.get_or_add(tx, f"key:{name}", name) for name in ("ada", "bob"))
    policies.set_text(tx, project, '[[ask]]\nrisk = "high"\npeople = ["key:ada", "key:bob"]', None, "act_1")
    asked = [
        policies.find_assignees(tx, project, unit, ("tax",), authors) for unit in (1, 2) for authors in ((), (ada.id,))
    ]
    assert asked == [(bob,), (bob,), (ada,), (bob,)]
    assert policies.find_assignees(tx, project, 1, (), ()) == ()


def test_unknown_people_cannot_be_asked(tx, project):
    with pytest.raises(Refusal, match="key:carol, whom nobody knows"):
        policies.set_text(tx, project, '[[ask]]\nrisk = "high"\npeople = ["key:carol"]', None, "act_1")


def test_a_quota_counts_todays_decisions_that_stand(tx, project):
    source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
    record = UnitRecord("function", "f()", "sql", (0, 8), 1, verdict="proved")
    finding = conversions.ConversionResult(record, "SELECT 1")
    conversions.replace(tx, project, source, "basis", [finding])
    unit = tx.value("SELECT id FROM conversions")
    for word, actor, at, undone in (
        ("approve", "ada", tx.now, 0),
        ("reject", "ada", tx.now, 0),
        ("approve", "ada", tx.now, 1),
        ("comment", "ada", tx.now, 0),
        ("approve", "ada", tx.now - 86_400, 0),
        ("approve", "bob", tx.now, 0),
    ):
        tx.execute(
            "INSERT INTO decisions (act, conversion, actor, word, before, after, undone, at)"
            " VALUES ('a', ?, ?, ?, '{}', '{}', ?, ?)",
            unit,
            actor,
            word,
            undone,
            times.to_text(at),
        )
    assert policies.count_decisions_today(tx, project, "ada") == 2
