"""Jobs for workers: claims, heartbeats and reports, applied to the ledger."""

import logging
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from daemon.server.errors import SettingError
from daemon.server.process import monotonic_clock
from daemon.server.workers.job_limits import job_limits
from daemon.server.workers.result_checks import ResultChecks
from daemon.server.workers.supervisor import Supervisor
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.fault import Fault as WireFault
from daemon.wire.work import Assignment, AssignmentBatch, Claim, DroppedJobs, HeldJobs, JobRun, RunOutcomes, RunReport
from engine.fault import Fault
from jobs.job_effect import CheckedResult, ClaimedJob, Portion, job_effects
from jobs.job_kind import KindError, Payload
from jobs.ledger import claim as ledger
from jobs.ledger import finish, job_queries, lease
from jobs.ledger.job import JobRow
from jobs.queues import Queues
from store import Store, WriteTransaction
from store.core import failpoint
from store.core.errors import StoreError
from store.review import policies

LEASE_VARIABLE = "SPECDECK_LEASE_SECONDS"  # how long a worker holds a job without a heartbeat
MIN_LEASE, MAX_LEASE = 0.5, 3600.0
log = logging.getLogger("specdeck.workers")


class JobService:
    """The background work of one daemon."""

    def __init__(
        self, paths: InstancePaths, store: Store, result_checks: ResultChecks, lease_s: float = ledger.LEASE
    ) -> None:
        self.lease_s = lease_s
        self._limits = job_limits(os.environ)
        self.result_checks = result_checks
        self.now = monotonic_clock.monotonic_clock()
        self._store = store
        self.supervisor = Supervisor(paths, store, _queues(paths.data), self.now, lease_s, self._limits)

    def start(self) -> None:
        """Start giving out jobs."""
        self.supervisor.start()

    def stop(self) -> None:
        """Stop the workers."""
        self.supervisor.stop()

    def running(self) -> int:
        """Return how many jobs are running."""
        with self._store.read() as view:
            return job_queries.count_running(view)

    def claim(self, body: Claim) -> AssignmentBatch:
        """Give jobs to a worker; a job whose inputs cannot be read fails here."""
        failpoint.reach("before-claim")
        with self._store.write_in_background() as tx:
            lease.return_undelivered(tx, body.worker)
            workers = self.supervisor.max_workers(body.queue)
            jobs = ledger.claim(tx, body.queue, body.worker, self.now(), body.limit, self.lease_s, workers)
            reserved = [_reserve(tx, job) for job in jobs]
        failpoint.reach("after-claim")
        given = [self._assignment(job, part) for job, part in zip(jobs, reserved, strict=True)]
        return AssignmentBatch(tuple(each for each in given if each is not None), self.lease_s)

    def heartbeat(self, body: HeldJobs) -> DroppedJobs:
        """Extend leases; return the jobs that are lost."""
        failpoint.reach("mid-heartbeat")
        with self._store.write() as tx:
            return DroppedJobs(tuple(lease.heartbeat(tx, _held(body), self.now(), self.lease_s)))

    def give_back(self, body: HeldJobs) -> DroppedJobs:
        """Take back jobs that were not started."""
        with self._store.write() as tx:
            for job in lease.give_back(tx, _held(body)):
                job_effects()[job.kind].release(tx, _claimed(job))
        return DroppedJobs(())

    def report(self, body: RunReport) -> RunOutcomes:
        """Apply the results of runs, many in one transaction; each succeeds or fails on its own."""
        failpoint.reach("before-apply")
        now = self.now()
        runs = [self._checked(run) for run in body.items]

        def apply(tx: finish.WriteTransaction, run: JobRun) -> str:
            outcome = _apply_run(tx, run, now)
            failpoint.reach("before-commit")
            return str(outcome)

        return RunOutcomes(tuple(self._store.write_each(runs, apply)))

    def _checked(self, run: JobRun) -> JobRun:
        """Check the result of a run, and write it ahead if it is large; a result that is refused is a failure.

        Any other error is left to the apply, which says it as the job's own.
        """
        held = finish.JobLease(run.id, run.token)
        with self._store.read() as view:
            job = finish.find_leased(view, held)
            if job is not None:
                check_all = policies.get(view, job.project).check_all_results
                run = self.result_checks.refuse_overlooked(run, job.kind, check_all=check_all)
        if job is None or run.result is None:
            return run
        effect, result = job_effects()[job.kind], CheckedResult(run.result)
        try:
            with self._store.read() as view:
                effect.check(view, job.subject, result)
            self._write_ahead(held, effect.ahead(job.subject, result))
        except KindError as error:
            return JobRun(run.id, run.token, error=WireFault(error.code, str(error), error.hint))
        except Exception as error:  # a kind is a plug-in, and a worker may report anything
            if finish.is_of_disk(error):
                raise
            log.warning("a result could not be checked", extra={"job": run.id, "error": repr(error)})
            return run
        return replace(run, result=result)

    def _write_ahead(self, held: finish.JobLease, portions: Iterable[Portion]) -> None:
        """Write the portions of a result while its worker holds the job."""
        for portion in portions:
            with self._store.write_in_background() as tx:
                if finish.find_leased(tx, held) is None:
                    return
                portion(tx)

    def _assignment(self, job: JobRow, reserved: Payload) -> Assignment | None:
        try:
            with self._store.read() as view:
                payload = {**job_effects()[job.kind].inputs(view, job.subject), **reserved}
                check_all = policies.get(view, job.project).check_all_results
        except Exception as error:  # noqa: BLE001  a kind is a plug-in: its error fails the job, not the daemon
            self._fail(job, error)
            return None
        self.result_checks.expect(job.id, job.token, job.kind, payload, check_all=check_all)
        return Assignment(job.id, job.token, job.kind, payload, self._limits[job.kind])

    def _fail(self, job: JobRow, error: Exception) -> None:
        code, sentence = "job.inputs", f"Its inputs could not be read: {type(error).__name__}: {error}"
        if isinstance(error, KindError | StoreError):
            code, sentence = error.code, str(error)
        failure = Fault(code, sentence, getattr(error, "hint", ""))
        with self._store.write() as tx:
            job_effects()[job.kind].release(tx, _claimed(job))
            finish.fail(tx, finish.JobLease(job.id, job.token), failure, self.now())


def lease_seconds() -> float:
    """Return the lease from the environment, or the default."""
    named = os.environ.get(LEASE_VARIABLE)
    if not named:
        return ledger.LEASE
    try:
        seconds = float(named)
    except ValueError:
        seconds = 0.0
    if not MIN_LEASE <= seconds <= MAX_LEASE:
        hint = f"Set {MIN_LEASE:g} to {MAX_LEASE:g} seconds, or unset it."
        raise SettingError(f"{LEASE_VARIABLE}={named} is not a valid lease.", hint)
    return seconds


def _apply_run(tx: finish.WriteTransaction, run: JobRun, now: float) -> finish.ReportOutcome:
    held = finish.JobLease(run.id, run.token)
    if run.error is not None:
        return finish.fail(tx, held, Fault(run.error.code, run.error.sentence, run.error.hint), now)
    return finish.succeed(tx, held, run.result or {}, now, job_effects())


def _reserve(tx: WriteTransaction, job: JobRow) -> Payload:
    """Reserve what a run may spend; one for which that fails may spend nothing."""
    try:
        with tx.part():
            return job_effects()[job.kind].reserve(tx, _claimed(job))
    except Exception as error:  # a kind is a plug-in: its error must not keep jobs from being given out
        if finish.is_of_disk(error):
            raise
        log.warning("nothing could be reserved", extra={"job": job.id, "error": repr(error)})
        return {}


def _claimed(job: JobRow) -> ClaimedJob:
    return ClaimedJob(job.id, job.project, job.subject, job.token)


def _held(body: HeldJobs) -> list[finish.JobLease]:
    return [finish.JobLease(one.id, one.token) for one in body.items]


def _queues(folder: Path) -> Queues:
    """Return empty queues: old wake-ups mean nothing, and a damaged file must not prevent the start."""
    for old in folder.glob("queue.*"):
        old.unlink()
    return Queues(folder)
