"""What conversions did to a unit, in sentences: found, changed, proved again, drifted, moved, gone and back."""

from collections.abc import Iterator, Mapping
from typing import Any

from daemon.server.review.unit import text_of
from daemon.wire.review import Moment
from engine.review.standing import State
from store import View, journal, telling
from store.conversion import subject
from store.telling import Cause

BY = "specdeck"  # nobody: it happened by itself
_TOLD = {telling.CONVERTED: "converted", telling.RENEWED: "renewed", telling.REMOVED: "removed"}
Facts = Mapping[str, Any]


def of_unit(view: View, conversion: int) -> Iterator[Moment]:
    """What happened to a unit without anybody saying anything, newest first."""
    for event in journal.about(view, subject(conversion), tuple(_TOLD)):
        sentence = _SENTENCES[event.type](view, event.data)
        yield Moment(event.at, BY, _TOLD[event.type], sentence, act=None, undone=False)


def _converted(view: View, facts: Facts) -> str:
    if facts.get("cause") == Cause.FOUND:
        return f"It was found in {facts['path']}: {_lifted(facts)}."
    return " ".join((f"{_cause(facts)}{_outcome(facts)}", *_besides(view, facts)))


def _renewed(view: View, facts: Facts) -> str:
    known = _outcome(facts) if "to" in facts else f": {facts['verdict']} as before."
    return " ".join((f"It was converted again by newer rules{known}", *_besides(view, facts)))


def _removed(_view: View, facts: Facts) -> str:
    return f"Its SQL is gone from {facts['path']}." if facts.get("path") else "Its SQL is gone."


def _lifted(facts: Facts) -> str:
    return "it could not be lifted" if facts["spec"] is None else f"its lift is {facts['verdict']}"


def _cause(facts: Facts) -> str:
    changed = " and changed" if facts.get("sql_changed") else ""
    match facts.get("cause"):
        case Cause.SQL:
            return "Its SQL changed"
        case Cause.RULES:
            return "It was converted again by newer rules"
        case Cause.FILE:
            return "It was converted again, since its file changed around it"
        case Cause.BACK:
            return f"Its SQL is back in {facts['path']}{changed}"
        case Cause.MOVED:
            return f"Its SQL moved from {facts['former']} to {facts['path']}{changed}"
    return "It was converted"


def _outcome(facts: Facts) -> str:
    """How it stands by that; an event of an earlier version tells only what the lift is."""
    if "to" not in facts:
        return f": {_lifted(facts)}."
    known, was = facts["known"], facts["was"]
    if facts["to"] == State.DRIFTED != facts["from"]:
        if facts.get("sql_changed"):
            return f". What was said was of the SQL before, so it has drifted; the lift of the new SQL is {known}."
        if known == was:
            return f". The text that was agreed on is {known}, but on something that nobody waived, so it has drifted."
        return f". The text that was agreed on is {known} and no longer {was}, so it has drifted."
    if facts["from"] == State.DRIFTED != facts["to"]:
        return f". What was said of it before counts again; it is {known}."
    if facts["text"] is None:
        return ": it could not be lifted."
    return f": {known} as before." if known == was else f": {known}, before that {was}."


def _besides(view: View, facts: Facts) -> Iterator[str]:
    fault = text_of(view, facts.get("fault"))
    if fault is not None:
        yield f"Its text cannot be read any more: {fault}."
    if facts.get("proposed"):
        yield "Newer rules lift another text, which is proposed."
    was, now = facts.get("file") or (None, None)
    if was != now:
        yield f"The approved text, which is not the one in review, is {now} and no longer {was}."


_SENTENCES = {telling.CONVERTED: _converted, telling.RENEWED: _renewed, telling.REMOVED: _removed}
