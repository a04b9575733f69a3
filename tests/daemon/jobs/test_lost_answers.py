"""An answer to a worker that is lost or late blames no job, and what it reported takes effect once."""

from collections import Counter

import pytest

import store
from daemon.client.errors import UnreachableError
from daemon.server.checks.check_pool import CheckPool
from daemon.server.workers.job_service import JobService
from daemon.server.workers.result_checks import ResultChecks
from daemon.wire.connection.instance_paths import paths_of_instance
from daemon.wire.work import Claim, HeldJobs, RunReport
from daemon.worker.worker_loop import WorkerLoop
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder
from jobs.ledger import lease
from jobs.ledger.enqueue import enqueue
from store.core import journal

JOBS = 3
LATE = 60.0


class SameProcess:
    """Runs jobs in this process."""

    def run(self, kind, payload, _limit_s):
        return job_kinds()[kind].run(payload)

    def drop(self):
        pass


class UnreliableLine:
    """The way to a daemon: the first answer to each request that is named here is lost, or comes after the lease."""

    def __init__(self, service, opened, lost=(), late=()):
        self.service = service
        self.db = opened
        self.lost = set(lost)
        self.late = set(late)
        self.time = 0.0
        service.now = lambda: self.time

    def claim(self, queue, worker, limit=1):
        return self._answer("claim", self.service.claim(Claim(queue, worker, limit)))

    def report(self, runs):
        return self._answer("report", self.service.report(RunReport(runs)))

    def heartbeat(self, held):
        return self.service.heartbeat(HeldJobs(held))

    def give_back(self, held):
        return self.service.give_back(HeldJobs(held))

    def _answer(self, what, answer):
        if what in self.late:
            self.late.remove(what)
            self.time += LATE
            with self.db.write() as tx:
                lease.sweep(tx, self.time)
        if what in self.lost:
            self.lost.remove(what)
            raise UnreachableError("the answer was lost")
        return answer


@pytest.fixture
def service(home):
    paths = paths_of_instance()
    paths.data.mkdir(parents=True)
    opened = store.open(paths.database)
    with opened.write() as tx:
        for number in range(JOBS):
            enqueue(tx, JobOrder(job_kinds()["noop"], "erp", f"noop:{number}"), 0.0)
    yield JobService(paths, opened, ResultChecks(CheckPool())), opened
    opened.close()


def drain(line, worker):
    loop = WorkerLoop("cpu", worker, SameProcess(), line, line)
    loop.drain()
    loop.stop()


@pytest.mark.parametrize("worker", ["extra-1", "local-cpu-1"])
@pytest.mark.parametrize(
    "failure",
    [
        {"lost": ["claim"]},
        {"late": ["claim"]},
        {"lost": ["report"]},
        {"late": ["report"]},
        {"late": ["claim", "report"]},
    ],
    ids=str,
)
def test_a_lost_or_late_answer_blames_no_job_and_nothing_takes_effect_twice(service, worker, failure):
    line = UnreliableLine(*service, **failure)
    drain(line, worker)
    assert not line.lost
    assert not line.late
    with line.db.read() as view:
        jobs = view.rows("SELECT state, lost, failures FROM jobs")
        events = Counter((event.type, event.subject) for event in journal.list_after(view, 0))
    assert [tuple(job) for job in jobs] == [("done", 0, 0)] * JOBS
    assert [times for (kind, _), times in events.items() if kind == "job.done"] == [1] * JOBS
    assert "job.lost" not in {kind for kind, _ in events}
