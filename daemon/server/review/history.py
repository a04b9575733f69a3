"""The history of a unit in sentences, newest first."""

from collections.abc import Iterator

from daemon.server.review import conversion_history
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.review import HistoryEntry
from store import ReadView
from store.access import people
from store.review import acts, decisions
from store.review.decisions import DecisionRow


def unit_history(view: ReadView, conversion: int) -> tuple[HistoryEntry, ...]:
    """Return every conversion of a unit, every decision on it, and every undo."""
    decided = [entry for decision in decisions.list_of_unit(view, conversion) for entry in _entries(view, decision)]
    # At the same moment conversions come first: after an undo, newer rules may convert the unit again.
    entries = [*conversion_history.conversion_history(view, conversion), *decided]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _entries(view: ReadView, decision: DecisionRow) -> Iterator[HistoryEntry]:
    by, is_undone = people.get_name(view, decision.actor), bool(decision.undone)
    if is_undone:
        yield _undo_entry(view, decision)
    yield HistoryEntry(decision.at, by, decision.word, _sentence(view, by, decision), decision.act, is_undone)


def _undo_entry(view: ReadView, decision: DecisionRow) -> HistoryEntry:
    act = acts.get_by_number(view, decision.undone)
    by = people.get_name(view, act.actor)
    sentence = f"{by} undid the decision of {people.get_name(view, decision.actor)} ({decision.word})."
    return HistoryEntry(act.at, by, act.word, sentence, act.id, undone=False)


def _sentence(view: ReadView, by: str, decision: DecisionRow) -> str:
    reasons = [part for part in (decision.reason, _note(view, decision)) if part]
    ending = f": {'; '.join(reasons)}" if reasons else "."
    return f"{by} {DESCRIPTORS[decision.word].history}{_details(view, decision)}{ending}"


def _details(view: ReadView, decision: DecisionRow) -> str:
    descriptor, details = DESCRIPTORS[decision.word], ""
    if decision.proposal is not None:
        details += f" (proposal {decision.proposal})"
    if descriptor.goal not in {None, decision.after.state}:
        details += "; more approvals are needed"
    if "asked" in descriptor.fields and decision.after.asked:
        details += " to " + ", ".join(people.get_name(view, person) for person in decision.after.asked)
    return details


def _note(view: ReadView, decision: DecisionRow) -> str | None:
    if decision.remark is None:
        return None
    return people.get_remark(view, decision.remark)
