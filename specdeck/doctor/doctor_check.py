"""A check of the doctor, and what it reports."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "lacking", "bad"]


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """The state of one part. `lacking`: an optional part is missing or weak. `bad`: something needs fixing."""

    state: State
    found: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DoctorCheck:
    """One part that the doctor checks."""

    name: str
    run: Callable[[], CheckOutcome]


@dataclass(frozen=True, slots=True)
class DoctorFinding:
    """The outcome of one check, with the name of the part."""

    name: str
    state: State
    found: str
    hint: str = ""


def ok(found: str) -> CheckOutcome:
    """Report a part that works."""
    return CheckOutcome("ok", found)


def lacking(found: str, hint: str) -> CheckOutcome:
    """Report a missing optional part: what works without it, and how to get it."""
    return CheckOutcome("lacking", found, hint)


def bad(found: str, hint: str) -> CheckOutcome:
    """Report a fault that keeps Specdeck from working properly."""
    return CheckOutcome("bad", found, hint)
