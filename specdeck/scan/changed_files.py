"""The SQL files that differ from a revision of a git repository, with their text at that revision."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

from engine.source.split_file import split
from engine.source.text.decode import DecodeError, decode
from engine.source.unit import SourceFile
from specdeck.errors import CommandError
from specdeck.files.sql_files import SUFFIXES


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A path as the command line spells it, and the file before; empty where it is new."""

    path: str
    before: SourceFile


def changed_files(paths: Iterable[str], revision: str) -> list[ChangedFile]:
    """The files under some paths that the working tree has changed since a revision, new ones included."""
    if revision.startswith("-"):
        raise CommandError("no_revision", f"{revision} is not a revision.", "Name a branch, a tag or a commit.")
    given = list(paths)
    listed = _git("diff", "--relative", "--name-only", "-z", "--diff-filter=ACMRT", revision, "--", *given)
    untracked = _git("ls-files", "--others", "--exclude-standard", "-z", "--", *given)
    names = sorted({name.decode() for name in (*listed.split(b"\0"), *untracked.split(b"\0")) if name})
    return [ChangedFile(name, _before(name, revision)) for name in names if name.lower().endswith(SUFFIXES)]


def _before(path: str, revision: str) -> SourceFile:
    found = subprocess.run(["git", "show", f"{revision}:./{path}"], capture_output=True, check=False)
    if found.returncode:
        return SourceFile(path, "", (), (), None)
    try:
        return split(decode(found.stdout).text, path)
    except DecodeError as error:
        return SourceFile(path, "", (), (), error.fault)


def _git(*arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise CommandError("no_git", "git is not installed.", "Install it, or use specdeck findings scan.") from error
    if done.returncode:
        sentence = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise CommandError("git", f"git failed: {sentence}", "Run the command inside of a git repository.")
    return done.stdout
