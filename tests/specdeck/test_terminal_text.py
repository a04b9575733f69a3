"""Untrusted text is shown without effects on the terminal."""

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specdeck.cli.output import print_document
from specdeck.cli.terminal_text import escape_line, escape_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("Ärger 订单 🙂", "Ärger 订单 🙂"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\x1b]52;c;ZXZpbA==\x07", "\\x1b]52;c;ZXZpbA==\\x07"),
        ("a\u202eb", "a\\u202eb"),
        ("fine\nHistory:\r2026  ann approved it", "fine History: 2026  ann approved it"),
    ],
)
def test_control_sequences_are_escaped(text, shown):
    assert escape_line(text) == shown


@given(st.text())
def test_line_breaks_are_kept_or_removed(text):
    assert escape_line(text).isprintable()
    lines = escape_text(text).split("\n")
    assert len(lines) == text.count("\n") + 1
    assert all(line.replace("\t", "").isprintable() for line in lines)


class Screen(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self):
        return True


def test_a_document_is_escaped_on_a_terminal_and_exact_in_a_file(monkeypatch):
    shown = {}
    for kind in (Screen, io.StringIO):
        monkeypatch.setattr("sys.stdout", kind())
        print_document("note: \x1b[2J\u202e\n")
        shown[kind] = sys.stdout.getvalue()
    assert shown == {Screen: "note: \\x1b[2J\\u202e\n", io.StringIO: "note: \x1b[2J\u202e\n"}
