"""Texts that people write: read from a file or written in their editor, and never lost."""

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
    """Return the content of a file, or of stdin for `-`."""
    if path == STDIN and sys.stdin is None:
        raise CommandError("command.no_stdin", "There is no standard input.", "Name a file, or pipe a text in.")
    content = sys.stdin.buffer.read() if path == STDIN else path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(
            "command.not_utf8", f"{path}: byte {error.start} is not UTF-8.", "Save it as UTF-8."
        ) from error


def write_draft(name: str, text: str) -> Path:
    """Write a text to a new file in the user's drafts folder; the caller deletes it."""
    from daemon.wire.connection import instance_paths

    folder = instance_paths.paths_of_instance().log.parent.parent / "drafts"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".yaml", dir=folder)
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return Path(path)


def open_editor(path: Path) -> None:
    """Open a file in the user's editor and wait for it; the command is not run by a shell."""
    editor = next((os.environ[variable] for variable in EDITORS if os.environ.get(variable)), FALLBACK)
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        sentence = f"The editor {editor!r} cannot be started: {error}. Your text is kept in {path}."
        raise CommandError("command.no_editor", sentence, "Set EDITOR to the command of an editor.") from error
    if done.returncode:
        sentence = f"The editor exited with status {done.returncode}. Your text is kept in {path}."
        raise CommandError("command.editor_failed", sentence, "Nothing was decided.")
