"""What a job reserved is given back with it, if its worker returns it unstarted."""

import pytest

import store
from daemon.server.checks.check_pool import CheckPool
from daemon.server.workers.job_service import JobService
from daemon.server.workers.result_checks import ResultChecks
from daemon.wire.connection.instance_paths import paths_of_instance
from daemon.wire.work import Claim, HeldJob, HeldJobs
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger.enqueue import enqueue
from store.codebase import projects
from store.core import times
from store.cost import budgets, calls
from store.cost.calls import NewCall

MOST = 700


@pytest.fixture
def paid(home):
    """A service with one job that a worker holds, and a call that is reserved for it."""
    paths = paths_of_instance()
    paths.data.mkdir(parents=True)
    opened = store.open(paths.database)
    service = JobService(paths, opened, ResultChecks(CheckPool()))
    with opened.write() as tx:
        project = projects.add(tx, "shop", [], "act_1").id
        budgets.set_budget(tx, project, 1000)
        enqueue(tx, JobOrder(job_kinds()["ask_cloud"], project, "unit:1"), 0.0)
    (given,) = service.claim(Claim("cloud", "w1")).items
    with opened.write() as tx:
        calls.reserve(tx, NewCall(project, "describe", "m", MOST, tx.now + 900, given.id, 1, given.token))
    yield service, opened, project, given
    opened.close()


def reserved(opened, project):
    with opened.read() as view:
        return budgets.day_sum(view, project, times.to_text(view.now)[:10]).reserved


def test_a_job_that_comes_back_unstarted_releases_its_calls(paid):
    service, opened, project, given = paid
    service.give_back(HeldJobs((HeldJob(given.id, given.token),)))
    assert reserved(opened, project) == 0


def test_a_worker_that_does_not_hold_the_job_any_more_releases_nothing(paid):
    service, opened, project, given = paid
    service.give_back(HeldJobs((HeldJob(given.id, given.token - 1),)))
    assert reserved(opened, project) == MOST
