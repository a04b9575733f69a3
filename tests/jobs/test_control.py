"""People retry, cancel, pause and resume jobs."""

import pytest

from engine.fault import Fault
from jobs.job_effect import job_effects
from jobs.ledger import control
from jobs.ledger.finish import JobLease, ReportOutcome, fail, succeed
from jobs.ledger.job import LedgerState, get_job
from jobs.ledger.job_queries import JobFilter, count_by_queue, page


def test_a_quarantined_job_can_be_tried_again_with_a_clean_slate(tx, order, take):
    order()
    for attempt in range(3):
        (job,) = take(now=attempt * 100.0)
        fail(tx, JobLease(job.id, job.token), Fault("test.broken", "It broke."), attempt * 100.0)
    again = control.retry(tx, job.id, 300.0, "act_1")
    assert (again.state, again.failures, again.error) == (LedgerState.READY, 0, None)


def test_a_job_that_has_not_ended_cannot_be_tried_again(tx, order):
    job = order()
    with pytest.raises(control.NotNowError, match="is ready"):
        control.retry(tx, job.id, 0.0, "act_1")


def test_a_cancelled_job_is_never_claimed(tx, order, take):
    control.cancel(tx, order().id, "act_1")
    assert take() == []


def test_a_running_job_that_is_cancelled_cannot_be_finished(tx, order, take):
    order()
    (job,) = take()
    control.cancel(tx, job.id, "act_1")
    assert succeed(tx, JobLease(job.id, job.token), {"act": "pass"}, 1.0, job_effects()) is ReportOutcome.STALE
    assert get_job(tx, job.id).state is LedgerState.CANCELLED


def test_an_ended_job_cannot_be_cancelled(tx, order):
    job = control.cancel(tx, order().id, "act_1")
    with pytest.raises(control.NotNowError, match="already"):
        control.cancel(tx, job.id, "act_1")


def test_pausing_twice_is_pausing_once(tx):
    control.pause(tx, "queue:cpu", "act_1")
    control.pause(tx, "queue:cpu", "act_1")
    assert control.list_paused(tx) == ["queue:cpu"]
    control.resume(tx, "queue:cpu", "act_1")
    assert control.list_paused(tx) == []


@pytest.mark.parametrize("scope", ["", "queue", "queue:", "everything", "source:1"])
def test_what_cannot_be_paused_is_refused(tx, scope):
    with pytest.raises(control.NoScopeError, match="cannot be paused"):
        control.pause(tx, scope, "act_1")


def test_jobs_are_listed_newest_first_and_filtered(tx, order, take):
    for subject in ("a", "b", "c"):
        order(subject)
    take()
    assert [job.subject for job in page(tx, JobFilter())] == ["c", "b", "a"]
    assert [job.subject for job in page(tx, JobFilter(state="running"))] == ["a"]
    newest = page(tx, JobFilter(), limit=1)[0]
    assert [job.subject for job in page(tx, JobFilter(), before=newest.number)] == ["b", "a"]
    assert count_by_queue(tx) == {"cpu": {"ready": 2, "running": 1}}
