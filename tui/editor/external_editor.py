"""One's own editor: run without a shell, with the environment as it is, on a file that only its user can read."""

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.app import App

EDITORS = ("VISUAL", "EDITOR")
FALLBACK = "vi"


class EditorError(Exception):
    """The editor could not be run, or said that it failed."""

    code = "editor"

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def edit_externally(app: App[object], text: str) -> str:
    """The text as the editor left it. Where that cannot be read, the file stays and the error names it."""
    failed: EditorError | None = None
    with app.suspend():
        try:
            text = _edited(text)
        except EditorError as error:
            failed = error  # raised below: Textual takes the terminal back only where nothing is raised in between
    if failed is not None:
        raise failed
    return text


def _edited(text: str) -> str:
    number, name = tempfile.mkstemp(prefix="specdeck-", suffix=".yaml")
    path = Path(name)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    _run(path)
    try:
        written = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise EditorError("The editor left no file.", "Have it save to the one that it is given.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise EditorError(f"{path} cannot be read: {error}.", "Save it as UTF-8; the file is left there.") from error
    path.unlink()
    return written


def _run(path: Path) -> None:
    named = next((os.environ[variable] for variable in EDITORS if os.environ.get(variable)), FALLBACK)
    try:
        with _interrupts_left_to_it():
            done = subprocess.run([*shlex.split(named), str(path)], check=False)
    except (OSError, ValueError) as error:
        path.unlink()
        why = getattr(error, "strerror", None) or str(error)  # without the name, which is told already
        sentence = f"The editor {named!r} cannot be started: {why}."
        raise EditorError(sentence, "Set EDITOR to the command of one.") from error
    if done.returncode:
        raise EditorError(f"The editor {_ended(done.returncode)}.", f"What it wrote is left in {path}.")


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    """The terminal sends ctrl+c to all that run in it; while somebody writes, it is not the deck that is meant."""
    # Not SIG_IGN, which the editor would inherit: a handler is not inherited.
    kept = {number: signal.signal(number, _pass_over) for number in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _pass_over(_number: int, _frame: object) -> None:
    """Do nothing."""


def _ended(status: int) -> str:
    return f"ended with status {status}" if status > 0 else f"was ended by {signal.Signals(-status).name}"
