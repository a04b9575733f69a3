"""Show what adding a project would do, and ask whether to do it."""

import sys
from typing import TYPE_CHECKING

from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError

if TYPE_CHECKING:
    from daemon.wire.project_preview import FolderPreview, ProjectPreview

SHOWN = 5  # ignored paths of a folder


def print_preview(preview: "ProjectPreview") -> None:
    """Print the files and units of each folder, what is left out and why, and warnings."""
    for folder in preview.folders:
        print(f"{escape_line(folder.folder)}: {_contents(folder)}")
        for path in folder.ignored[:SHOWN]:
            print(f"  ignored  {escape_line(path.path)} ({escape_line(path.reason)})")
        if folder.ignored_paths > SHOWN:
            print(f"  ignored  {folder.ignored_paths - SHOWN} more")
        if folder.warning is not None:
            print(f"  warning  {escape_line(folder.warning.sentence)} {folder.warning.hint}")


def confirm(preview: "ProjectPreview") -> bool:
    """Ask a person whether to add the project. A script may add what nothing warns of."""
    from specdeck.review.prompt import choose

    warnings = [folder.warning for folder in preview.folders if folder.warning is not None]
    if sys.stdin.isatty() and sys.stdout.isatty():
        default = "n" if warnings else "y"
        return choose("Add this project?", "yn", default) == "y"
    if warnings:
        hint = f"{warnings[0].hint} Or add it anyway: --yes."
        raise CommandError("command.unsafe_folder", warnings[0].sentence, hint)
    return True


def _contents(folder: "FolderPreview") -> str:
    more = "at least " if folder.is_partial else ""
    found = f"{more}{_counted(folder.sql_files, 'SQL file')}, about {_counted(folder.units, 'unit')}"
    if folder.spec_files:
        found += f", {_counted(folder.spec_files, 'spec')}"
    return found


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
