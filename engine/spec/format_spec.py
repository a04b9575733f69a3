"""A spec in the one way it is written."""

from __future__ import annotations

from engine.spec.reader import read_spec
from engine.spec.writer import write_spec


def format_spec(text: str, path: str = "") -> str:
    """The same spec as the writer lays it out; raises SpecError where the text is no spec."""
    return write_spec(read_spec(text, path)).text
