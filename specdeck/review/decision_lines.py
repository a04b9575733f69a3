"""Parse a file of decisions, one JSON object a line: strictly and completely, before anything is decided."""

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
BYTE_ORDER_MARK = "\ufeff"  # some editors write it at the start of a file


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision with its line number, its unit as the file names it, and the expected revision if it has one."""

    number: int
    unit: str
    revision: int | None
    decision: NewDecision


def parse_decision_lines(text: str) -> Iterator[DecisionLine]:
    """Yield each line that is not blank; raise an error with the number of the first invalid line."""
    for number, line in enumerate(text.removeprefix(BYTE_ORDER_MARK).split("\n"), 1):
        if line.strip():
            try:
                yield _parse_line(number, line)
            except (MalformedError, ValueError, RecursionError) as error:
                sentence = f"line {number}: {str(error).rstrip('.')}."
                raise CommandError("command.bad_line", sentence, "Nothing was decided. Correct the line.") from error


def _parse_line(number: int, text: str) -> DecisionLine:
    fields_of_line = _parse_json(text)
    if not isinstance(fields_of_line, dict) or type(fields_of_line.get("unit")) not in (str, int):
        raise ValueError("a decision needs a unit and a kind")
    unit, revision = str(fields_of_line.pop("unit")), fields_of_line.pop("revision", None)
    _check_fields(fields_of_line)
    if revision is not None and (type(revision) is not int or revision < 0):
        raise ValueError(f"a revision is a whole number, not {revision!r}")
    return DecisionLine(number, unit, revision, codec.from_json(NewDecision, fields_of_line))


def _check_fields(decision: dict[str, Any]) -> None:
    """Reject what the wire type cannot name as precisely."""
    if "kind" not in decision:
        raise ValueError("a decision needs a unit and a kind")
    unknown = sorted(decision.keys() - DECISION_FIELDS)
    if unknown:
        raise ValueError(f"unknown field {unknown[0]}")
    if decision["kind"] not in tuple(DecisionKind):
        raise ValueError(f"{decision['kind']!r} is not a kind of decision; use one of {', '.join(DecisionKind)}")
    if decision["kind"] == "reject" and decision.get("reason") not in REASONS:
        raise ValueError(f"a rejection needs one of these reasons: {', '.join(REASONS)}")


def _parse_json(text: str) -> Any:  # noqa: ANN401  any JSON value
    try:
        parsed = json.loads(text, object_pairs_hook=_unique_fields, parse_constant=_refuse_constant)
        json.dumps(parsed, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("the text contains half of a surrogate pair") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"invalid JSON ({error})") from error
    except RecursionError as error:
        raise ValueError("invalid JSON (nested too deeply)") from error
    return parsed


def _unique_fields(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        repeated = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {repeated} occurs twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"invalid JSON ({name} is not a number)")
