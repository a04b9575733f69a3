"""A pin has one name and one role, on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.wire.connection import preamble
from daemon.wire.connection.preamble import MAGIC, PinnedCaller
from daemon.wire.errors import MalformedError
from daemon.wire.role import Role

names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}", fullmatch=True)


@given(names, st.sampled_from(Role))
def test_a_pin_reads_back(name, role):
    line = preamble.preamble_line(PinnedCaller(name, role))
    assert line.endswith(b"\n")
    assert len(line) < preamble.MAX_PREAMBLE_BYTES
    assert preamble.parse_preamble(line[:-1]) == PinnedCaller(name, role)


@pytest.mark.parametrize("name", ["", "-a", "a b", "a\nb", 'a"', "a" * 65, "é"])
def test_a_name_that_could_be_mistaken_is_refused(name):
    with pytest.raises(ValueError, match="pinned name"):
        PinnedCaller(name, Role.VIEWER)


@pytest.mark.parametrize(
    "line", [b"GET / HTTP/1.1", MAGIC, MAGIC + b"{}", MAGIC + b'{"name": "a", "role": "god"}', MAGIC + b"\xff"]
)
def test_any_other_line_is_refused(line):
    with pytest.raises(MalformedError):
        preamble.parse_preamble(line)
