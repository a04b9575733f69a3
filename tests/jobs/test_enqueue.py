"""An order is one job, however often it is placed."""

from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger import job_queries, lease
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import LedgerState
from store.core import journal


def test_a_new_job_is_ready_and_is_an_event(tx, order):
    job = order("source:1")
    (event,) = journal.list_after(tx, 0)
    assert job.state is LedgerState.READY
    assert (event.type, event.subject, event.data["subject"]) == ("job.added", job.id, "source:1")


def test_two_orders_with_one_key_are_one_job(tx, order):
    assert order("x", key="k").id == order("x", key="k").id
    assert journal.get_tail(tx) == 1


def test_a_key_is_remembered_after_the_job_ended(tx, order, take):
    job = order("x", key="k")
    tx.execute("UPDATE jobs SET state = 'done'")
    assert order("x", key="k").id == job.id
    assert take() == []


def test_orders_without_a_key_are_separate_jobs(order):
    assert order("x").id != order("x").id


def test_a_commit_names_the_queue_that_has_work(db):
    heard = []
    db.on_topic(heard.append)
    with db.write() as tx:
        for _ in range(3):
            enqueue(tx, JobOrder(job_kinds()["noop"], "erp", "x"), 0.0)
        assert heard == []
    assert heard == ["cpu"]


def test_a_job_that_waits_will_read_its_inputs_and_one_that_began_has_read_them(tx, order, take):
    order("x")
    assert job_queries.will_start(tx, "noop", "x", 0.0)
    take()
    assert not job_queries.will_start(tx, "noop", "x", 0.0)


def test_a_delayed_job_waits_and_the_sweep_leaves_it_alone(tx, order, take):
    order(delay=600.0)
    lease.sweep(tx, 1.0, 30.0)
    assert take(now=599.0) == []
    assert len(take(now=601.0)) == 1
