"""Fail each write, fsync and rename in turn: `python bench/faults.py [--most N] [--only NAME]`.

For every n, the n-th call of a kind fails (EIO, ENOSPC, or a short write) while something is decided, undone, written,
restored or migrated. The last line is one JSON object: trials, fired, acknowledged, lost, torn.

lost  what was acknowledged and is not there afterwards
torn  what is neither as before nor as after, or fails its audit
"""

import argparse
import ctypes
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.fault_injection.scenarios import Scenario

HERE = Path(__file__).parent
CALLS = {"write": 0, "fsync": 1, "rename": 2}
SHORT = 0
ERRORS = {
    "write": (errno.EIO, errno.ENOSPC, SHORT),
    "fsync": (errno.EIO, errno.ENOSPC),
    "rename": (errno.EIO, errno.ENOSPC),
}
MOST = 500


@dataclass(frozen=True, slots=True)
class InjectedFault:
    """The n-th call of a kind, and its error number."""

    call: str
    nth: int
    error: int


def main() -> int:
    """Run in a process that has the library loaded."""
    options = _arguments()
    if "LD_PRELOAD" not in os.environ:
        return _run_with_library()
    totals: Counter[str] = Counter(dict.fromkeys(("trials", "fired", "acknowledged", "lost", "torn"), 0))
    for scenario in _scenarios(options.only):
        totals += Counter(run(scenario, options.most))
        print(scenario.name, dict(totals), flush=True)
    print(json.dumps(totals | {"lost": totals["lost"], "torn": totals["torn"]}))
    return int(bool(totals["lost"] or totals["torn"]))


def run(scenario: "Scenario", most: int) -> Counter[str]:
    """Try a scenario with each fault until one no longer comes to pass."""
    totals: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="specdeck-faults-") as name:
        prepared = Path(name) / "prepared"
        prepared.mkdir()
        scenario.prepare(prepared)
        for call, error in ((call, error) for call, errors in ERRORS.items() for error in errors):
            for nth in range(1, most + 1):
                outcome = _try(scenario, prepared, Path(name) / "trial", InjectedFault(call, nth, error))
                totals.update(outcome)
                if "fired" not in outcome:
                    break
    return totals


def _try(scenario: "Scenario", prepared: Path, folder: Path, fault: InjectedFault) -> list[str]:
    library = ctypes.CDLL(None)
    shutil.copytree(prepared, folder)
    library.fault_arm(CALLS[fault.call], fault.nth, fault.error)
    try:
        scenario.act(folder)
        acknowledged = True
    except Exception:  # noqa: BLE001  whatever says that it failed
        acknowledged = False
    fired = bool(library.fault_disarm())
    done = scenario.is_done(folder)
    shutil.rmtree(folder)
    found = {"fired": fired, "acknowledged": acknowledged, "lost": acknowledged and done is False, "torn": done is None}
    return ["trials", *(name for name, is_so in found.items() if is_so)]


def _scenarios(only: str) -> Iterator["Scenario"]:
    from bench.fault_injection.scenarios import SCENARIOS

    return (scenario for scenario in SCENARIOS if only in ("", scenario.name))


def _run_with_library() -> int:
    with tempfile.TemporaryDirectory(prefix="specdeck-faults-") as folder:
        library = Path(folder) / "failing_calls.so"
        source = HERE / "fault_injection" / "failing_calls.c"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
        environment = os.environ | {"LD_PRELOAD": str(library), "PYTHONPATH": str(HERE.parent)}
        return subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=MOST, help="how many calls of a kind to fail at most")
    parser.add_argument("--only", default="", help="the name of one scenario")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
