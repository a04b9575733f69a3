"""Parse server-sent events: frames with an id, a kind and data."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """One event of a stream; `kind` is empty for an ordinary one."""

    id: int | None
    kind: str
    data: bytes


class FrameParser:
    """Splits a stream into frames, whatever chunks its bytes arrive in."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> Iterator[Frame]:
        """Return the frames that are complete now, without comments, which are heartbeats."""
        *whole, self._rest = (self._rest + piece).split(b"\n\n")
        return (frame for frame in map(_frame, whole) if frame)


def _frame(text: bytes) -> Frame | None:
    fields = dict(line.split(b": ", 1) for line in text.split(b"\n") if b": " in line and not line.startswith(b":"))
    if b"data" not in fields:
        return None
    place = int(fields[b"id"]) if b"id" in fields else None
    return Frame(place, fields.get(b"event", b"").decode(), fields[b"data"])
