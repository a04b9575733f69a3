"""What the deck does to the terminal that it runs in: colours, sizes, the clipboard, and how it is left."""

import base64
import os
import re
import signal
from pathlib import Path

import pytest

from tests.plugins.pty import Terminal
from tests.plugins.sshd import SPECDECK
from tests.tui.tmux import terminal as tmux

DECK = (str(SPECDECK), "--instance", "demo")
UNIT = 'name = "billing.tax_of(numeric, numeric)"'
COLOURS = re.compile(rb"\x1b\[(?:[0-9]+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[<u")
"""The main screen, the cursor, and no reports of mouse, paste and keys."""


@pytest.fixture
def deck(demo, terminal) -> Terminal:
    return inbox(terminal)


def inbox(terminal, **how: object) -> Terminal:
    pane = terminal(DECK, **how)
    pane.until("195 units")
    return pane


def review(pane: Terminal) -> None:
    pane.press("/", UNIT, "enter")
    pane.until(" 1 unit\n")
    pane.press("enter")
    pane.until("1 of 1")


def of_session(leader: int) -> list[int]:
    """The processes that a terminal's session still has."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(folder.name)) == leader:
                found.append(int(folder.name))
        except ProcessLookupError:
            continue
    return found


@pytest.mark.parametrize("variables", [{}, {"term": "xterm", "colorterm": ""}], ids=["truecolour", "16 colours"])
def test_no_color_leaves_no_colour_on_the_wire_whatever_the_theme(demo, terminal, variables):
    pane = inbox(terminal, env={"NO_COLOR": "1"}, **variables)
    review(pane)
    pane.press("T")
    pane.until("Theme: ")
    pane.press("?")
    pane.until("approve")
    assert COLOURS.search(bytes(pane.raw)) is None


def test_without_it_there_are_some(deck):
    assert COLOURS.search(bytes(deck.raw))


def test_its_size_is_the_terminals_whatever_the_shell_exported(demo, terminal):
    pane = inbox(terminal, columns=120, rows=36, env={"COLUMNS": "60", "LINES": "20"})
    pane.until(lambda text: "? help" in text.splitlines()[-1])


def test_a_terminal_made_tiny_and_large_again_shows_the_same(deck):
    review(deck)
    deck.settle()
    before = deck.until("≡ proved")
    for columns, rows in ((20, 5), (1, 1), (200, 60), (80, 24)):
        deck.resize(columns, rows)
        deck.settle()
        deck.press("j", "k")
        deck.settle()
    deck.until(lambda text: text == before)


def test_what_is_copied_is_given_to_the_terminal(deck):
    review(deck)
    deck.press("y")
    deck.until("Copied")
    (payload,) = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", bytes(deck.raw))
    assert base64.b64decode(payload).startswith(b"CREATE OR REPLACE FUNCTION billing.tax_of(")


def test_inside_tmux_what_is_copied_is_a_buffer_of_tmux(demo):
    with tmux(DECK) as pane:
        pane.until("195 units")
        pane.press("/")
        pane.type(UNIT)
        pane.press("Enter")
        pane.until(r" 1 unit\n")
        pane.press("Enter")
        pane.until("1 of 1")
        pane.press("y")
        pane.until("Copied")
        assert pane.tmux("show-buffer").startswith("CREATE OR REPLACE FUNCTION billing.tax_of(")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(demo, terminal, number):
    pane = terminal(DECK)
    before = pane.modes
    pane.until("195 units")
    assert pane.modes != before
    pane.settle()
    shown = len(pane.raw)
    os.kill(pane.pid, number)
    assert pane.wait() == 128 + number
    assert pane.modes == before
    assert [code for code in LEFT if code not in pane.raw[shown:]] == []
    assert of_session(pane.pid) == []


def test_a_terminal_that_is_closed_leaves_no_process(deck):
    review(deck)
    assert deck.hang_up() == -signal.SIGHUP
    assert of_session(deck.pid) == []
