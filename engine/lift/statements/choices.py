"""Lift an IF chain on one value to `match`, and one on the event of the trigger to `on_event`."""

from collections.abc import Sequence

from engine.lift.lift_context import LiftContext
from engine.lift.origin import Path
from engine.lift.statements.token_groups import enclosed_range, is_call_or_path, is_enclosed
from engine.plpgsql import tree
from engine.plpgsql.tree import Range, Token
from engine.spec.document.conditional_step import step_under_condition
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.match import MatchStep
from engine.spec.steps.on_event import OnEventStep

MAX_KEY = 200
_CONSTANTS = frozenset({"SCONST", "ICONST", "FCONST"})
_EVENTS = frozenset({"'INSERT'", "'UPDATE'", "'DELETE'", "'TRUNCATE'"})
Test = tuple[str, tuple[str, ...], str]
"""What is tested, the constants it may be, and the joint between them: a comma, or `or`."""


def choice_from_if(
    context: LiftContext, statement: tree.If, lifted: IfStep, path: Path
) -> MatchStep | OnEventStep | None:
    """Return the choice for an IF whose conditions all test one value against constants; None for any other."""
    tests = _tests(context, statement)
    if not tests:
        return None
    if all(value.lower() == "tg_op" and set(constants) <= _EVENTS for value, constants, _ in tests):
        if step_under_condition(lifted) is not None:
            return None
        return _on_event(context, lifted, tests, path)
    if len(tests) < 2 or any(joint == "or" for _, _, joint in tests):
        return None
    return _match(context, lifted, tests, path)


def _on_event(context: LiftContext, lifted: IfStep, tests: Sequence[Test], path: Path) -> OnEventStep | None:
    keys = [_event_key(constants, joint) for _, constants, joint in tests]
    if len(set(keys)) < len(keys):
        return None
    arms = _arms(lifted, keys)
    if lifted.otherwise is not None:
        arms.append(ChoiceArm(key="else", then=lifted.otherwise))
    last = len(tests)
    _move_origins(context, path, "on_event", ("on_event", last, "then"))
    return OnEventStep(arms=tuple(arms), note=lifted.note)


def _event_key(constants: tuple[str, ...], joint: str) -> str:
    words = [constant.strip("'").lower() for constant in constants]
    return (" or " if joint == "or" else ", ").join(words)


def _match(context: LiftContext, lifted: IfStep, tests: Sequence[Test], path: Path) -> MatchStep | None:
    keys = [", ".join(constants) for _, constants, _ in tests]
    is_one_value = len({value.lower() for value, _, _ in tests}) == 1
    if not is_one_value or len(set(keys)) < len(keys) or any(len(key) > MAX_KEY for key in keys):
        return None
    _move_origins(context, path, "cases", ("default",))
    return MatchStep(value=tests[0][0], note=lifted.note, cases=tuple(_arms(lifted, keys)), default=lifted.otherwise)


def _arms(lifted: IfStep, keys: Sequence[str]) -> list[ChoiceArm]:
    first = ChoiceArm(key=keys[0], then=lifted.then)
    rest = zip(keys[1:], lifted.elseif, strict=True)
    return [first, *(ChoiceArm(key=key, note=arm.note, then=arm.then) for key, arm in rest)]


def _move_origins(context: LiftContext, path: Path, cases: str, otherwise: Path) -> None:
    """Give the steps of an IF the paths that they have in its choice."""
    depth = len(path)
    for old in context.origins_below(path):
        place, rest = old[depth : depth + 1], old[depth + 1 :]
        if place == ("then",):
            moved = (*path, cases, 0, "then", *rest)
        elif place == ("elseif",) and isinstance(rest[0], int):
            moved = (*path, cases, rest[0] + 1, *rest[1:])
        elif place == ("else",):
            moved = (*path, *otherwise, *rest)
        else:
            continue
        context.origins[moved] = context.origins.pop(old)


def _tests(context: LiftContext, statement: tree.If) -> list[Test] | None:
    tests: list[Test] = []
    for condition in (statement.condition, *(arm.condition for arm in statement.elsifs)):
        if context.notes.between(condition.span.start, condition.span.end):
            return None
        test = _test(context, enclosed_range(context.tokens, condition.ranges[0]))
        if test is None:
            return None
        tests.append(test)
    return tests


def _test(context: LiftContext, place: Range) -> Test | None:
    """Return the parts of `value = constant`, `value IN (constants)` or `TG_OP = a OR TG_OP = b`."""
    tokens, (start, stop) = context.tokens, place
    at = next((index for index in range(start, stop) if tokens[index].word in {"=", "in"}), stop)
    if not is_call_or_path(tokens, (start, at)) or at + 1 >= stop:
        return _alternatives(tokens, place)
    value = context.written((start, at))
    if tokens[at].word == "in":
        found = _listed(tokens, (at + 1, stop))
        if found is None:
            return None
        return value, found, ","
    if stop == at + 2 and tokens[at + 1].name in _CONSTANTS:
        return value, (tokens[at + 1].word,), ","
    return _alternatives(tokens, place)


def _listed(tokens: Sequence[Token], place: Range) -> tuple[str, ...] | None:
    """Return the constants of a list of several in parentheses; None for anything else."""
    if not is_enclosed(tokens, place):
        return None
    inner = tokens[place[0] + 1 : place[1] - 1]
    is_list = all(token.word == "," for token in inner[1::2]) and len(inner) % 2 == 1 and len(inner) > 1
    if is_list and all(token.name in _CONSTANTS for token in inner[::2]):
        return tuple(token.word for token in inner[::2])
    return None


def _alternatives(tokens: Sequence[Token], place: Range) -> Test | None:
    """Return the constants of `TG_OP = a OR TG_OP = b`, each in parentheses or not."""
    start, stop = place
    constants: list[str] = []
    ends = [index for index in range(start, stop) if tokens[index].word == "or"]
    for end in (*ends, stop):
        left, right = enclosed_range(tokens, (start, end))
        words = [token.word for token in tokens[left:right]]
        if len(words) != 3 or words[:2] != ["tg_op", "="]:
            return None
        constants.append(words[2])
        start = end + 1
    return "tg_op", tuple(constants), "or"
