"""What goes to and comes from the process of a lane: one JSON object a line."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class LaneRequest:
    """One answer that is wanted. `shared` is the stable part, evaluated once for all requests that have it."""

    id: int
    shared: str
    prompt: str
    grammar: str
    limit: int
    seed: int = 0

    def to_line(self) -> bytes:
        """Return the line of a request."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class LaneCancel:
    """A request that nobody waits for any more."""

    cancel: int

    def to_line(self) -> bytes:
        """Return the line of a cancellation."""
        return json.dumps(asdict(self)).encode() + b"\n"


def read_line(line: bytes) -> LaneRequest | LaneCancel:
    """Return what a line asks for."""
    data = json.loads(line)
    return LaneCancel(**data) if "cancel" in data else LaneRequest(**data)


@dataclass(frozen=True, slots=True)
class LaneReply:
    """One finished answer. `done` is end, length, no room or error; `text` is then the answer or the sentence."""

    id: int
    text: str
    done: str
    input: int = 0
    output: int = 0

    def to_line(self) -> bytes:
        """Return the line of a reply."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "LaneReply":
        """Return the reply of a line."""
        return cls(**json.loads(line))
