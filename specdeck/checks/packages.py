"""Are our packages ours alone, and are the libraries we need there?"""

from importlib import metadata
from importlib.util import find_spec

from specdeck import HOUSE, ROOT
from specdeck.doctor.check_result import DoctorFinding, bad, ok

# What each room cannot work without, by the name it is imported by.
NEEDED = (
    "anthropic", "fastapi", "fastembed", "huey", "jinja2", "lancedb", "pglast", "yaml",
    "river", "sqlite_utils", "textual", "typer", "uvicorn", "watchdog",
)  # fmt: skip


def check() -> DoctorFinding:
    """Look for foreign owners of our names and for missing libraries."""
    if rivals := _rivals():
        return bad(
            "packages", f"{', '.join(rivals)} also install our names", "Give Specdeck an environment of its own."
        )
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        return bad("packages", f"not installed: {', '.join(missing)}", "Install Specdeck again.")
    return ok("packages", f"specdeck {metadata.version('specdeck')} in {ROOT}")


def _rivals() -> list[str]:
    owners = metadata.packages_distributions()
    return sorted({owner for name in HOUSE for owner in owners.get(name, []) if owner != "specdeck"})
