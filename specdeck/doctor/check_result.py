"""What a check found."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "lacking", "bad"]


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """One thing that `doctor` looked at. `lacking` is optional and not there, or weak; `bad` must be mended."""

    name: str
    state: State
    found: str
    hint: str = ""


def ok(name: str, found: str) -> DoctorFinding:
    """All is well."""
    return DoctorFinding(name, "ok", found)


def lacking(name: str, found: str, hint: str) -> DoctorFinding:
    """An optional part is not there or is weak: what works without it, and how to get it."""
    return DoctorFinding(name, "lacking", found, hint)


def bad(name: str, found: str, hint: str) -> DoctorFinding:
    """Specdeck cannot work well before this is mended."""
    return DoctorFinding(name, "bad", found, hint)
