"""Run the command like a user: in a separate process, with an empty HOME."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.plugins.leftovers import inherited_variables

PROGRAM = Path(sys.executable).with_name("specdeck")


@dataclass(frozen=True)
class Ran:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """A folder to work in, a HOME with nothing in it, and the command."""

    def __init__(self, root: Path) -> None:
        self.home, self.folder = root / "home", root / "work"
        self.home.mkdir()
        self.folder.mkdir()
        kept = ("PATH", "LANG")
        around = {name: os.environ[name] for name in kept if name in os.environ} | inherited_variables()
        self.environment = around | {"HOME": str(self.home)}

    def specdeck(
        self, *arguments: str | Path, stdin: str | None = None, closed: bool = False, **environment: str
    ) -> Ran:
        """Run the command; `closed` is without a standard input, as some schedulers start programs."""
        words = ["sh", "-c", 'exec "$@" <&-', "sh"] if closed else []
        done = subprocess.run(
            [*words, PROGRAM, *arguments], cwd=self.folder, env=self.environment | environment, input=stdin,
            capture_output=True, text=True, errors="surrogateescape", timeout=120, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command that goes on; whoever starts it ends it."""
        return subprocess.Popen(
            [PROGRAM, *arguments], cwd=self.folder, env=self.environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def has_daemon(self) -> bool:
        """Return whether a command started a daemon, which may have stopped since."""
        return any(self.home.rglob("*.lock"))

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


@contextmanager
def opened() -> Iterator[Shell]:
    """A shell whose daemon, if it started one, ends with it."""
    # pytest's own folders have names too long for a socket below them.
    with TemporaryDirectory(prefix="specdeck-") as root:
        shell = Shell(Path(root))
        yield shell
        if shell.has_daemon():
            shell.specdeck("daemon", "stop")


@pytest.fixture
def shell() -> Iterator[Shell]:
    with opened() as shell:
        yield shell


@pytest.fixture
def lent_shell(shared_shell: Shell, tmp_path: Path) -> Iterator[Shell]:
    """A shell with a folder of this test, whose daemon has served other tests and knows no project."""
    former, shared_shell.folder = shared_shell.folder, tmp_path
    yield shared_shell
    if shared_shell.has_daemon():
        for project in shared_shell.specdeck("project", "list", "--json").json:
            shared_shell.specdeck("project", "remove", project["name"], "--purge", "--yes")
    shared_shell.folder = former


@pytest.fixture(scope="module")
def shared_shell() -> Iterator[Shell]:
    """One shell for the tests of a module, where none of them minds the others."""
    with opened() as shell:
        yield shell
