"""What a line and a terminal need."""

from tui.comfort.clipboard import given_to_tmux
from tui.comfort.line import be_quiet


def test_over_ssh_nothing_is_animated_and_fewer_frames_are_sent():
    environment = {"SSH_TTY": "/dev/pts/1"}
    be_quiet(environment)
    assert (environment["TEXTUAL_ANIMATIONS"], environment["TEXTUAL_FPS"]) == ("none", "15")


def test_on_this_machine_nothing_is_changed():
    environment: dict[str, str] = {}
    be_quiet(environment)
    assert environment == {}


def test_what_somebody_asked_for_stays():
    environment = {"SSH_CONNECTION": "a", "TEXTUAL_FPS": "30"}
    be_quiet(environment)
    assert environment["TEXTUAL_FPS"] == "30"


def test_without_tmux_the_terminal_itself_is_given_the_text(monkeypatch):
    monkeypatch.delenv("TMUX", raising=False)
    assert not given_to_tmux("a")


def test_a_tmux_that_is_gone_takes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("TMUX", f"{tmp_path}/away,1,0")
    assert not given_to_tmux("a")
