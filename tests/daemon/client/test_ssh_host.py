"""A host must be something that ssh can reach and cannot read as an option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.client import connect
from daemon.client.errors import HostError
from daemon.client.transport.ssh import SshDialer
from daemon.client.transport.ssh_host import SshHost, parse_host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("ssh://box", SshHost("box")),
        ("ssh://alice@box.example:2222/", SshHost("box.example", "alice", 2222)),
        ("ssh://[::1]:22", SshHost("::1", None, 22)),
    ],
)
def test_a_host_is_parsed(text, host):
    assert parse_host(text) == host


@pytest.mark.parametrize(
    "text",
    [
        "ssh://-oProxyCommand=touch%20x",
        "ssh://-oProxyCommand=touch x/",
        "ssh://-oProxyCommand=x@box",
        "ssh://-l@box",
        "ssh://alice@-oProxyCommand=x",
        "-oProxyCommand=x",
        "ssh://",
        "ssh://box/path",
        "ssh://box:port",
        "ssh://alice:secret@box",
        "ssh://box;touch x",
        "http://box",
        "box",
    ],
)
def test_anything_else_is_refused_before_ssh_is_started(text, monkeypatch):
    monkeypatch.setenv("SPECDECK_SSH", "/nonexistent/ssh")
    with pytest.raises(HostError) as refused:
        connect(text)
    assert "ssh://user@host" in refused.value.hint


def test_a_host_in_the_environment_is_checked_too(monkeypatch):
    monkeypatch.setenv("SPECDECK_HOST", "ssh://-oProxyCommand=x")
    with pytest.raises(HostError):
        connect()


@given(st.text().map(lambda text: f"ssh://{text}"))
def test_no_word_of_the_command_after_the_options_begins_with_a_dash(text):
    try:
        host = parse_host(text)
    except HostError:
        return
    command = SshDialer(host, "default", None).command()
    assert command[command.index("--") + 1][0] != "-"
