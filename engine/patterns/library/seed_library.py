"""The patterns that Specdeck brings along, read from the YAML files beside this module."""

from functools import cache
from pathlib import Path

from engine.patterns.library.library_pattern import LibraryPattern
from engine.patterns.library.read_patterns import Defaults, read_patterns

SEEDS = Path(__file__).with_name("seeds")
DOMAIN_PARAMETERS = {
    "entity": {"type": "title", "default": "Item", "description": "title of the entity"},
    "schema": {"type": "name", "default": "app", "description": "its schema"},
    "table": {"type": "name", "default": "item", "description": "its table, without schema"},
}
FOLDERS: dict[str, Defaults] = {
    "primitives": {"tier": "primitive", "scores": {"quality": "80", "security": "80", "performance": "80"}},
    "domain": {"tier": "domain", "parameters": DOMAIN_PARAMETERS},
    "entities": {"tier": "entity"},
}


@cache
def seed_patterns() -> tuple[LibraryPattern, ...]:
    """Return every seeded pattern, primitives first; the files are part of the installation."""
    return tuple(
        pattern
        for folder, defaults in FOLDERS.items()
        for path in sorted((SEEDS / folder).glob("*.yaml"))
        for pattern in read_patterns(path.read_text(encoding="utf-8"), path.name, defaults)
    )
