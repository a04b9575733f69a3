"""A decision as typed on the command line: a kind and its argument, such as `reject wrong name: see line 3`."""

from collections.abc import Callable, Mapping

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.decisions.reject import REASONS


def typed_decision(kind: DecisionKind, argument: str, line: int = 1) -> NewDecision | None:
    """Return the decision; None for a rejection that does not begin with a known reason."""
    return PARSERS.get(kind, _with_note)(kind, argument, line)


def _with_note(kind: DecisionKind, argument: str, _: int) -> NewDecision:
    return NewDecision(kind, argument)


def _rejection(kind: DecisionKind, argument: str, _: int) -> NewDecision | None:
    reason = next((each for each in REASONS if argument.startswith(each)), None)
    if reason is None:
        return None
    return NewDecision(kind, argument.removeprefix(reason).strip(" :,"), reason)


def _flag(kind: DecisionKind, argument: str, _: int) -> NewDecision:
    return NewDecision(kind, asked=tuple(argument.split()))


def _comment(kind: DecisionKind, argument: str, line: int) -> NewDecision:
    return NewDecision(kind, argument, line=line)


PARSERS: Mapping[str, Callable[[DecisionKind, str, int], NewDecision | None]] = {
    "reject": _rejection,
    "flag": _flag,
    "comment": _comment,
}
