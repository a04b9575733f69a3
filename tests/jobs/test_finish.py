"""Effects, state and event are one transaction, by the current holder only."""

import pytest

from engine.fault import Fault
from jobs.job_effect import job_effects
from jobs.ledger import breaker, lease
from jobs.ledger.finish import FAILURES_ALLOWED, JobLease, ReportOutcome, fail, succeed
from jobs.ledger.job import LedgerState, get_job
from store.core import journal

PASSED = {"act": "pass"}
BROKEN = Fault("test.broken", "It broke.", "Mend it.")
NO_LIBRARY = Fault("job.environment", "There is no library.")


def types(tx):
    return [event.type for event in journal.list_after(tx, 0)]


@pytest.fixture
def running(order, take):
    """One job in the hands of a worker."""
    order("x", kind="drill")
    return take()[0]


def held(job):
    return JobLease(job.id, job.token)


def test_a_finished_job_keeps_its_result_and_is_an_event(tx, running):
    assert succeed(tx, held(running), {"act": "pass"}, 1.0, job_effects()) is ReportOutcome.DONE
    job = get_job(tx, running.id)
    assert (job.state, job.result, job.lease_until) == (LedgerState.DONE, {"act": "pass"}, None)
    assert types(tx) == ["job.added", "job.done"]


def test_a_job_is_finished_once(tx, running):
    succeed(tx, held(running), PASSED, 1.0, job_effects())
    assert succeed(tx, held(running), PASSED, 2.0, job_effects()) is ReportOutcome.STALE
    assert types(tx) == ["job.added", "job.done"]


def test_a_former_holder_cannot_finish(tx, running, take):
    lease.sweep(tx, now=31.0)
    (again,) = take(now=31.0, worker="w2")
    assert succeed(tx, held(running), PASSED, 32.0, job_effects()) is ReportOutcome.STALE
    assert fail(tx, held(running), BROKEN, 32.0) is ReportOutcome.STALE
    assert succeed(tx, held(again), PASSED, 32.0, job_effects()) is ReportOutcome.DONE


def test_an_unknown_job_is_stale(tx):
    assert succeed(tx, JobLease("job_none", 1), PASSED, 1.0, job_effects()) is ReportOutcome.STALE


def test_a_result_that_cannot_be_applied_is_a_failure_and_leaves_no_effects(tx, running):
    assert succeed(tx, held(running), {"act": float("nan")}, 1.0, job_effects()) is ReportOutcome.RETRIED
    assert get_job(tx, running.id).error.code == "store.not_canonical"
    assert "job.done" not in types(tx)


def test_a_failed_job_waits_longer_each_time(tx, running, take):
    assert fail(tx, held(running), BROKEN, 10.0) is ReportOutcome.RETRIED
    assert get_job(tx, running.id).ready_at == 11.0
    assert take(now=10.9) == []
    (again,) = take(now=11.0)
    fail(tx, held(again), BROKEN, 11.0)
    assert get_job(tx, running.id).ready_at == 13.0


def test_a_job_that_fails_too_often_is_quarantined_with_its_error(tx, order, take):
    order("poison", kind="drill")
    for attempt in range(1, FAILURES_ALLOWED + 1):
        (job,) = take(now=attempt * 100.0)
        outcome = fail(tx, held(job), BROKEN, attempt * 100.0)
    assert outcome is ReportOutcome.QUARANTINED
    assert (get_job(tx, job.id).state, get_job(tx, job.id).error) == (LedgerState.QUARANTINED, BROKEN)
    assert take(now=1e9) == []


def test_the_journal_names_an_error_by_its_code_alone(tx, running):
    fail(tx, held(running), Fault("test.broken", "column ssn is missing"), 1.0)
    event = journal.list_after(tx, 1)[0]
    assert event.data["code"] == "test.broken"
    assert "ssn" not in str(event.data)


def test_a_kind_that_cannot_work_is_rested_then_tried_one_at_a_time(tx, order, take):
    for number in range(breaker.TRIPS_AT + 5):
        order(f"x:{number}", kind="drill")
    for job in take(limit=breaker.TRIPS_AT):
        fail(tx, held(job), NO_LIBRARY, 0.0)
    assert take(now=1.0, limit=9) == []
    trial = take(now=breaker.REST, limit=9)
    assert len(trial) == 1
    assert "kind.rested" in types(tx)
    succeed(tx, held(trial[0]), PASSED, breaker.REST, job_effects())
    assert len(take(now=breaker.REST, limit=9)) == 9


def test_other_kinds_run_while_one_rests(tx, order, take):
    rest_drills(tx, order, take)
    order("fine", kind="noop")
    assert [job.subject for job in take(now=0.0, limit=9)] == ["fine"]


def test_another_project_runs_the_kind_that_rests_in_one(tx, order, take):
    rest_drills(tx, order, take)
    order("fine", kind="drill", project="crm")
    assert [job.subject for job in take(now=0.0, limit=9)] == ["fine"]


def test_jobs_that_fail_by_what_they_contain_rest_no_kind(tx, order, take):
    for number in range(2 * breaker.TRIPS_AT):
        order(f"x:{number}", kind="drill")
    for job in take(limit=2 * breaker.TRIPS_AT):
        fail(tx, held(job), BROKEN, 0.0)
    order("fine", kind="drill")
    assert [job.subject for job in take(now=0.0, limit=9)] == ["fine"]


def rest_drills(tx, order, take):
    for number in range(breaker.TRIPS_AT):
        order(f"x:{number}", kind="drill")
    for job in take(limit=breaker.TRIPS_AT):
        fail(tx, held(job), NO_LIBRARY, 0.0)
