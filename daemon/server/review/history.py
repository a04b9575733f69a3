"""What happened to a unit, in sentences, newest first."""

from collections.abc import Iterator

from daemon.server.review import conversion_history
from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.review import HistoryEntry
from store import ReadView
from store.access import people
from store.review import acts, decisions
from store.review.decisions import DecisionRow


def unit_history(view: ReadView, conversion: int) -> tuple[HistoryEntry, ...]:
    """Every conversion and every decision on a unit, and who took it back where somebody did."""
    said = [moment for decision in decisions.list_of_unit(view, conversion) for moment in _of(view, decision)]
    # Of one moment, what conversions did comes first: an undo is followed by what newer rules make of it.
    moments = [*conversion_history.conversion_history(view, conversion), *said]
    return tuple(sorted(moments, key=lambda moment: moment.at, reverse=True))


def _of(view: ReadView, decision: DecisionRow) -> Iterator[HistoryEntry]:
    by, undone = people.get_name(view, decision.actor), bool(decision.undone)
    if undone:
        yield from _taken_back(view, decision)
    yield HistoryEntry(decision.at, by, decision.word, _sentence(view, by, decision), decision.act, undone)


def _taken_back(view: ReadView, decision: DecisionRow) -> Iterator[HistoryEntry]:
    act = acts.get_by_number(view, decision.undone)
    by = people.get_name(view, act.actor)
    sentence = f"{by} took back what {people.get_name(view, decision.actor)} said ({decision.word})."
    yield HistoryEntry(act.at, by, act.word, sentence, act.id, undone=False)


def _sentence(view: ReadView, by: str, decision: DecisionRow) -> str:
    descriptor = DESCRIPTORS[decision.word]
    said = [f"{by} {descriptor.history}"]
    if decision.proposal is not None:
        said.append(f"(proposal {decision.proposal})")
    if descriptor.goal not in {None, decision.after.state}:
        said.append("; more is needed")
    if "asked" in descriptor.fields and decision.after.asked:
        said.append("to " + ", ".join(people.get_name(view, person) for person in decision.after.asked))
    because = [part for part in (decision.reason, _words(view, decision)) if part]
    return " ".join(said).replace(" ;", ";") + (f": {'; '.join(because)}" if because else ".")


def _words(view: ReadView, decision: DecisionRow) -> str | None:
    return None if decision.remark is None else people.get_remark(view, decision.remark)
