"""A test that leaves a process running fails, by name: what stays would slow the next tests, and outlive the run.

Programs inherit the environment of the tests. pytest keeps the running test in it, and this plugin what they belong to.
"""

import os
import select
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

OWNER, SESSION = "TESTS_OWNER", "TESTS_SESSION"
TEST = "PYTEST_CURRENT_TEST"
PATIENCE_SECONDS = 10.0  # programs that are ending: a daemon first waits for its workers


@dataclass(frozen=True, slots=True)
class LeftProcess:
    """A process that runs on, and the test that started it."""

    pid: int
    command: str
    test: str

    def __str__(self) -> str:
        return f"{self.test} left a process running: {self.command} ({self.pid})"


def inherited_variables() -> dict[str, str]:
    """Return what a test passes on even to a program that it gives an environment of its own."""
    return {name: os.environ[name] for name in (OWNER, SESSION, TEST) if name in os.environ}


def pytest_configure() -> None:
    os.environ[OWNER] = str(os.getpid())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
    """Mark what belongs to all tests: it runs on from file to file."""
    if fixturedef.scope != "session" or SESSION in os.environ:
        return (yield)
    os.environ[SESSION] = fixturedef.argname
    try:
        return (yield)
    finally:
        del os.environ[SESSION]


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Look after the last test of each file, once its fixtures are gone."""
    result = yield
    if nextitem is None or nextitem.path != item.path:
        left = still_running(processes_of(os.getpid(), with_session=nextitem is None))
        if left:
            pytest.fail("\n".join(map(str, left)), pytrace=False)
    return result


def processes_of(owner: int, *, with_session: bool) -> list[LeftProcess]:
    """Return the processes that tests of this process started, directly or not."""
    return [
        LeftProcess(pid, _command(pid), variables.get(TEST, "something").partition(" ")[0])
        for pid, variables in _environments()
        if variables.get(OWNER) == str(owner) and pid != owner and (with_session or SESSION not in variables)
    ]


def still_running(processes: list[LeftProcess]) -> list[LeftProcess]:
    """Wait until processes end; return those that do not, after ending them."""
    left = [each for each in processes if not has_ended(each.pid, PATIENCE_SECONDS)]
    for each in left:
        os.kill(each.pid, signal.SIGKILL)
        has_ended(each.pid, PATIENCE_SECONDS)
    return left


def has_ended(pid: int, seconds: float) -> bool:
    """Wait for the end of a process; return whether it came in time."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([process], [], [], seconds)[0])
    finally:
        os.close(process)


def _environments() -> Iterator[tuple[int, dict[str, str]]]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            yield int(folder.name), _environment(folder)


def _environment(folder: Path) -> dict[str, str]:
    try:
        entries = (folder / "environ").read_bytes().split(b"\0")
    except OSError:  # it ended, or is another user's
        return {}
    return dict(os.fsdecode(each).split("=", 1) for each in entries if b"=" in each)


def _command(pid: int) -> str:
    try:
        return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")).strip()
    except OSError:
        return "a process that ended"
