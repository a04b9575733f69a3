"""A database of the previous version (tests/fixtures/database_v5) is migrated without loss."""

import sqlite3
from pathlib import Path

import pytest

import store
from jobs.ledger import control, job_queries
from jobs.ledger.claim import claim
from jobs.ledger.job_queries import JobFilter
from store.access import members
from store.audit.verify import verify
from store.codebase import conversions, projects
from store.core import journal
from store.core.maintenance import inspection
from store.migrations import NEWEST
from store.review import decisions, reviews, saved_views

DUMP = Path(__file__).parents[1] / "fixtures" / "database_v5" / "database_v5.sql"


@pytest.fixture
def former(file):
    connection = sqlite3.connect(file)
    connection.executescript(DUMP.read_text())
    connection.close()
    return file


@pytest.fixture
def db(former):
    opened = store.open(former, clock=lambda: 1_795_000_000.0)
    yield opened
    opened.close()


@pytest.fixture
def view(db):
    with db.read() as opened:
        yield opened


@pytest.fixture
def project(view):
    (found,) = projects.page(view)
    return found.id


def test_it_is_the_version_before_this_one(former):
    assert inspection.version_of(former) == 5 < NEWEST


def test_it_is_migrated_and_sound(former, db):
    assert inspection.version_of(former) == NEWEST
    inspection.verify(former)


def test_its_journal_still_verifies(view):
    report = verify(view)
    assert report.problems == ()
    assert report.events == journal.get_tail(view) > 60


def test_every_unit_keeps_its_state(view, project):
    states = [reviews.get(view, unit.id).state for unit in conversions.page(view, project)]
    assert sorted(states) == sorted(
        ["approved", "changes requested", "drifted", "flagged", "in review", "proposed", "skipped", *["converted"] * 3]
    )


def test_the_state_column_matches_the_standing(view):
    for row in view.rows("SELECT conversion, state FROM reviews"):
        assert row["state"] == reviews.get(view, row["conversion"]).standing.state


def test_every_decision_is_read(view, project):
    units = conversions.page(view, project)
    assert sum(len(decisions.list_of_unit(view, unit.id)) for unit in units) == 9


def test_a_unit_has_no_details_yet(view, project):
    assert {str(unit.details) for unit in conversions.page(view, project)} == {"{}"}


def test_what_waits_is_claimed_from_its_queue_once_that_is_resumed(db):
    with db.write() as tx:
        assert control.list_paused(tx) == ["kind:scan", "queue:cpu"]
        assert claim(tx, "cpu", "w1", 1e9, 10) == []
        control.resume(tx, "queue:cpu", "act_1")
        assert [job.subject for job in claim(tx, "cpu", "w1", 1e9, 10)] == ["noop:2"]


def test_a_quarantined_job_keeps_its_fault(view):
    (job,) = job_queries.page(view, JobFilter(state="quarantined"))
    assert (job.queue, job.error.code, job.error.place) == ("cpu", "drill.failed", None)


def test_members_and_saved_views_are_there(view, project):
    assert {member.role for member in members.list_members(view, project)} >= {"owner", "reviewer"}
    (saved,) = saved_views.list_views(view, project, "key:ben")
    assert (saved.name, saved.where) == ("mine", "state=converted risk:credit")
