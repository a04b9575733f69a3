"""Where jobs are given out and their results taken in: the ledger, seen from the API."""

import os
from pathlib import Path

from daemon.server.errors import SettingError
from daemon.server.process import monotonic_clock
from daemon.server.workers.supervisor import Supervisor
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.work import Assignment, AssignmentBatch, Claim, DroppedJobs, HeldJobs, JobRun, RunOutcomes, RunReport
from engine.fault import Fault
from jobs.job_effect import job_effects
from jobs.job_kind import KindError
from jobs.ledger import claim as ledger
from jobs.ledger import finish, job_queries, lease
from jobs.ledger.job import JobRow
from jobs.queues import Queues
from store import Store
from store.core import failpoint
from store.core.errors import StoreError

LEASE_VARIABLE = "SPECDECK_LEASE_SECONDS"  # how long a worker holds a job without a sign of life
SHORTEST_LEASE, LONGEST_LEASE = 0.5, 3600.0


class JobService:
    """One daemon's background work."""

    def __init__(self, place: InstancePaths, store: Store, lease_s: float = ledger.LEASE) -> None:
        self.lease_s = lease_s
        self.now = monotonic_clock.monotonic_clock()
        self._store = store
        self.supervisor = Supervisor(place, store, _queues(place.data), self.now, lease_s)

    def start(self) -> None:
        """Begin to give out work."""
        self.supervisor.start()

    def stop(self) -> None:
        """End the workers."""
        self.supervisor.stop()

    def running(self) -> int:
        """How many jobs are being worked on."""
        with self._store.read() as view:
            return job_queries.count_running(view)

    def claim(self, asked: Claim) -> AssignmentBatch:
        """Give jobs to a worker; one whose inputs cannot be read fails here and is not given."""
        failpoint.reach("before-claim")
        with self._store.write() as tx:
            jobs = ledger.claim(tx, asked.queue, asked.worker, self.now(), asked.limit, self.lease_s)
        failpoint.reach("after-claim")
        given = [self._assignment(job) for job in jobs]
        return AssignmentBatch(tuple(each for each in given if each is not None), self.lease_s)

    def heartbeat(self, asked: HeldJobs) -> DroppedJobs:
        """Lengthen leases."""
        failpoint.reach("mid-heartbeat")
        with self._store.write() as tx:
            return DroppedJobs(tuple(lease.heartbeat(tx, _held(asked), self.now(), self.lease_s)))

    def give_back(self, asked: HeldJobs) -> DroppedJobs:
        """Take back what was not begun."""
        with self._store.write() as tx:
            lease.give_back(tx, _held(asked))
        return DroppedJobs(())

    def report(self, asked: RunReport) -> RunOutcomes:
        """Take in what came of runs: one transaction for all, in which each stands or falls alone."""
        failpoint.reach("before-apply")
        now = self.now()
        with self._store.write() as tx:
            outcomes = tuple(_take_in(tx, run, now) for run in asked.items)
            failpoint.reach("before-commit")
        return RunOutcomes(tuple(str(outcome) for outcome in outcomes))

    def _assignment(self, job: JobRow) -> Assignment | None:
        try:
            with self._store.read() as view:
                payload = job_effects()[job.kind].inputs(view, job.subject)
        except Exception as error:  # noqa: BLE001  a kind is a plug-in: its failure is its job's, not the daemon's
            self._fail(job, error)
            return None
        return Assignment(job.id, job.token, job.kind, payload)

    def _fail(self, job: JobRow, error: Exception) -> None:
        code, sentence = "job.inputs", f"Its inputs could not be read: {type(error).__name__}: {error}"
        if isinstance(error, KindError | StoreError):
            code, sentence = error.code, str(error)
        failure = Fault(code, sentence, getattr(error, "hint", ""))
        with self._store.write() as tx:
            finish.fail(tx, finish.JobLease(job.id, job.token), failure, self.now())


def lease_seconds() -> float:
    """The lease that the environment names, or the usual one."""
    named = os.environ.get(LEASE_VARIABLE)
    if not named:
        return ledger.LEASE
    try:
        seconds = float(named)
    except ValueError:
        seconds = 0.0
    if not SHORTEST_LEASE <= seconds <= LONGEST_LEASE:
        hint = f"Name {SHORTEST_LEASE:g} to {LONGEST_LEASE:g} seconds, or leave it out."
        raise SettingError(f"{LEASE_VARIABLE}={named} is no lease.", hint)
    return seconds


def _take_in(tx: finish.WriteTransaction, run: JobRun, now: float) -> finish.ReportOutcome:
    held = finish.JobLease(run.id, run.token)
    if run.error is not None:
        return finish.fail(tx, held, Fault(run.error.code, run.error.sentence, run.error.hint), now)
    return finish.succeed(tx, held, run.result or {}, now, job_effects())


def _held(asked: HeldJobs) -> list[finish.JobLease]:
    return [finish.JobLease(one.id, one.token) for one in asked.items]


def _queues(folder: Path) -> Queues:
    """Fresh queues: wake-ups from before a restart mean nothing, and a damaged file must not stop us."""
    for old in folder.glob("queue.*"):
        old.unlink()
    return Queues(folder)
