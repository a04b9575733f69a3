"""Server-sent events: the frames of the event stream."""

from daemon.wire import codec
from daemon.wire.event import Bye, Event, Reset
from store import journal

HEARTBEAT = b": still here\n\n"


def of_journal(event: journal.Event) -> Event:
    """A journal event as the wire shows it."""
    return Event(event.seq, event.at, event.type, event.subject, event.actor, event.data)


def event(happened: journal.Event) -> bytes:
    """A thing that happened; its id is what a client resumes from."""
    return b"id: %d\ndata: %s\n\n" % (happened.seq, codec.text(of_journal(happened)))


def hello(place: int) -> bytes:
    """The stream begins here; the id lets a client resume even if nothing happens before it is cut off."""
    return b"id: %d\nevent: hello\ndata: {}\n\n" % place


def reset(tail: int, reason: str) -> bytes:
    """The gap cannot be filled: read the state anew."""
    return b"id: %d\nevent: reset\ndata: %s\n\n" % (tail, codec.text(Reset(tail, reason)))


def bye(reason: str) -> bytes:
    """The daemon stops; connect again in a while."""
    return b"event: bye\ndata: %s\n\n" % codec.text(Bye(reason))
