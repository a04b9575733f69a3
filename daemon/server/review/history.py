"""What happened to a unit, in sentences, newest first."""

from collections.abc import Iterator

from daemon.server.review import passages
from daemon.wire.review import Moment
from engine.review.standing import State
from store import View, acts, decisions, people
from store.decisions import Decision

_SAID = {
    "approve": "approved it",
    "reject": "rejected it",
    "edit": "wrote another text",
    "merge": "merged another text into it",
    "skip": "left it for later",
    "flag": "asked for a second reviewer",
    "comment": "commented on it",
    "assign": "assigned it",
}


def history(view: View, conversion: int) -> tuple[Moment, ...]:
    """Every conversion and every decision on a unit, and who took it back where somebody did."""
    said = [moment for decision in decisions.of_unit(view, conversion) for moment in _of(view, decision)]
    # Of one moment, what conversions did comes first: an undo is followed by what newer rules make of it.
    moments = [*passages.of_unit(view, conversion), *said]
    return tuple(sorted(moments, key=lambda moment: moment.at, reverse=True))


def _of(view: View, decision: Decision) -> Iterator[Moment]:
    by, undone = people.name_of(view, decision.actor), bool(decision.undone)
    if undone:
        yield from _taken_back(view, decision)
    yield Moment(decision.at, by, decision.word, _sentence(view, by, decision), decision.act, undone)


def _taken_back(view: View, decision: Decision) -> Iterator[Moment]:
    act = acts.numbered(view, decision.undone)
    by = people.name_of(view, act.actor)
    sentence = f"{by} took back what {people.name_of(view, decision.actor)} said ({decision.word})."
    yield Moment(act.at, by, act.word, sentence, act.id, undone=False)


def _sentence(view: View, by: str, decision: Decision) -> str:
    said = [f"{by} {_SAID.get(decision.word, decision.word)}"]
    if decision.proposal is not None:
        said.append(f"(proposal {decision.proposal})")
    if decision.word == "approve" and decision.after.state is not State.APPROVED:
        said.append("; more is needed")
    if decision.word in {"assign", "flag"} and decision.after.asked:
        said.append("to " + ", ".join(people.name_of(view, person) for person in decision.after.asked))
    because = [part for part in (decision.reason, _words(view, decision)) if part]
    return " ".join(said).replace(" ;", ";") + (f": {'; '.join(because)}" if because else ".")


def _words(view: View, decision: Decision) -> str | None:
    return None if decision.remark is None else people.remark_of(view, decision.remark)
