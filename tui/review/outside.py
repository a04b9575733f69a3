"""One's own editor: run without a shell, with the environment as it is, on a file that only its user can read."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

EDITORS = ("VISUAL", "EDITOR")
FALLBACK = "vi"


class EditorError(Exception):
    """The editor could not be run, or said that it failed."""

    code = "editor"

    def __init__(self, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def edited(text: str) -> str:
    """The text as the editor left it. Where that cannot be read, the file stays and the error names it."""
    number, name = tempfile.mkstemp(prefix="specdeck-", suffix=".yaml")
    path = Path(name)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    _run(path)
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EditorError(f"{path} cannot be read: {error}.", "Save it as UTF-8; the file is left there.") from error
    path.unlink()
    return written


def _run(path: Path) -> None:
    named = next((os.environ[variable] for variable in EDITORS if os.environ.get(variable)), FALLBACK)
    try:
        done = subprocess.run([*shlex.split(named), str(path)], check=False)
    except (OSError, ValueError) as error:
        path.unlink()
        sentence = f"The editor {named!r} cannot be started: {error}."
        raise EditorError(sentence, "Set EDITOR to the command of one.") from error
    if done.returncode:
        raise EditorError(f"The editor ended with status {done.returncode}.", f"What it wrote is left in {path}.")
