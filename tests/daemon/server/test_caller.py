"""The caller is what the bridge sent first; nothing that follows can change it."""

import os
import pwd

import pytest

from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import preamble
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.role import Role

HELLO = b"GET /v1/hello HTTP/1.1\r\nHost: d\r\n"
CLOSE = b"Connection: close\r\n\r\n"
VIEWER = preamble.preamble_line(PinnedCaller("alice", Role.VIEWER))


def answer(daemon, *pieces: bytes) -> bytes:
    """What the daemon says to these bytes, each sent by itself."""
    with LocalDialer(daemon.place).dial().socket as connection:
        for piece in pieces:
            connection.sendall(piece)
        said = b""
        while more := connection.recv(65536):
            said += more
        return said


def test_without_a_pin_it_is_the_os_user(shared_daemon):
    said = answer(shared_daemon, HELLO + CLOSE)
    assert f'"account":"os:{os.getuid()}"'.encode() in said
    assert f'"name":"{pwd.getpwuid(os.getuid()).pw_name}"'.encode() in said
    assert b'"role":"owner"' in said


def test_a_pin_counts_for_every_request_of_its_connection(shared_daemon):
    said = answer(shared_daemon, VIEWER, HELLO + b"\r\n", HELLO + CLOSE)
    assert said.count(b'"account":"key:alice"') == 2
    assert b"owner" not in said


def test_a_pin_may_arrive_in_any_pieces(shared_daemon):
    said = answer(shared_daemon, *(VIEWER[n : n + 1] for n in range(len(VIEWER))), HELLO, CLOSE)
    assert b'"account":"key:alice"' in said


@pytest.mark.parametrize(
    "claim",
    [
        preamble.preamble_line(PinnedCaller("mallory", Role.OWNER)),
        b"\n" + preamble.preamble_line(PinnedCaller("mallory", Role.OWNER)),
    ],
)
def test_a_second_pin_is_malformed_http(shared_daemon, claim):
    said = answer(shared_daemon, VIEWER, claim + HELLO + CLOSE)
    assert b"owner" not in said
    assert said.startswith(b"HTTP/1.1 400")
    assert b'"code":"request.malformed"' in said


@pytest.mark.parametrize("header", [b"Speaker: owner", b"X-Remote-User: root", b"Forwarded: for=root"])
def test_a_header_cannot_claim_an_identity(shared_daemon, header):
    said = answer(shared_daemon, VIEWER, HELLO + header + b"\r\n" + CLOSE)
    assert b'"role":"viewer"' in said


def test_a_pin_between_two_requests_is_malformed_http(shared_daemon):
    said = answer(
        shared_daemon, VIEWER, HELLO + b"\r\n" + preamble.preamble_line(PinnedCaller("m", Role.OWNER)) + HELLO + CLOSE
    )
    assert b"owner" not in said


@pytest.mark.parametrize(
    "line", [b'SPECDECK-AS {"name":"a","role":"god"}\n', b"SPECDECK-AS \n", b"SPECDECK-AS " + b"x" * 600, b"\0\xff\n\n"]
)
def test_a_broken_pin_is_refused_as_a_problem(shared_daemon, line):
    said = answer(shared_daemon, line + HELLO + CLOSE)
    assert said.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in said
    assert b"specdeck-version" in said.lower()
