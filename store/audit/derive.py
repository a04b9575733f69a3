"""Derive approvals, decisions, standings, trials, members and policies from the journal, and compare the tables.

The digests of the tables find what was changed without the daemon. Somebody who computes them anew as well would still
have to rewrite the journal, which an anchor elsewhere reveals.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from engine.review.trial_verdict import REFUTED, TESTED
from store.audit.derived_standings import DerivedStandings, find_wrong_standings, follow_event
from store.core import journal, texts
from store.core.journal import JournalEvent
from store.core.transaction import ReadView

Member = tuple[str, str]
"""A project and a person."""
TriedUnit = tuple[str, object, object]
"""A unit, and the hashes of the two texts that were run."""


@dataclass(slots=True)
class DerivedState:
    """What the journal says happened."""

    approved: defaultdict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    decisions: dict[object, tuple[str, str, object]] = field(default_factory=dict)
    trials: dict[TriedUnit, tuple[object, object]] = field(default_factory=dict)
    members: dict[Member, object] = field(default_factory=dict)
    policies: dict[str, object] = field(default_factory=dict)
    standings: DerivedStandings = field(default_factory=dict)


def find_contradictions(view: ReadView) -> Iterator[str]:
    """Yield a sentence for each row that the journal contradicts."""
    known = _fold(view)
    yield from _wrong_approvals(view, known)
    yield from _wrong_decisions(view, known)
    yield from find_wrong_standings(view, known.standings)
    yield from _wrong_trials(view, known)
    yield from _wrong_verdicts(view, known)
    yield from _wrong_members(view, known)
    yield from _wrong_policies(view, known)


def _fold(view: ReadView) -> DerivedState:
    known = DerivedState()
    for row in view.each("SELECT * FROM journal ORDER BY seq"):
        if row["type"].startswith(FOLLOWED):
            event = _event(row)
            follow_event(known.standings, event)
            FOLLOWS.get(event.type, _ignore)(known, event)
    return known


def _event(row: sqlite3.Row) -> JournalEvent:
    """Return an event without the facts that we cannot have written; the verification reports an altered event."""
    try:
        event = journal.event_from_row(row)
    except (ValueError, RecursionError):
        return JournalEvent(row["seq"], row["at"], row["type"], row["subject"], row["actor"], {}, row["hash"])
    return replace(event, data=_single_values(event.data))


def _single_values(data: object) -> dict[str, object]:
    if not isinstance(data, dict):
        return {}
    return {name: value for name, value in data.items() if not isinstance(value, dict | list)}


def _decided(known: DerivedState, event: JournalEvent) -> None:
    known.approved[event.subject].add(event.data.get("approved"))
    known.decisions[event.data.get("decision")] = (event.subject, event.actor, event.data.get("word"))


def _turned(known: DerivedState, event: JournalEvent) -> None:
    known.approved[event.subject].add(event.data.get("approved"))


def _tried(known: DerivedState, event: JournalEvent) -> None:
    data = event.data
    known.trials[event.subject, data.get("sql"), data.get("lowered")] = (data.get("verdict"), data.get("evidence"))


def _member_set(known: DerivedState, event: JournalEvent) -> None:
    known.members[event.subject, str(event.data.get("person"))] = event.data.get("role")


def _member_removed(known: DerivedState, event: JournalEvent) -> None:
    known.members.pop((event.subject, str(event.data.get("person"))), None)


def _person_erased(known: DerivedState, event: JournalEvent) -> None:
    known.members = {member: role for member, role in known.members.items() if member[1] != event.subject}


def _project_removed(known: DerivedState, event: JournalEvent) -> None:
    if event.data.get("purged"):
        known.members = {member: role for member, role in known.members.items() if member[0] != event.subject}
        known.policies.pop(event.subject, None)


def _policy_set(known: DerivedState, event: JournalEvent) -> None:
    known.policies[event.subject] = event.data.get("policy")


def _ignore(_known: DerivedState, _event: JournalEvent) -> None:
    """Nothing else follows from most events."""


FOLLOWED = ("unit.", "member.", "person.", "project.", "policy.")
FOLLOWS: dict[str, Callable[[DerivedState, JournalEvent], None]] = {
    "unit.decided": _decided,
    "unit.undone": _turned,
    "unit.redone": _turned,
    "unit.tried": _tried,
    "member.set": _member_set,
    "member.removed": _member_removed,
    "person.erased": _person_erased,
    "project.removed": _project_removed,
    "policy.set": _policy_set,
}


def _wrong_approvals(view: ReadView, known: DerivedState) -> Iterator[str]:
    for row in view.each("SELECT conversion, approved FROM reviews WHERE approved IS NOT NULL"):
        if row["approved"] not in known.approved[f"unit:{row['conversion']}"]:
            yield f"No event of the journal approves the text of unit {row['conversion']} that counts as approved."


def _wrong_decisions(view: ReadView, known: DerivedState) -> Iterator[str]:
    for row in view.each("SELECT id, conversion, actor, word FROM decisions"):
        if known.decisions.get(row["id"]) != (f"unit:{row['conversion']}", row["actor"], row["word"]):
            yield f"Decision {row['id']}, on unit {row['conversion']}, is not as the journal has it."


def _wrong_trials(view: ReadView, known: DerivedState) -> Iterator[str]:
    for row in view.each("SELECT conversion, sql, lowered, verdict, evidence FROM unit_trials"):
        tried = (f"unit:{row['conversion']}", row["sql"], row["lowered"])
        if known.trials.get(tried) != (row["verdict"], row["evidence"]):
            yield f"The trial of unit {row['conversion']} is not as the journal has it."


def _wrong_verdicts(view: ReadView, known: DerivedState) -> Iterator[str]:
    """Yield the units whose verdict claims a trial that was not made, or hides a counterexample."""
    query = (
        "SELECT r.conversion, r.verdict, r.lowered, c.sql FROM reviews r JOIN conversions c ON c.id = r.conversion"
        " WHERE r.verdict IN ('tested', 'refuted')"
        " OR r.conversion IN (SELECT conversion FROM unit_trials WHERE verdict = 'refuted')"
    )
    for row in view.each(query):
        found = known.trials.get((f"unit:{row['conversion']}", row["sql"], row["lowered"]), (None, None))[0]
        if (found == REFUTED) != (row["verdict"] == REFUTED) or (row["verdict"] == TESTED != found):
            yield f"Unit {row['conversion']} is {row['verdict']}, but its trial in the journal was {found}."


def _wrong_members(view: ReadView, known: DerivedState) -> Iterator[str]:
    found = {(row["project"], row["person"]): row["role"] for row in view.rows("SELECT * FROM members")}
    for project, person in sorted(found.keys() | known.members.keys()):
        if found.get((project, person)) != known.members.get((project, person)):
            yield f"The role of {person} in the project {project} is not as the journal has it."


def _wrong_policies(view: ReadView, known: DerivedState) -> Iterator[str]:
    found = {row["project"]: texts.hash_of(row["text"]) for row in view.rows("SELECT project, text FROM policies")}
    for project in sorted(found.keys() | known.policies.keys()):
        if found.get(project) != known.policies.get(project):
            yield f"The policy of the project {project} is not as the journal has it."
