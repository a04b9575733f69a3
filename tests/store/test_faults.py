"""A write, fsync or rename that fails loses nothing that was acknowledged; `bench/faults.py` fails each of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("scenario", ["decide", "undo", "spec write", "restore", "migrate"])
def test_nothing_that_was_acknowledged_is_lost(scenario):
    command = [sys.executable, ROOT / "bench" / "faults.py", "--only", scenario, "--most", "2"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=250)
    found = json.loads(ran.stdout.splitlines()[-1])
    assert (found["lost"], found["torn"], ran.returncode) == (0, 0, 0)
    assert found["fired"] > 0
