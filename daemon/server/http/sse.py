"""Server-sent events: the frames of the event stream."""

from daemon.wire import codec
from daemon.wire.event import Event, StreamEnd, StreamReset
from store.core import journal

HEARTBEAT = b": still here\n\n"


def event_from_journal(event: journal.JournalEvent) -> Event:
    """A journal event as the wire shows it."""
    return Event(event.seq, event.at, event.type, event.subject, event.actor, event.data)


def event_frame(happened: journal.JournalEvent) -> bytes:
    """A thing that happened; its id is what a client resumes from."""
    return b"id: %d\ndata: %s\n\n" % (happened.seq, codec.json_bytes(event_from_journal(happened)))


def hello_frame(place: int) -> bytes:
    """The stream begins here; the id lets a client resume even if nothing happens before it is cut off."""
    return b"id: %d\nevent: hello\ndata: {}\n\n" % place


def reset_frame(tail: int, reason: str) -> bytes:
    """The gap cannot be filled: read the state anew."""
    return b"id: %d\nevent: reset\ndata: %s\n\n" % (tail, codec.json_bytes(StreamReset(tail, reason)))


def bye_frame(reason: str) -> bytes:
    """The daemon stops; connect again in a while."""
    return b"event: bye\ndata: %s\n\n" % codec.json_bytes(StreamEnd(reason))
