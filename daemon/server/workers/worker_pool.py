"""The worker processes of one queue: started for work, more of them for a backlog, and restarted after a crash."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

from daemon.wire.connection.instance_paths import InstancePaths
from jobs.job_kind import JobQueue
from jobs.ledger.lease import POOL

MAX_BACKOFF_SECONDS = 30.0
HEALTHY_SECONDS = 60.0  # a worker that crashes later than this did start
IDLE_SECONDS = "300"  # seconds after which an idle worker ends
JOBS_PER_WORKER = 4  # waiting jobs that justify one more
SPARE_WORKERS = 2  # while slow jobs hold all others
# The only process with the index, with the model, or with a scratch server.
SINGLE_WORKER = frozenset({JobQueue.RETRIEVAL, JobQueue.GPU, JobQueue.TRIAL})
log = logging.getLogger("specdeck.workers")


@dataclass(slots=True)
class WorkerProcess:
    """One worker process; it ends when its stdin is closed."""

    name: str
    process: subprocess.Popen[bytes]
    started: float


class WorkerPool:
    """The workers of one queue, within its bounds. Callers pass the time and the number of waiting jobs."""

    def __init__(self, paths: InstancePaths, queue: str, max_size: int, on_end: Callable[[str], None]) -> None:
        self.queue = queue
        self.max_size = max_size
        self._paths = paths
        self._on_end = on_end
        self._workers: list[WorkerProcess] = []
        self._crashes = 0
        self._backoff_until = 0.0
        self._number = 0

    @property
    def size(self) -> int:
        return len(self._workers)

    def adjust(self, waiting: int, now: float, slow: int = 0) -> None:
        """Remove workers that ended, and start one more if enough jobs wait; `slow` workers are held by slow jobs."""
        for worker in [worker for worker in self._workers if worker.process.poll() is not None]:
            self._workers.remove(worker)
            self._remove_ended(worker, now)
        if wanted_size(self.queue, waiting, slow, self.max_size) > self.size and now >= self._backoff_until:
            self._workers.append(self._start(now))

    def stop(self, seconds: float) -> None:
        """End all workers: terminate them, and kill those that do not end in time."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            try:
                worker.process.wait(seconds)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
            _hang_up(worker)
        self._workers.clear()

    def _start(self, now: float) -> WorkerProcess:
        self._number += 1
        name = f"{POOL}{self.queue}-{os.getpid()}-{self._number}"
        process = subprocess.Popen(
            worker_command(self.queue, self._paths.instance, name),
            stdin=subprocess.PIPE,  # the kernel closes it when the daemon ends, and that ends the worker
            stdout=subprocess.DEVNULL,
            cwd="/",
            env=worker_environment(self._paths),
        )
        log.info("worker started", extra={"worker": name, "pid": process.pid})
        return WorkerProcess(name, process, now)

    def _remove_ended(self, worker: WorkerProcess, now: float) -> None:
        code = worker.process.returncode
        _hang_up(worker)
        self._on_end(worker.name)
        if code == 0:
            log.info("worker ended", extra={"worker": worker.name})
            return
        if now - worker.started > HEALTHY_SECONDS:
            self._crashes = 0
        self._crashes += 1
        self._backoff_until = now + min(MAX_BACKOFF_SECONDS, 0.25 * 2**self._crashes)
        log.warning("worker crashed", extra={"worker": worker.name, "code": code, "crashes": self._crashes})


def wanted_size(queue: str, waiting: int, slow: int, max_size: int) -> int:
    """Return how many workers a queue should have; once slow jobs hold all of them, some more for what waits."""
    if waiting and slow >= max_size and queue not in SINGLE_WORKER:
        return min(slow + 1, max_size + SPARE_WORKERS)
    return min(max_size, -(-waiting // JOBS_PER_WORKER))


def worker_command(queue: str, instance: str, name: str) -> list[str]:
    """Return the command of a worker; -P keeps the current folder off its import path."""
    options = ["--instance", instance, "--name", name, "--linger", IDLE_SECONDS, "--life-line"]
    return [sys.executable, "-P", "-m", "daemon.worker", queue, *options]


def worker_environment(paths: InstancePaths) -> dict[str, str]:
    """Return our environment without Python's import variables, and with our socket."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return kept | {"SPECDECK_SOCK": str(paths.socket)}


def _hang_up(worker: WorkerProcess) -> None:
    if worker.process.stdin is not None:
        worker.process.stdin.close()
