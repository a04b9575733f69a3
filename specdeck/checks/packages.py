"""Do our package names belong to us alone, and are the required libraries installed?"""

from importlib import metadata
from importlib.util import find_spec

from specdeck import HOUSE, ROOT
from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, ok

# The libraries that some room requires, by import name.
REQUIRED = (
    "anthropic", "fastapi", "fastembed", "huey", "jinja2", "lancedb", "pglast", "yaml",
    "river", "sqlite_utils", "textual", "typer", "uvicorn", "watchdog",
)  # fmt: skip


def _check() -> CheckOutcome:
    if rivals := _rivals():
        return bad(
            f"{', '.join(rivals)} also installs packages with our names", "Install Specdeck in its own environment."
        )
    if missing := [name for name in REQUIRED if find_spec(name) is None]:
        return bad(f"not installed: {', '.join(missing)}", "Install Specdeck again.")
    return ok(f"specdeck {metadata.version('specdeck')} in {ROOT}")


def _rivals() -> list[str]:
    """Return other distributions that provide a package with one of our names."""
    owners = metadata.packages_distributions()
    return sorted({owner for name in HOUSE for owner in owners.get(name, []) if owner != "specdeck"})


CHECK = DoctorCheck("packages", _check)
