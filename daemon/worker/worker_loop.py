"""The loop of a worker: claim, run and report jobs until the ledger has no more."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from daemon.client.errors import ClientError, ProblemError, UnreachableError
from daemon.client.resources.work import Work
from daemon.wire.fault import Fault
from daemon.wire.work import Assignment, HeldJob, JobRun
from daemon.worker.process_runner import DroppedError, RunError, Runner
from store.core import failpoint

MAX_BATCH = 64
BATCH_SECONDS = 0.25  # a batch should take this long; then its results are reported
SLOW_RUN_SECONDS = 1.0  # a longer run must not delay the rest of its batch
HEARTBEATS_PER_LEASE = 6  # heartbeats in one lease
RETRY_SECONDS = 60.0
Answer = TypeVar("Answer")
log = logging.getLogger("specdeck.worker")


class WorkerLoop:
    """One worker. `work` carries claims and reports, `pulse` heartbeats, so that neither waits for the other."""

    def __init__(self, queue: str, name: str, runner: Runner, work: Work, pulse: Work, *, linger: float = 0.0) -> None:
        self.work = work
        self._pulse = pulse
        self._queue = queue
        self._name = name
        self._runner = runner
        self._linger = linger
        self._lock = threading.Lock()
        self._pending: deque[Assignment] = deque()
        self._current: Assignment | None = None
        self._reported: tuple[JobRun, ...] = ()
        self._claimed_at = 0.0
        self._started_at = time.monotonic()
        self._limit = 8
        self._lease = 30.0
        self._busy = threading.Event()
        self._stopped = threading.Event()
        self._idle_since = time.monotonic()
        self._on_idle: Callable[[], None] = lambda: None
        threading.Thread(target=self._beat, name="pulse", daemon=True).start()

    def when_idle(self, on_idle: Callable[[], None]) -> None:
        """Call this once the worker has been idle for its linger time."""
        self._on_idle = on_idle

    def stop(self) -> None:
        """Claim no more jobs."""
        self._stopped.set()

    def drain(self) -> None:
        """Work until there is no job left; called for each wake-up."""
        self._busy.set()
        try:
            while not self._stopped.is_set() and self._batch():
                pass
        finally:
            self._busy.clear()
            self._idle_since = time.monotonic()
            with self._lock:
                self._pending.clear()

    def _batch(self) -> bool:
        batch = self._with_retries(lambda: self.work.claim(self._queue, self._name, self._limit))
        self._lease = batch.lease_s
        with self._lock:
            self._claimed_at = self._started_at = time.monotonic()
            self._pending.extend(batch.items)
        started, done = time.monotonic(), 0
        while runs := self._some_runs():
            with self._lock:
                self._current, self._reported = None, runs
            self._report(runs)
            with self._lock:
                self._reported = ()
            done += len(runs)
        if done:
            average = (time.monotonic() - started) / done
            self._limit = max(1, min(MAX_BATCH, int(BATCH_SECONDS / max(average, 1e-6))))
        return bool(batch.items)

    def _report(self, runs: tuple[JobRun, ...]) -> None:
        """Report runs; if the daemon refuses the message, one by one, and the culprit as a failure."""
        try:
            self._with_retries(lambda: self.work.report(runs))
        except ProblemError as error:
            if len(runs) > 1:
                for run in runs:
                    self._report((run,))
                return
            (run,) = runs
            if run.error is not None:
                raise
            failure = Fault(error.code, f"Its result was refused: {error.sentence}", error.hint)
            self._report((JobRun(run.id, run.token, error=failure),))

    def _some_runs(self) -> tuple[JobRun, ...]:
        runs: list[JobRun] = []
        until = time.monotonic() + BATCH_SECONDS
        while (job := self._next()) is not None:
            run = self._run(job)
            if run is not None:
                runs.append(run)
            if time.monotonic() >= until and runs:
                break
        failpoint.reach("after-run")
        return tuple(runs)

    def _next(self) -> Assignment | None:
        with self._lock:
            self._current = self._pending.popleft() if self._pending else None
            self._started_at = time.monotonic()
            return self._current

    def _run(self, job: Assignment) -> JobRun | None:
        try:
            return JobRun(job.id, job.token, result=self._runner.run(job.kind, job.payload, job.limit_s))
        except RunError as error:
            return JobRun(job.id, job.token, error=error.failure)
        except DroppedError:
            return None

    def _beat(self) -> None:
        """Send heartbeats, and return what waits behind a long run, so that others can take it."""
        last = time.monotonic()
        while not self._stopped.is_set():
            self._busy.wait(timeout=SLOW_RUN_SECONDS)
            self._stopped.wait(min(SLOW_RUN_SECONDS, self._lease / HEARTBEATS_PER_LEASE) / 2)
            now = time.monotonic()
            try:
                if self._busy.is_set() and self._is_heartbeat_due(last, now):
                    last = now
                    self._send_heartbeats()
                self._give_back_waiting(now)
            except ClientError as error:
                log.warning("the heartbeat failed: %s", error)
            if self._linger and not self._busy.is_set() and now - self._idle_since > self._linger:
                self._on_idle()

    def _is_heartbeat_due(self, last: float, now: float) -> bool:
        """The first heartbeat of a batch comes early: only then does the daemon know that the jobs arrived."""
        if last < self._claimed_at:
            return now - self._claimed_at >= min(SLOW_RUN_SECONDS, self._lease / HEARTBEATS_PER_LEASE)
        return now - last >= self._lease / HEARTBEATS_PER_LEASE

    def _send_heartbeats(self) -> None:
        with self._lock:
            running = [self._current] if self._current else []
            held = tuple(HeldJob(job.id, job.token) for job in (*running, *self._pending, *self._reported))
        if not held:
            return
        dropped = set(self._pulse.heartbeat(held).ids)
        with self._lock:
            self._pending = deque(job for job in self._pending if job.id not in dropped)
            lost = self._current is not None and self._current.id in dropped
        if lost:
            self._runner.drop()

    def _give_back_waiting(self, now: float) -> None:
        with self._lock:
            if now - self._started_at < SLOW_RUN_SECONDS or not self._pending:
                return
            waiting = tuple(HeldJob(job.id, job.token) for job in self._pending)
            self._pending.clear()
        self._pulse.give_back(waiting)

    def _with_retries(self, ask: Callable[[], Answer]) -> Answer:
        """Repeat a request while the daemon restarts or its disk is full; raise any other error."""
        until = time.monotonic() + RETRY_SECONDS
        while True:
            try:
                return ask()
            except (UnreachableError, ProblemError) as error:
                passing = not isinstance(error, ProblemError) or error.problem.status >= 500
                if not passing or time.monotonic() > until or self._stopped.wait(0.25):
                    raise
