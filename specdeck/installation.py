"""What is installed as ours, and whether our names lead to it."""

from importlib.machinery import PathFinder
from pathlib import Path

from specdeck import HOUSE, ROOT
from specdeck.errors import CommandError


def refuse_foreign_packages() -> None:
    """Raise if one of our package names would be answered by somebody else's folder."""
    for name in HOUSE:
        found = where(name)
        if found != Path(ROOT) / name:
            raise CommandError(
                "foreign_package",
                f"`{name}` is answered by {found or 'nothing'}, not by Specdeck's own installation in {ROOT}.",
                "Install Specdeck in an environment of its own, with `uv tool install` or `pipx install`.",
            )


def where(name: str) -> Path | None:
    """The folder that an import of `name` would take, without importing it."""
    spec = PathFinder.find_spec(name)
    return Path(spec.origin).resolve().parent if spec and spec.origin else None
