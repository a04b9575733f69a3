"""One running daemon: its paths, its store, and what its routes share."""

import os
import secrets
import time
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from daemon.server.checks.check_pool import CheckPool
from daemon.server.http.drain_gate import DrainGate
from daemon.server.http.journal_feed import JournalFeed
from daemon.server.http.prometheus import Metrics
from daemon.server.process.shutdown import Shutdown
from daemon.server.watcher.project_watches import ProjectWatches
from daemon.server.workers.job_service import JobService
from daemon.wire.connection.instance_paths import InstancePaths
from store import Store

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Instance:
    """Everything that a route may use; `run` identifies this run of the daemon."""

    paths: InstancePaths
    store: Store
    feed: JournalFeed
    shutdown: Shutdown
    job_service: JobService
    project_watches: ProjectWatches
    check_pool: CheckPool = field(default_factory=CheckPool)
    drain_gate: DrainGate = field(default_factory=DrainGate)
    metrics: Metrics = field(default_factory=Metrics)
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.time)
    capabilities: tuple[str, ...] = ("events", "projects", "jobs")

    def uptime(self) -> float:
        """Return the seconds since the daemon started."""
        return time.time() - self.started


def resident_mb() -> float:
    """Return the memory that this process uses now."""
    with open("/proc/self/statm", encoding="ascii") as figures:  # noqa: PTH123  read often, and no path to handle
        return int(figures.read().split()[1]) * _PAGE / 1e6


async def _here(request: Request) -> Instance:
    return request.app.state.instance


InstanceParam = Annotated[Instance, Depends(_here)]
