"""What conversions did to a unit, in sentences: found, changed, reproved, drifted, moved, removed and restored."""

from collections.abc import Iterator, Mapping
from typing import Any

from daemon.server.review.unit_texts import stored_text
from daemon.wire.review import HistoryEntry
from engine.review.standing import ReviewState
from store import ReadView
from store.codebase import conversion_events
from store.codebase.conversion_events import ConversionCause
from store.codebase.conversion_row import unit_subject
from store.core import journal

SYSTEM_NAME = "specdeck"  # no person did it
_KINDS = {
    conversion_events.CONVERTED: "converted",
    conversion_events.REPROVED: "renewed",
    conversion_events.REMOVED: "removed",
    conversion_events.JUDGED: "tried",
}
EventFacts = Mapping[str, Any]


def conversion_history(view: ReadView, conversion: int) -> Iterator[HistoryEntry]:
    """Yield what happened to a unit without a decision, newest first."""
    for event in journal.list_about(view, unit_subject(conversion), tuple(_KINDS)):
        sentence = _SENTENCES[event.type](view, event.data)
        yield HistoryEntry(event.at, SYSTEM_NAME, _KINDS[event.type], sentence, act=None, undone=False)


def _converted(view: ReadView, facts: EventFacts) -> str:
    if facts.get("cause") == ConversionCause.FOUND:
        return f"It was found in {facts['path']}: {_lifted(facts)}."
    return " ".join((f"{_cause(facts)}{_outcome(facts)}", *_other_effects(view, facts)))


def _renewed(view: ReadView, facts: EventFacts) -> str:
    known = _outcome(facts) if "to" in facts else f": {facts['verdict']} as before."
    return " ".join((f"It was converted again by newer rules{known}", *_other_effects(view, facts)))


def _judged(_view: ReadView, facts: EventFacts) -> str:
    return f"It was tried{_outcome(facts)}"


def _removed(_view: ReadView, facts: EventFacts) -> str:
    if facts.get("path"):
        return f"Its SQL was removed from {facts['path']}."
    return "Its SQL was removed."


def _lifted(facts: EventFacts) -> str:
    if facts["spec"] is None:
        return "it could not be lifted"
    return f"its lift is {facts['verdict']}"


def _cause(facts: EventFacts) -> str:
    changed = " and changed" if facts.get("sql_changed") else ""
    match facts.get("cause"):
        case ConversionCause.SQL:
            return "Its SQL changed"
        case ConversionCause.RULES:
            return "It was converted again by newer rules"
        case ConversionCause.FILE:
            return "It was converted again because its file changed around it"
        case ConversionCause.BACK:
            return f"Its SQL is back in {facts['path']}{changed}"
        case ConversionCause.MOVED:
            return f"Its SQL moved from {facts['former']} to {facts['path']}{changed}"
    return "It was converted"


def _outcome(facts: EventFacts) -> str:
    """Return what is known of the unit afterwards; events of earlier versions have only the verdict of the lift."""
    if "to" not in facts:
        return f": {_lifted(facts)}."
    known, was = facts["known"], facts["was"]
    if facts["to"] == ReviewState.DRIFTED != facts["from"]:
        return _drift(facts)
    if facts["from"] == ReviewState.DRIFTED != facts["to"]:
        return f". Earlier decisions count again; it is {known}."
    if facts["text"] is None:
        return ": it could not be lifted."
    if known == was:
        return f": {known} as before."
    return f": {known}, before that {was}."


def _drift(facts: EventFacts) -> str:
    known, was = facts["known"], facts["was"]
    if facts.get("sql_changed"):
        return f". Earlier decisions were about the old SQL, so it has drifted; the lift of the new SQL is {known}."
    if known == was:
        return f". The agreed text is {known}, but under a condition that nobody waived, so it has drifted."
    return f". The agreed text is {known} and no longer {was}, so it has drifted."


def _other_effects(view: ReadView, facts: EventFacts) -> Iterator[str]:
    fault = stored_text(view, facts.get("fault"))
    if fault is not None:
        yield f"Its text cannot be read any more: {fault}."
    if facts.get("proposed"):
        yield "Newer rules lift a different text, which was added as a proposal."
    was, now = facts.get("file") or (None, None)
    if was != now:
        yield f"The approved text, which is not the one in review, is {now} and no longer {was}."


_SENTENCES = {
    conversion_events.CONVERTED: _converted,
    conversion_events.REPROVED: _renewed,
    conversion_events.REMOVED: _removed,
    conversion_events.JUDGED: _judged,
}
