"""What a check found."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "lacking", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `doctor` looked at. `lacking` is optional and not there, or weak; `bad` must be mended."""

    name: str
    state: State
    found: str
    hint: str = ""


def ok(name: str, found: str) -> Finding:
    """All is well."""
    return Finding(name, "ok", found)


def lacking(name: str, found: str, hint: str) -> Finding:
    """An optional part is not there or is weak: what works without it, and how to get it."""
    return Finding(name, "lacking", found, hint)


def bad(name: str, found: str, hint: str) -> Finding:
    """Specdeck cannot work well before this is mended."""
    return Finding(name, "bad", found, hint)
