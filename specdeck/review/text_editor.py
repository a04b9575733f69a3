"""Texts that people write: read from a file, or in their editor, and never lost."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from specdeck.errors import CommandError

STDIN = Path("-")
EDITORS = ("VISUAL", "EDITOR")
FALLBACK = "vi"


def read_text(path: Path) -> str:
    """What a file holds, or stdin for `-`."""
    if path == STDIN and sys.stdin is None:
        raise CommandError("no_stdin", "There is no standard input to read.", "Name a file, or pipe a text in.")
    content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError("not_utf8", f"{path}: byte {error.start} is not UTF-8.", "Save it as UTF-8.") from error


def write_draft(name: str, text: str) -> Path:
    """A file of one's own with this text; it stays until it is thrown away."""
    from daemon.wire.connection import instance_paths

    folder = instance_paths.paths_of_instance().log.parent.parent / "drafts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".yaml", dir=folder)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return Path(path)


def open_editor(path: Path) -> None:
    """Open a file in the person's editor and wait for it; no shell has a look at the command."""
    named = next((os.environ[variable] for variable in EDITORS if os.environ.get(variable)), FALLBACK)
    try:
        words = shlex.split(named)
        done = subprocess.run([*words, str(path)], check=False)
    except (OSError, ValueError) as error:
        sentence = f"The editor {named!r} cannot be started: {error}. Your text is kept in {path}."
        raise CommandError("no_editor", sentence, "Set EDITOR to the command of one.") from error
    if done.returncode:
        sentence = f"The editor ended with exit status {done.returncode}. Your text is kept in {path}."
        raise CommandError("editor_failed", sentence, "Nothing was decided.")
