"""Keeps background work running: a worker pool per queue, wake-ups, periodic tasks."""

import logging
import os
import threading
from collections.abc import Callable

from daemon.server.learning.auto_lane import run_auto_lanes
from daemon.server.workers.order_assessments import assess_interval, order_assessments
from daemon.server.workers.order_batches import order_batches
from daemon.server.workers.order_learning import close_day, order_learning
from daemon.server.workers.order_reconversions import order_reconversions
from daemon.server.workers.order_trials import follow_policies, order_trials
from daemon.server.workers.pool_sizes import pool_sizes
from daemon.server.workers.worker_pool import WorkerPool
from daemon.wire.connection.instance_paths import InstancePaths
from jobs.job_kind import JobQueue, active_queues, job_kinds
from jobs.ledger import job_queries, lease, slow_jobs
from jobs.ledger.overrun import Limits, end_overrun, list_overrun
from jobs.ledger.purge import BATCH, purge_ended
from jobs.queues import QueueError, Queues
from jobs.schedule import PeriodicTask, Schedule
from store import ReadView, Store
from store.audit import replay
from store.core import idempotency
from store.core.errors import StoreError
from store.core.maintenance import backup
from store.cost import calls

TICK = 0.5
SWEEP = 1.0
DAY = 86_400.0
SEAL = 3_600.0
CHARGE = 30.0
BATCHES = 10.0
LEARN = 60.0
AUTO_LANE = 2.0
TRIALS = 1.0
STOP_SECONDS = 0.5
log = logging.getLogger("specdeck.supervisor")


class Supervisor:
    """A thread of the daemon. Its clock must be monotonic."""

    def __init__(
        self,
        paths: InstancePaths,
        store: Store,
        queues: Queues,
        clock: Callable[[], float],
        lease_s: float,
        limits: Limits,
    ) -> None:
        self._store = store
        self._queues = queues
        self._clock = clock
        self._lease = lease_s
        self._limits = limits
        self._due = threading.Event()
        self._stopped = threading.Event()
        sizes = pool_sizes(os.environ)
        self.pools = {
            queue: WorkerPool(paths, queue, sizes[queue], self._worker_gone) for queue in sorted(active_queues())
        }
        self.schedule = Schedule(store, self._chores(), clock())
        self._thread = threading.Thread(target=self._run, name="supervisor", daemon=True)

    def start(self) -> None:
        """Take back the jobs that workers of a killed daemon held, then start."""
        with self._store.write() as tx:
            lease.take_back_from_pool(tx, self._clock())
        self._store.on_topic(self._noted)
        self._thread.start()

    def stop(self) -> None:
        """End the workers; their unfinished jobs are started again next time and do not count as attempts."""
        self._stopped.set()
        self._due.set()
        self._thread.join()
        for pool in self.pools.values():
            pool.stop(STOP_SECONDS)
        with self._store.write() as tx:
            lease.give_back_all(tx)
        self._queues.close()

    def max_workers(self, queue: str) -> int:
        """Return how many workers a queue has without spare ones."""
        return next((pool.max_size for name, pool in self.pools.items() if name == queue), 1)

    def _noted(self, queue: str) -> None:
        """Wake a queue for which a commit added work."""
        self._due.set()
        self._wake(queue)

    def _run(self) -> None:
        renewed = False
        while not self._stopped.is_set():
            try:
                if not renewed:  # an older engine may have converted the files
                    order_reconversions(self._store, self._clock())
                    follow_policies(self._store)
                    renewed = True
                self._tick(self._clock())
            except (StoreError, OSError):
                # A full disk must not end the thread: it continues once there is room.
                log.exception("the supervisor failed to run its tasks")
            self._due.wait(TICK)
            self._due.clear()

    def _tick(self, now: float) -> None:
        self.schedule.run_due(now)
        with self._store.read() as view:
            due = {queue: _due(view, pool, now) for queue, pool in self.pools.items()}
        for queue, (waiting, slow) in due.items():
            self.pools[queue].adjust(waiting, now, slow)
            if waiting:
                self._wake(queue)

    def _wake(self, queue: str) -> None:
        try:
            self._queues.wake(queue, max(1, self.pools[JobQueue(queue)].size))
        except QueueError as error:
            # The jobs are in the ledger; the next tick wakes the queue again.
            log.warning("a wake-up was lost", extra={"reason": str(error)})

    def _worker_gone(self, worker: str) -> None:
        with self._store.write() as tx:
            lease.take_back_from_worker(tx, worker, self._clock())

    def _chores(self) -> list[PeriodicTask]:
        return [
            PeriodicTask("take-back", SWEEP, self._sweep),
            PeriodicTask("charge-calls", CHARGE, _charge_calls),
            PeriodicTask("order-batches", BATCHES, order_batches),
            PeriodicTask("forget-replies", 3600.0, _forget_replies),
            PeriodicTask("forget-jobs", 3600.0, _forget_jobs),
            PeriodicTask("seal", SEAL, _seal),
            PeriodicTask("backup", DAY, _back_up),
            PeriodicTask("learn", LEARN, order_learning),
            PeriodicTask("assess", assess_interval(os.environ), order_assessments),
            PeriodicTask("learn-night", DAY, close_day),
            PeriodicTask("auto-lane", AUTO_LANE, run_auto_lanes),
            PeriodicTask("trials", TRIALS, order_trials),
        ]

    def _sweep(self, store: Store, now: float) -> None:
        with store.read() as view:
            is_due = job_queries.has_overdue(view, now, self._lease)
            if not is_due and not list_overrun(view, self._limits, now):
                return
        with store.write() as tx:
            lease.sweep(tx, now, self._lease)
            end_overrun(tx, self._limits, now)


def _charge_calls(store: Store, _now: float) -> None:
    """Charge calls in full whose worker was lost: they may have been made."""
    with store.read() as view:
        if not calls.has_expired(view):
            return
    with store.write() as tx:
        calls.charge_expired(tx)


def _due(view: ReadView, pool: WorkerPool, now: float) -> tuple[int, int]:
    """Return how many jobs could start, and how many workers slow jobs hold."""
    slow = slow_jobs.count_held_workers(view, pool.queue, now)
    held = slow_jobs.list_projects_at_limit(slow, pool.max_size)
    return job_queries.count_waiting(view, pool.queue, now, held), sum(slow.values())


def _seal(store: Store, _now: float) -> None:
    with store.write() as tx:
        replay.seal(tx)


def _forget_replies(store: Store, _now: float) -> None:
    with store.write() as tx:
        idempotency.purge_old(tx)


def _forget_jobs(store: Store, _now: float) -> None:
    forgotten = BATCH
    while forgotten == BATCH:
        with store.write() as tx:
            forgotten = purge_ended(tx)


def _back_up(store: Store, _now: float) -> None:
    backup.save(store.path, backup.beside(store.path, "daily"))
    backup.prune(store.path)


def job_kinds_of_queue(queue: str) -> tuple[str, ...]:
    """Return the names of the job kinds of a queue."""
    return tuple(sorted(kind.name for kind in job_kinds().values() if kind.queue == queue))
