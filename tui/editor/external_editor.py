"""Run $EDITOR: without a shell, in the current environment, on a file that only the user can read."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from textual.app import App

EDITORS = ("VISUAL", "EDITOR")
FALLBACK = "vi"
PLUS_LINE = ("+{line}", "{path}")
COLON_LINE = ("{path}:{line}",)
AT_LINE = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "kak"), PLUS_LINE),
    **dict.fromkeys(("joe", "jmacs", "mg", "ne", "mcedit", "gedit"), PLUS_LINE),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), COLON_LINE),
    **dict.fromkeys(("code", "codium"), ("--goto", *COLON_LINE)),
}
"""How an editor opens a file at a line, by the name of its program; any other opens it at its beginning."""


class EditorError(Exception):
    """The editor could not be started, or it failed."""

    code = "editor"

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def edit_externally(app: App[object], text: str, line: int = 1) -> str:
    """Return the text after it was edited from a line of it. If it cannot be read, the file stays, with its name."""
    failed: EditorError | None = None
    with app.suspend():
        try:
            text = _edited(text, line)
        except EditorError as error:
            failed = error  # raised below: Textual restores the terminal only if nothing is raised inside the block
    if failed is not None:
        raise failed
    return text


def editor_arguments(command: Sequence[str], path: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line, if the editor is known to take one."""
    arguments = AT_LINE.get(Path(command[0]).name, ("{path}",)) if command and line > 1 else ("{path}",)
    return [*command, *(each.format(path=path, line=line) for each in arguments)]


def _edited(text: str, line: int) -> str:
    number, name = tempfile.mkstemp(prefix="specdeck-", suffix=".yaml")
    path = Path(name)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    _run(path, line)
    try:
        written = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise EditorError("The editor left no file.", "Save to the file that it was given.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise EditorError(f"{path} cannot be read: {error}.", "Save it as UTF-8. The file is kept.") from error
    path.unlink()
    return written


def _run(path: Path, line: int) -> None:
    command = next((os.environ[variable] for variable in EDITORS if os.environ.get(variable)), FALLBACK)
    try:
        with _ignore_interrupts():
            done = subprocess.run(editor_arguments(shlex.split(command), path, line), check=False)
    except (OSError, ValueError) as error:
        path.unlink()
        why = getattr(error, "strerror", None) or str(error)  # without the name, which the sentence contains
        sentence = f"The editor {command!r} cannot be started: {why}."
        raise EditorError(sentence, "Set EDITOR to the command of an editor.") from error
    if done.returncode:
        raise EditorError(f"The editor {_ended(done.returncode)}.", f"Its text is kept in {path}.")


@contextmanager
def _ignore_interrupts() -> Iterator[None]:
    """Ignore ctrl+c, which the terminal also sends to the deck while the editor runs."""
    # Not SIG_IGN, which the editor would inherit: a handler is not inherited.
    kept = {number: signal.signal(number, _do_nothing) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _do_nothing(_number: int, _frame: object) -> None:
    """Do nothing."""


def _ended(status: int) -> str:
    if status > 0:
        return f"ended with status {status}"
    return f"was ended by {signal.Signals(-status).name}"
