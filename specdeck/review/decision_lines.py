"""A file of decisions, one JSON object a line: read strictly and whole, before anything is decided."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, NoReturn

from daemon.wire import codec
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.decisions.reject import REASONS
from daemon.wire.errors import MalformedError
from specdeck.errors import CommandError

DECISION_FIELDS = frozenset(field.name for field in fields(NewDecision))
BYTE_ORDER_MARK = "\ufeff"  # some editors begin a file with it


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision, and the unit that it is about as the file names it, at a revision if the file names one."""

    number: int
    unit: str
    revision: int | None
    decision: NewDecision


def parse_decision_lines(text: str) -> Iterator[DecisionLine]:
    """Each line that is not blank; the first that is no decision is told by its number."""
    for number, line in enumerate(text.removeprefix(BYTE_ORDER_MARK).split("\n"), 1):
        if line.strip():
            try:
                yield _line(number, line)
            except (MalformedError, ValueError, RecursionError) as error:
                sentence = f"line {number}: {str(error).rstrip('.')}."
                raise CommandError("bad_line", sentence, "Nothing was decided. Correct the line.") from error


def _line(number: int, text: str) -> DecisionLine:
    told = _json(text)
    if not isinstance(told, dict) or type(told.get("unit")) not in (str, int) or "kind" not in told:
        raise ValueError("a decision names its unit and its kind")
    unit, revision = str(told.pop("unit")), told.pop("revision", None)
    unknown = sorted(told.keys() - DECISION_FIELDS)
    if unknown:
        raise ValueError(f"there is no field {unknown[0]}")
    if told["kind"] not in tuple(DecisionKind):
        raise ValueError(f"{told['kind']!r} is not a kind of decision; use one of {', '.join(DecisionKind)}")
    if revision is not None and (type(revision) is not int or revision < 0):
        raise ValueError(f"a revision is a whole number, not {revision!r}")
    if told["kind"] == "reject" and told.get("reason") not in REASONS:
        raise ValueError(f"a rejection has a reason: {', '.join(REASONS)}")
    return DecisionLine(number, unit, revision, codec.from_json(NewDecision, told))


def _json(text: str) -> Any:  # noqa: ANN401  any JSON value
    try:
        told = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        json.dumps(told, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("here is half a character, which no text has") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"this is no JSON ({error})") from error
    except RecursionError as error:
        raise ValueError("this is no JSON (it is nested too deeply)") from error
    return told


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice} is there twice")
    return told


def _constant(name: str) -> NoReturn:
    raise ValueError(f"this is no JSON ({name} is no number)")
