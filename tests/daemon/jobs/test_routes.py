"""Jobs over the API."""

import pytest

from daemon.client.errors import InvalidError, NotFoundError, StateConflictError, UnavailableError
from daemon.wire.job import NewJob
from jobs.job_kind import active_queues


def test_a_job_is_ordered_once_per_key(jobs):
    first = jobs.client.jobs.order(NewJob("noop", "x", key="k"))
    assert jobs.client.jobs.order(NewJob("noop", "x", key="k")).id == first.id


def test_an_unknown_kind_is_refused_with_the_known_ones(jobs):
    with pytest.raises(InvalidError, match="no kind of job named bake") as refused:
        jobs.client.jobs.order(NewJob("bake", "x"))
    assert "noop" in refused.value.hint


def test_an_unknown_job_is_not_found(jobs):
    with pytest.raises(NotFoundError, match="no job job_none"):
        jobs.client.jobs.get("job_none")


def test_paused_jobs_wait_until_they_are_resumed(jobs):
    assert jobs.client.jobs.pause("queue:cpu").paused == ("queue:cpu",)
    job = jobs.order("x", kind="noop")
    assert jobs.client.jobs.get(job).state == "ready"
    jobs.client.jobs.resume("queue:cpu")
    assert jobs.wait(job).state == "done"


def test_a_finished_job_can_be_retried(jobs):
    job = jobs.client.jobs.cancel(jobs.order("drill:1:hang"))
    assert jobs.client.jobs.retry(job.id).state == "ready"
    jobs.client.jobs.cancel(job.id)


def test_a_finished_job_cannot_be_cancelled(jobs):
    job = jobs.wait(jobs.order("drill:1:pass"))
    with pytest.raises(StateConflictError, match="already ended: done"):
        jobs.client.jobs.cancel(job.id)


def test_a_scope_that_cannot_be_paused_is_refused(jobs):
    with pytest.raises(InvalidError, match="cannot be paused"):
        jobs.client.jobs.pause("everything")


def test_every_queue_with_a_kind_has_workers(jobs):
    assert [queue.name for queue in jobs.client.jobs.queues().items] == sorted(active_queues())


def test_the_schedule_shows_when_each_task_is_due(jobs):
    chores = {chore.name: chore for chore in jobs.client.jobs.schedule().items}
    assert {"take-back", "backup", "forget-replies"} <= set(chores)
    assert chores["backup"].next > chores["take-back"].next


def test_jobs_are_listed_a_page_at_a_time(jobs):
    ordered = [jobs.order(f"noop:{number}", kind="noop") for number in range(5)]
    page = jobs.client.jobs.page(limit=2)
    rest = jobs.client.jobs.page(limit=3, cursor=page.next)
    assert [job.id for job in (*page.items, *rest.items)] == list(reversed(ordered))


def test_a_draining_daemon_gives_out_no_jobs(jobs):
    jobs.client.drain()
    with pytest.raises(UnavailableError, match="draining"):
        jobs.order("x", kind="noop")
    jobs.client.resume()
