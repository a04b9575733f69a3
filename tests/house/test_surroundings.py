"""The tests depend on nothing that the shell hands down, and one that hangs is named."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SIGNALS = """
import signal
def test_signals():
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert {signal.getsignal(each) for each in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM)} == {signal.SIG_DFL}
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())
"""
HANGING = """
import threading
def test_that_hangs():
    threading.Event().wait()
def test_after_it():
    pass
"""


@pytest.mark.parametrize("shell", ["trap '' INT HUP QUIT TERM", "trap - INT"], ids=["nohup", "ordinary"])
def test_no_test_sees_the_signals_that_its_shell_ignores(tmp_path, shell):
    (tmp_path / "test_it.py").write_text(SIGNALS)
    script = f'{shell}; exec "$0" -m pytest -q -p tests.plugins.surroundings -p no:cacheprovider "$1"'
    ran = subprocess.run(
        ["sh", "-c", script, sys.executable, tmp_path],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stdout


def test_a_test_that_hangs_fails_with_its_name_and_the_next_one_runs(tmp_path):
    short = tmp_path / "short_limits.py"
    short.write_text(
        "from tests.plugins import time_limits\ntime_limits.SECONDS = 0.5\nfrom tests.plugins.time_limits import *\n"
    )
    (tmp_path / "test_it.py").write_text(HANGING)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "short_limits",
        "-p",
        "no:cacheprovider",
        tmp_path / "test_it.py",
    ]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}"},
    )
    assert "test_it.py::test_that_hangs took more than 0.5 s" in ran.stdout
    assert "1 failed, 1 passed" in ran.stdout
