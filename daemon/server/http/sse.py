"""Server-sent events: the frames of the event stream."""

from daemon.wire import codec
from daemon.wire.event import Event, StreamEnd, StreamReset
from store.core import journal

HEARTBEAT = b": still here\n\n"


def event_from_journal(event: journal.JournalEvent) -> Event:
    """Return a journal event as the wire shows it."""
    return Event(event.seq, event.at, event.type, event.subject, event.actor, event.data)


def event_frame(happened: journal.JournalEvent) -> bytes:
    """Return the frame of an event; a client resumes from its id."""
    return b"id: %d\ndata: %s\n\n" % (happened.seq, codec.json_bytes(event_from_journal(happened)))


def hello_frame(position: int) -> bytes:
    """Return the first frame; its id lets a client resume even if no event follows."""
    return b"id: %d\nevent: hello\ndata: {}\n\n" % position


def reset_frame(tail: int, reason: str) -> bytes:
    """Return the frame that asks a client to read everything again, because the gap is too large."""
    return b"id: %d\nevent: reset\ndata: %s\n\n" % (tail, codec.json_bytes(StreamReset(tail, reason)))


def bye_frame(reason: str) -> bytes:
    """Return the last frame: the daemon stops."""
    return b"event: bye\ndata: %s\n\n" % codec.json_bytes(StreamEnd(reason))
