"""The bench that edits routines runs, says what it judged, and finds nothing unsound in the samples."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "engine" / "lift" / "samples.sql"


def test_no_mutant_of_the_samples_is_called_equal() -> None:
    found = subprocess.run(
        [sys.executable, str(ROOT / "bench" / "mutants.py"), str(SAMPLES), "--n", "60", "--seed", "7"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    figures = json.loads(found.stdout.splitlines()[-1])
    assert figures["mutants"] >= 60
    assert figures["unsound"] == 0
    assert set(figures["by_side"]) == {"original", "lowered", "spec"}
