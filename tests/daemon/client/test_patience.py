"""A client waits longer for requests that may take long, and only for these."""

import contextlib
import socket
import threading

import pytest

from daemon.client.errors import UnreachableError
from daemon.client.resources.reviews import ACT_SECONDS, Reviews
from daemon.client.transport.channel import Channel
from daemon.client.transport.http_session import REQUEST_SECONDS, HttpSession
from daemon.wire.problem import Problem

ANSWER = b"HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n{}"


class SlowDaemon:
    """The other end of a socket; it answers when the client has waited for longer than it waits for most answers."""

    where = "the daemon"
    options = ""

    def __init__(self):
        self.ended = threading.Event()

    def dial(self):
        ours, theirs = socket.socketpair()
        threading.Thread(target=self._answer, args=(theirs,), daemon=True).start()
        return Channel(ours)

    def _answer(self, line):
        line.recv(65536)
        self.ended.wait(0.3)
        with contextlib.suppress(BrokenPipeError):  # the client gave up
            line.sendall(ANSWER)


@pytest.fixture
def session():
    daemon = SlowDaemon()
    yield HttpSession(daemon, timeout=0.05)
    daemon.ended.set()


def test_a_request_is_given_up_in_time(session):
    with pytest.raises(UnreachableError, match=r"in 0\.05 s"):
        session.change(Problem, "POST", "/v1/anything")


def test_an_act_is_waited_for(session):
    with pytest.raises(Exception, match="409"):
        session.change(Problem, "POST", "/v1/anything", patience=5.0)


def test_the_next_request_is_as_impatient_as_before(session):
    with pytest.raises(Exception, match="409"):
        session.change(Problem, "POST", "/v1/anything", patience=5.0)
    with pytest.raises(UnreachableError, match=r"in 0\.05 s"):
        session.send("GET", "/v1/anything")


@pytest.mark.parametrize(
    "act",
    [
        lambda reviews: reviews.undo("erp"),
        lambda reviews: reviews.redo("erp"),
        lambda reviews: reviews.decide_all("erp", None),
        lambda reviews: reviews.decide(1, None),
    ],
)
def test_acts_may_take_longer_than_other_requests(act):
    class Recorded:
        patience = None

        def change(self, *_args, patience=None):
            self.patience = patience

    recorded = Recorded()
    act(Reviews(recorded))
    assert recorded.patience == ACT_SECONDS > REQUEST_SECONDS
