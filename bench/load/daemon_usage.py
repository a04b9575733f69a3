"""What a daemon process takes: CPU, memory, and room on disk."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from daemon.wire.connection import instance_paths

TICKS = os.sysconf("SC_CLK_TCK")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process used, without its children."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_rss_mb(pid: int) -> float:
    """Return the most memory that a process ever held."""
    found = _PEAK.search(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return int(found[1]) / 1000 if found else 0.0


def database_bytes() -> int:
    """Return the size of the database with its log."""
    file = instance_paths.paths_of_instance().database
    return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))


def count_events(kind: str, after: int) -> int:
    """Count the journal's events of a type that follow a number."""
    file = instance_paths.paths_of_instance().database
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        query = "SELECT count(*) FROM journal WHERE type = ? AND seq > ?"
        return connection.execute(query, (kind, after)).fetchone()[0]
