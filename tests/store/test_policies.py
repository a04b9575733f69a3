"""A project's policy is kept as it was given; the journal knows it by its hash."""

import pytest

from engine.review.policy import Approvals, Policy
from engine.review.refusal import Refusal
from store import errors, journal, policies, projects, texts

TWO = '[[approvals]]\nrisk = "high"\nn = 2\n'


@pytest.fixture
def tx(db):
    with db.write() as opened:
        yield opened


@pytest.fixture
def project(tx):
    return projects.add(tx, "erp", ["/srv/erp"], "act_1").id


def test_a_project_begins_with_the_usual_policy(tx, project):
    assert policies.of(tx, project) == Policy()
    assert policies.given(tx, project).revision == policies.NEVER_SET


def test_a_policy_counts_from_the_moment_it_is_given(tx, project):
    given = policies.put(tx, project, TWO, policies.NEVER_SET, "act_1")
    assert (given.text, given.revision, given.actor) == (TWO, 1, "act_1")
    assert policies.of(tx, project).high == Approvals(2)


def test_who_saw_another_policy_is_told(tx, project):
    policies.put(tx, project, TWO, None, "act_1")
    with pytest.raises(errors.ConflictError):
        policies.put(tx, project, "", policies.NEVER_SET, "act_1")
    assert policies.put(tx, project, "", 1, "act_1").revision == 2


def test_a_policy_that_cannot_be_read_changes_nothing(tx, project):
    with pytest.raises(Refusal):
        policies.put(tx, project, "quoted = 1", None, "act_1")
    assert policies.of(tx, project) == Policy()


def test_the_journal_has_the_hash_alone(tx, project):
    policies.put(tx, project, TWO, None, "act_1")
    event = journal.after(tx, 1)[0]
    assert (event.type, event.subject) == ("policy.set", project)
    assert event.data == {"policy": texts.hash_of(TWO), "revision": 1}
