"""The limits of a sandbox."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SandboxLimits:
    """What the untrusted code of a sandbox may use, at most.

    `call_seconds` bounds one message to the server; after `grace_seconds` more, the watchdog takes the next of its
    steps. The other limits are for one server process, except `data_mb`, the whole data folder, and
    `lifetime_seconds`, after which the keeper removes everything.
    """

    call_seconds: float = 2.0
    grace_seconds: float = 0.5
    memory_mb: int = 512
    file_mb: int = 64
    temporary_mb: int = 64
    data_mb: int = 1024
    cpu_seconds: int = 1200
    lifetime_seconds: float = 3600.0
    connections: int = 12
    processes: int = 64

    def to_json(self) -> dict[str, Any]:
        """Return the limits as plain values."""
        return asdict(self)
