"""One running daemon: its place, its store, and what its routes share."""

import os
import secrets
import time
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from daemon.server.admission import Admission
from daemon.server.checking import Checking
from daemon.server.feed import Feed
from daemon.server.metrics import Metrics
from daemon.server.stopping import Stopping
from daemon.server.watching import Watching
from daemon.server.workplace import Workplace
from daemon.wire.place import Place
from store import Store

_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Instance:
    """What a route may ask for; `run` names this run of the daemon."""

    place: Place
    store: Store
    feed: Feed
    stopping: Stopping
    workplace: Workplace
    watching: Watching
    checking: Checking = field(default_factory=Checking)
    admission: Admission = field(default_factory=Admission)
    metrics: Metrics = field(default_factory=Metrics)
    run: str = field(default_factory=lambda: secrets.token_hex(8))
    started: float = field(default_factory=time.time)
    capabilities: tuple[str, ...] = ("events", "projects", "jobs")

    def uptime(self) -> float:
        """Seconds since the daemon started."""
        return time.time() - self.started


def rss_mb() -> float:
    """The memory that this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as figures:  # noqa: PTH123  read often, and no path to handle
        return int(figures.read().split()[1]) * _PAGE / 1e6


async def _here(request: Request) -> Instance:
    return request.app.state.instance


Here = Annotated[Instance, Depends(_here)]
