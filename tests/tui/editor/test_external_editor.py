"""$EDITOR, opened from the review in a real terminal, and whatever it does to the text."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.plugins.pty import Terminal
from tests.plugins.sshd import SPECDECK
from tui.editor.external_editor import editor_arguments

UNIT = "billing.write_off(integer, text)"
ADD_NOTE = """
sed -i "2a\\    note: {note}" "$1"
"""


@pytest.fixture
def opened(demo, terminal, tmp_path) -> Callable[..., Terminal]:
    """Opens an editor, made of a few lines of shell, on the spec of a unit in review."""

    def open_with(script: str | None, **environment: str) -> Terminal:
        program = tmp_path / "my editor"
        if script is not None:
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o700)
        folders = {"TMPDIR": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}  # drafts of a test are its own
        around = {"EDITOR": f"'{program}'", "VISUAL": "", **folders, **environment}
        pane = terminal([str(SPECDECK), "--instance", "demo"], columns=120, rows=36, env=around)
        pane.until("195 units")
        pane.press("/", f'name = "{UNIT}"', "enter")
        pane.until(" 1 unit\n")
        pane.press("enter")
        pane.until("1 of 1")
        pane.press("E")
        return pane

    return open_with


def left_in(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.glob("specdeck-*.yaml")]


def is_back(pane: Terminal, *shown: str) -> None:
    """Wait until the screen is as it is after the editor: all of ours, none of its."""

    def is_ours(text: str) -> bool:
        first, _, rest = text.partition("\n")
        return first == f" Editing {UNIT}" and all(each in rest for each in (*shown, "f8 next mistake"))

    # The screen from before the editor is there until it is painted over, and looks much the same.
    pane.until(lambda text: is_ours(text) and "this is my editor" not in text)


def test_what_it_writes_is_proved_and_kept(opened, tmp_path):
    pane = opened("echo this is my editor; read line" + ADD_NOTE.format(note="from outside"))
    pane.until("this is my editor")
    pane.press("enter")
    is_back(pane, "note: from outside", "≡ proved")
    assert left_in(tmp_path) == []
    pane.press("ctrl+s")
    pane.until("Edited billing.write_off")
    pane.press("u")
    pane.until("Undid edit")


def test_a_mistake_is_shown_at_its_line_and_not_saved(opened):
    pane = opened("""sed -i '2s/.*/x: [/' "$1" """)
    is_back(pane, "2  x: [", "line 3, column ")
    pane.press("ctrl+s", "escape")
    pane.until("Your draft is saved")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("""echo this is my editor; echo 'x: [' > "$1"; exit 3""", "The editor ended with status 3."),
        ("""echo 'x: [' > "$1"; kill -KILL $$""", "The editor was ended by SIGKILL."),
    ],
)
def test_where_it_fails_the_text_is_as_it_was_and_what_it_wrote_is_left(opened, tmp_path, script, told):
    pane = opened(script)
    is_back(pane, "1  actions:", told)
    assert left_in(tmp_path) == ["x: [\n"]


def test_a_file_that_it_removed_leaves_the_text_as_it_was(opened):
    is_back(opened('rm "$1"'), "1  actions:", "The editor left no file.")


def test_a_missing_editor_is_reported_with_a_hint(opened, tmp_path):
    is_back(opened(None), "cannot be started", "Set EDITOR to the command of an editor.")
    assert left_in(tmp_path) == []


def test_ctrl_c_is_the_editors_alone(opened):
    # A `read` that begins after the signal would wait for ever.
    wait = "trap 'got=it' INT\necho this is my editor\nwhile [ -z \"$got\" ]; do sleep 0.1; done"
    pane = opened(wait + ADD_NOTE.format(note="after all"))
    pane.until("this is my editor")
    pane.press("\x03")
    is_back(pane, "note: after all", "≡ proved")


def test_it_knows_that_no_colour_is_wanted(opened):
    pane = opened(ADD_NOTE.format(note="NO_COLOR is $NO_COLOR"), NO_COLOR="yes")
    is_back(pane, "note: NO_COLOR is yes", "≡ proved")


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        (["vim"], ["vim", "+7", "/x.yaml"]),
        (["/usr/bin/emacsclient", "-t"], ["/usr/bin/emacsclient", "-t", "+7", "/x.yaml"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "/x.yaml:7"]),
        (["hx"], ["hx", "/x.yaml:7"]),
        (["an editor of mine"], ["an editor of mine", "/x.yaml"]),
    ],
)
def test_an_editor_that_is_known_begins_at_the_line(command, arguments):
    assert editor_arguments(command, Path("/x.yaml"), 7) == arguments
    assert editor_arguments(command, Path("/x.yaml"), 1) == [*command, "/x.yaml"]
