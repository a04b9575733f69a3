"""Format a spec in its canonical layout."""

from __future__ import annotations

from engine.spec.reader import read_spec
from engine.spec.writer import write_spec


def format_spec(text: str, path: str = "") -> str:
    """Return the spec in the writer's layout; raise SpecError if the text is not a spec."""
    return write_spec(read_spec(text, path)).text
