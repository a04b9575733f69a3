"""How many workers of its own the daemon starts for each queue, at most."""

import os
from collections.abc import Mapping

from daemon.server.errors import SettingError
from jobs.job_kind import JobQueue

VARIABLE = "SPECDECK_CPU_WORKERS"
MOST = 256


def pool_sizes(environment: Mapping[str, str]) -> Mapping[str, int]:
    """Return the sizes: one worker a core for the queue `cpu`, or what the environment says."""
    return {
        JobQueue.CPU: _cpu_workers(environment.get(VARIABLE, "")),
        JobQueue.RETRIEVAL: 1,
        JobQueue.GPU: 1,
        JobQueue.CLOUD: 2,
        JobQueue.TRIAL: 1,
    }


def _cpu_workers(text: str) -> int:
    if not text:
        return max(1, os.cpu_count() or 1)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST:
        raise SettingError(f"{VARIABLE}={text} is not a number of workers.", f"Set 1 to {MOST}, or unset it.")
    return int(text)
