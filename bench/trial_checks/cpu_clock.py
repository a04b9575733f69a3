"""A clock of the CPU time of this process and of a sandbox's server: on a busy machine, what an idle one would need."""

import time
from dataclasses import dataclass, field
from pathlib import Path

_REFRESH = 0.2  # seconds between two looks for new server processes


@dataclass
class CpuClock:
    """Counts the processes that run from the programs of PostgreSQL below one folder of sockets, also ended ones."""

    folder: str
    _seen: dict[int, float] = field(default_factory=dict)
    _looked: float = 0.0

    def __call__(self) -> float:
        now = time.monotonic()
        if now - self._looked > _REFRESH:
            self._looked = now
            for pid in _server_processes(self.folder):
                self._seen.setdefault(pid, 0.0)
        for pid in self._seen:
            self._seen[pid] = max(self._seen[pid], _cpu_seconds(pid))
        return time.process_time() + sum(self._seen.values())


def _server_processes(folder: str) -> set[int]:
    """Return the processes whose user owns the folder."""
    owner = Path(folder).stat().st_uid
    found = set()
    for each in Path("/proc").iterdir():
        try:
            if each.name.isdecimal() and each.stat().st_uid == owner:
                found.add(int(each.name))
        except OSError:
            continue
    return found


def _cpu_seconds(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except (OSError, IndexError):
        return 0.0
