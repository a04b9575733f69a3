"""Jobs are claimed by priority, fairly between projects."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder, JobPriority
from jobs.ledger import control
from jobs.ledger.claim import claim
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import LedgerState
from jobs.ledger.slow_jobs import SLOW_SECONDS


def subjects(jobs):
    return [job.subject for job in jobs]


def test_the_oldest_goes_first(order, take):
    order("first")
    order("second")
    assert subjects(take(limit=2)) == ["first", "second"]


def test_a_claimed_job_runs_under_a_token_and_a_lease(order, take):
    order()
    (job,) = take(now=100.0)
    assert (job.state, job.token, job.attempts, job.worker, job.lease_until) == (LedgerState.RUNNING, 1, 1, "w1", 130.0)


def test_a_claimed_job_is_not_given_twice(order, take):
    order()
    take()
    assert take() == []


def test_urgent_jobs_go_first_and_unimportant_ones_last(order, take):
    order("low", priority=JobPriority.LOW)
    order("normal")
    order("critical", priority=JobPriority.CRITICAL)
    assert subjects(take(limit=3)) == ["critical", "normal", "low"]


def test_a_busy_project_does_not_starve_another(order, take):
    for number in range(5):
        order(f"big:{number}", project="big")
    order("small:0", project="small")
    assert subjects(take(limit=1) + take(limit=1)) == ["big:0", "small:0"]


def test_a_batch_is_shared_between_projects(order, take):
    for number in range(9):
        order(f"big:{number}", project="big")
        order(f"small:{number}", project="small")
    assert sorted({job.project for job in take(limit=4)}) == ["big", "small"]


def test_what_one_project_cannot_use_another_gets(order, take):
    order("small:0", project="a")
    for number in range(9):
        order(f"big:{number}", project="b")
    assert len(take(limit=6)) == 6


def test_a_job_due_later_waits(order, take):
    order("later", now=50.0)
    assert take(now=49.0) == []
    assert subjects(take(now=50.0)) == ["later"]


def test_queues_are_apart(order, take):
    order()
    assert take(queue="gpu") == []


def test_what_is_paused_is_not_started(tx, order, take):
    order(project="erp")
    for scope in ("all", "queue:cpu", "project:erp", "kind:noop"):
        control.pause(tx, scope, "act_1")
        assert take() == []
        control.resume(tx, scope, "act_1")
    assert len(take()) == 1


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=25
)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(list(JobPriority))), max_size=25),
    st.lists(st.integers(1, 6), min_size=1, max_size=40),
)
def test_every_job_is_claimed_once_and_urgent_ones_first(db, orders, limits):
    with db.write() as tx:
        tx.execute("DELETE FROM jobs")
        for project, priority in orders:
            enqueue(tx, JobOrder(job_kinds()["noop"], project, "x", priority=priority), 0.0)
        taken = [job for limit in limits for job in claim(tx, "cpu", "w", 0.0, limit)]
    assert len({job.id for job in taken}) == len(taken) == min(len(orders), sum(limits))
    assert [job.priority for job in taken] == sorted(job.priority for job in taken)


def test_a_project_whose_slow_jobs_hold_every_worker_waits_and_others_go_on(tx, order, take):
    for number in range(3):
        order(f"hanging:{number}", project="poisoned")
    take(worker="w1")
    take(worker="w2")
    order("fine", project="sales")
    later = SLOW_SECONDS + 1.0
    assert subjects(claim(tx, "cpu", "w3", later, 8, workers=2)) == ["fine"]


def test_quick_jobs_do_not_count_as_slow(tx, order, take):
    for number in range(3):
        order(f"quick:{number}")
    take(worker="w1")
    take(worker="w2")
    assert subjects(claim(tx, "cpu", "w3", SLOW_SECONDS / 2, 8, workers=2)) == ["quick:2"]
