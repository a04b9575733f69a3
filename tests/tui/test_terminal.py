"""The deck in a real terminal, against a real daemon: here, and over a real sshd both ways."""

import getpass
import os
import shlex

import pytest

from tests.plugins.sshd import SPECDECK, ssh_server
from tests.tui.tmux import terminal

DECK = (SPECDECK, "--instance", "demo")


@pytest.fixture(scope="module")
def sshd(demo):
    with ssh_server(demo.place) as server:
        yield server


def look_around(pane) -> None:
    """Open, move, filter, look elsewhere, leave."""
    pane.until("195 units(.|\n)*≡ proved")
    pane.press("j", "j")
    pane.until(r"▌ .* billing.tb_refund +alter")
    pane.press("/")
    pane.type('name = "billing.tax_rate_for(text, date)"')
    pane.press("Enter")
    pane.until(r" 1 unit\n")
    pane.press("J")
    pane.until("convert")
    pane.press("q", "q")
    pane.until("ended with 0", gone="Inbox")


def test_it_opens_moves_filters_and_leaves_the_terminal_as_it_was(demo):
    with terminal(DECK) as pane:
        look_around(pane)


def test_the_demo_ends_in_it(home):
    with terminal([SPECDECK, "demo"]) as pane:
        pane.until("≡ proved")
        pane.press("q", "q")
        said = pane.until("ended with")
        assert "217 units in" in said
        assert "specdeck daemon stop --instance demo" in said


def test_over_ssh_it_runs_on_the_far_side(sshd):
    login = [*sshd.ssh("key").split(), "-tt", "-p", str(sshd.port), f"{getpass.getuser()}@127.0.0.1"]
    with terminal([*login, " ".join(map(str, DECK))]) as pane:
        look_around(pane)


def test_over_ssh_it_runs_here_on_the_daemon_of_the_far_side(sshd):
    environment = os.environ | {"SPECDECK_SSH": sshd.ssh("key")}
    with terminal([*DECK, "--host", sshd.url], environment=environment) as pane:
        look_around(pane)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("TERM=dumb {}", "The deck needs a full-screen terminal, and TERM is dumb."),
        ("TERM= {}", "The deck needs a full-screen terminal, and TERM is not set."),
        ("{} | cat", "The deck needs a terminal, and the output is not a terminal."),
        ("echo q | {}", "The deck needs a terminal, and the output is not a terminal."),
    ],
)
def test_an_unsuitable_terminal_is_reported_with_a_hint(demo, line, why):
    with terminal(["sh", "-c", line.format(shlex.join(map(str, DECK)))], size=(160, 24)) as pane:
        said = pane.until("ended with")
        assert f"error: {why}" in said
        assert "`specdeck review --plain` reviews line by line." in said
