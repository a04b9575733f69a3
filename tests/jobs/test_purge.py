"""Jobs that ended long ago are purged."""

from engine.fault import Fault
from jobs.job_effect import job_effects
from jobs.ledger import control
from jobs.ledger.finish import JobLease, fail, succeed
from jobs.ledger.job_queries import JobFilter, page
from jobs.ledger.purge import KEPT_SECONDS, purge_ended


def left_after(seconds, tx):
    """How many jobs are left when the chore runs so many seconds later."""
    tx.now += seconds
    purge_ended(tx)
    return len(page(tx, JobFilter()))


def test_a_job_done_long_ago_is_purged(tx, order, take):
    order()
    (job,) = take()
    succeed(tx, JobLease(job.id, job.token), {}, 1.0, job_effects())
    assert left_after(KEPT_SECONDS + 1, tx) == 0


def test_a_job_cancelled_long_ago_is_purged(tx, order):
    control.cancel(tx, order().id, "act_1")
    assert left_after(KEPT_SECONDS + 1, tx) == 0


def test_a_job_that_ended_recently_is_kept(tx, order):
    control.cancel(tx, order().id, "act_1")
    assert left_after(KEPT_SECONDS - 60, tx) == 1


def test_a_quarantined_job_waits_for_a_person(tx, order, take):
    order()
    for attempt in range(3):
        (job,) = take(now=attempt * 100.0)
        fail(tx, JobLease(job.id, job.token), Fault("test.broken", "It broke."), attempt * 100.0)
    assert left_after(KEPT_SECONDS * 2, tx) == 1


def test_a_waiting_job_is_kept(tx, order):
    order()
    assert left_after(KEPT_SECONDS * 2, tx) == 1
