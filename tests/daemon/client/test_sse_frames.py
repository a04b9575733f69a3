"""Frames are complete, whatever chunks the bytes arrive in."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from daemon.client.transport.sse_frames import Frame, FrameParser

STREAM = (
    b'id: 3\nevent: hello\ndata: {}\n\n: still here\n\nid: 4\ndata: {"a": ": \xc3\xa9"}\n\n'
    b'event: bye\ndata: {"reason":"stop"}\n\n'
)
WHOLE = [
    Frame(3, "hello", b"{}"),
    Frame(4, "", b'{"a": ": \xc3\xa9"}'),
    Frame(None, "bye", b'{"reason":"stop"}'),
]


@given(st.lists(st.integers(0, len(STREAM))))
def test_any_chunking_gives_the_same_frames(cuts):
    edges = [0, *sorted(cuts), len(STREAM)]
    frames = FrameParser()
    pieces = (STREAM[start:stop] for start, stop in pairwise(edges))
    assert [frame for piece in pieces for frame in frames.feed(piece)] == WHOLE


def test_an_incomplete_frame_is_kept():
    frames = FrameParser()
    assert not list(frames.feed(b"id: 1\ndata: {"))
    assert list(frames.feed(b"}\n\n")) == [Frame(1, "", b"{}")]
