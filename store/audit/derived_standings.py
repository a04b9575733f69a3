"""Derive the standing of each unit from the journal, and compare it with the tables.

Every change of a standing has an event: a decision, its undo, a conversion that found drift or newer rules, a trial.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from store.codebase import conversion_row
from store.core.journal import JournalEvent
from store.core.transaction import ReadView

CONVERTED, PROPOSED, APPROVED, WRITTEN = "converted", "proposed", "approved", "written"
FORMER_NAMES = {"checked": CONVERTED}  # events keep the names of their time


@dataclass(frozen=True, slots=True)
class DerivedStanding:
    """The state of a unit, the hash of its text in review, and the verdict of that text."""

    state: object
    text: object
    verdict: object


NOTHING = DerivedStanding(None, None, None)
DerivedStandings = dict[str, DerivedStanding]


def follow_event(known: DerivedStandings, event: JournalEvent) -> None:
    """Apply an event, if it is one about a standing."""
    after = _AFTER.get(event.type)
    if after is not None:
        known[event.subject] = after(known.get(event.subject, NOTHING), event.data)


def find_wrong_standings(view: ReadView, known: DerivedStandings) -> Iterator[str]:
    """Yield a sentence for each unit whose standing is not as the journal has it."""
    for row in view.each("SELECT conversion, state, verdict, spec, approved, standing FROM reviews"):
        unit, derived = row["conversion"], known.get(conversion_row.unit_subject(row["conversion"]), NOTHING)
        stored = _stored(row)
        if stored is None:
            yield f"The columns of the review of unit {unit} differ from its standing."
        elif stored != derived:
            yield f"Unit {unit} is {_shown(stored)} in the table reviews, and {_shown(derived)} in the journal."


def _decided(_before: DerivedStanding, data: Mapping[str, object]) -> DerivedStanding:
    return DerivedStanding(_state(data.get("to")), data.get("spec"), data.get("verdict"))


def _judged(_before: DerivedStanding, data: Mapping[str, object]) -> DerivedStanding:
    return DerivedStanding(_state(data.get("to")), data.get("text"), data.get("known"))


def _state(name: object) -> object:
    return FORMER_NAMES.get(str(name), name)


def _converted(before: DerivedStanding, data: Mapping[str, object]) -> DerivedStanding:
    """A unit that is new enters review with what was found."""
    if "to" in data:
        return _judged(before, data)
    state = PROPOSED if data.get("error") or data.get("spec") is None else CONVERTED
    return DerivedStanding(state, data.get("spec"), data.get("verdict"))


def _renewed(before: DerivedStanding, data: Mapping[str, object]) -> DerivedStanding:
    if "to" in data:
        return _judged(before, data)
    return replace(before, text=data.get("spec"), verdict=data.get("verdict"))


_AFTER: Mapping[str, Callable[[DerivedStanding, Mapping[str, object]], DerivedStanding]] = {
    "unit.decided": _decided,
    "unit.undone": _decided,
    "unit.redone": _decided,
    "unit.judged": _judged,
    "unit.converted": _converted,
    "unit.renewed": _renewed,
}


def _stored(row: sqlite3.Row) -> DerivedStanding | None:
    """Return the standing of a review, unless its columns say something else."""
    try:
        standing = json.loads(row["standing"])
        found = DerivedStanding(_state(standing["state"]), standing["spec"], standing["verdict"])
        approved = standing["approved"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    shown = (APPROVED, WRITTEN) if found.state == APPROVED else (found.state,)
    if _state(row["state"]) not in shown or (row["spec"], row["verdict"], row["approved"]) != (
        found.text,
        found.verdict,
        approved,
    ):
        return None
    return found


def _shown(standing: DerivedStanding) -> str:
    return f"{standing.state or 'unknown'} and {standing.verdict} with the text {str(standing.text)[:12]}"
