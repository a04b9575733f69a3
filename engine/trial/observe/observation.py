"""Everything that a caller can see of one run, in a form that two runs can be compared by."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.trial.sandbox.server_message import ServerMessage


@dataclass(frozen=True, slots=True)
class Notification:
    """What `pg_notify` would have sent at commit."""

    channel: str
    payload: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One run of one case.

    `rows` are canonical JSON, in the order of the result; `tables` hold the rows of each watched table afterwards,
    sorted, and are empty after an error, which leaves them as they were. `setup_error` says why the rows of the case
    could not be inserted: then nothing was called, and the case says nothing about the routine.
    """

    rows: tuple[str, ...] = ()
    error: ServerMessage | None = None
    notices: tuple[ServerMessage, ...] = ()
    notifications: tuple[Notification, ...] = ()
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timed_out: bool = False
    setup_error: ServerMessage | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the routine was called."""
        return self.setup_error is None

    def to_json(self) -> dict[str, Any]:
        """Return the observation as plain values."""
        return asdict(self)
