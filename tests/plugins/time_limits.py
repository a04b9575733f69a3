"""A limit for each test, which names the test: one that hangs fails, and the others run."""

import faulthandler
import signal
import sys
from collections.abc import Iterator
from types import FrameType

import pytest

SECONDS = 300  # far more than any test takes, also on a machine with ten times as much to do
GRACE_SECONDS = 60  # for a test that hangs in C code, where no exception can reach it: then the process ends


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Interrupt a test that takes too long; setup and teardown count."""

    def interrupt(_: int, __: FrameType | None) -> None:
        pytest.fail(f"{item.nodeid} took more than {SECONDS} s", pytrace=True)

    former = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    faulthandler.dump_traceback_later(SECONDS + GRACE_SECONDS, exit=True, file=sys.__stderr__)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
