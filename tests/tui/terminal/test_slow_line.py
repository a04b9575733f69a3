"""Settings for a slow line, and copying through tmux."""

from tui.terminal.slow_line import reduce_repaints
from tui.terminal.tmux_clipboard import copy_through_tmux


def test_over_ssh_nothing_is_animated_and_fewer_frames_are_sent():
    environment = {"SSH_TTY": "/dev/pts/1"}
    reduce_repaints(environment)
    assert (environment["TEXTUAL_ANIMATIONS"], environment["TEXTUAL_FPS"]) == ("none", "15")


def test_on_this_machine_nothing_is_changed():
    environment: dict[str, str] = {}
    reduce_repaints(environment)
    assert environment == {}


def test_what_somebody_asked_for_stays():
    environment = {"SSH_CONNECTION": "a", "TEXTUAL_FPS": "30"}
    reduce_repaints(environment)
    assert environment["TEXTUAL_FPS"] == "30"


def test_without_tmux_the_terminal_itself_is_given_the_text(monkeypatch):
    monkeypatch.delenv("TMUX", raising=False)
    assert not copy_through_tmux("a")


def test_a_tmux_that_is_gone_takes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("TMUX", f"{tmp_path}/away,1,0")
    assert not copy_through_tmux("a")
