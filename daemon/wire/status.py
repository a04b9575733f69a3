"""The status of the daemon, on the wire."""

from dataclasses import dataclass
from enum import StrEnum


class DaemonState(StrEnum):
    """Whether new work is accepted."""

    RUNNING = "running"
    DRAINING = "draining"


@dataclass(frozen=True, slots=True)
class Status:
    """The status. `tail` is the number of the newest event; `requests` and `streams` are open now, without this one."""

    state: DaemonState
    version: str
    instance: str
    pid: int
    started: str
    uptime_s: float
    rss_mb: float
    database: str
    log: str
    projects: int
    tail: int
    requests: int
    streams: int
    busy: bool


@dataclass(frozen=True, slots=True)
class Health:
    """The daemon answers, and its database does too."""

    ok: bool
