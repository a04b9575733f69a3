"""The tests depend on nothing that the shell hands down, and one that hangs or leaves a process is named."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.leftovers import has_ended
from tests.plugins.surroundings import noon_zone

ROOT = Path(__file__).parents[2]
SIGNALS = """
import signal
def test_signals():
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert {signal.getsignal(each) for each in (signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM)} == {signal.SIG_DFL}
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ())
"""
LOCALE = """
import os, subprocess, sys
def test_locale():
    said = "import locale, sys; print(locale.getlocale()[1], sys.getfilesystemencoding(), 'I'.lower())"
    ran = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["UTF-8", "utf-8", "i"]
    assert not [name for name in os.environ if name.startswith("LC_")]
"""
HANGING = """
import threading
def test_that_hangs():
    threading.Event().wait()
def test_after_it():
    pass
"""
LEAVING = """
import subprocess, sys
import pytest
SLEEP = [sys.executable, "-c", "import signal; signal.pause()"]
@pytest.fixture(scope="session")
def server():
    program = subprocess.Popen(SLEEP)
    yield
    program.kill()
    program.wait()
def test_that_leaves(server):
    subprocess.Popen(SLEEP, start_new_session=True)
def test_that_cleans_up():
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


@pytest.mark.parametrize("name", ["C", "tr_TR.UTF-8", "de_DE.ISO-8859-15"])
def test_no_test_sees_the_locale_of_its_shell(tmp_path, name):
    (tmp_path / "test_it.py").write_text(LOCALE)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugins.surroundings", "-p", "no:cacheprovider", tmp_path],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=120, env={"LC_ALL": name, "LANG": name},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("hour", [0, 11, 12, 23])
def test_the_day_does_not_change_while_tests_run(hour):
    said = f"import time; print(time.localtime({hour} * 3600 + 59).tm_hour, time.localtime({hour} * 3600).tm_mday)"
    ran = subprocess.run([sys.executable, "-c", said], env={"TZ": noon_zone(hour)}, capture_output=True, check=True)
    assert ran.stdout.split() == [b"12", b"1"]


def test_a_test_that_hangs_fails_with_its_name_and_the_next_one_runs(tmp_path):
    shown = run_with(tmp_path, "time_limits", "SECONDS", HANGING)
    assert "test_it.py::test_that_hangs took more than 0.5 s" in shown
    assert "1 failed, 1 passed" in shown


def test_a_test_that_leaves_a_process_is_named_and_the_process_ends(tmp_path):
    shown = run_with(tmp_path, "leftovers", "PATIENCE_SECONDS", LEAVING)
    (left,) = re.findall(r"test_it.py::test_that_leaves left a process running: .*signal.pause.* \((\d+)\)", shown)
    assert "2 passed, 1 error" in shown
    assert has_ended(int(left), 0)


def run_with(folder, plugin, limit, tests):
    """Run tests with a plugin of ours that has a shorter limit; return what pytest prints."""
    (folder / "shortened.py").write_text(
        f"from tests.plugins import {plugin}\n{plugin}.{limit} = 0.5\nfrom tests.plugins.{plugin} import *\n"
    )
    (folder / "test_it.py").write_text(tests)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "shortened", "-p", "no:cacheprovider", folder / "test_it.py"],
        capture_output=True, text=True, cwd=ROOT, check=False, timeout=120, env={"PYTHONPATH": f"{ROOT}:{folder}"},
    ).stdout  # fmt: skip
