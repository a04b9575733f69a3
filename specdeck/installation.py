"""Check that our package names resolve to our own installation."""

from importlib.machinery import PathFinder
from pathlib import Path

from specdeck import HOUSE, ROOT
from specdeck.errors import CommandError


def refuse_foreign_packages() -> None:
    """Raise an error if one of our package names resolves to a foreign folder."""
    for name in HOUSE:
        found = where(name)
        if found != Path(ROOT) / name:
            raise CommandError(
                "command.foreign_package",
                f"`{name}` resolves to {found or 'nothing'}, not to Specdeck's own installation in {ROOT}.",
                "Install Specdeck in its own environment, with `uv tool install` or `pipx install`.",
            )


def where(name: str) -> Path | None:
    """Return the folder that `import name` would use, without importing it."""
    spec = PathFinder.find_spec(name)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).resolve().parent
