"""What a condition needs in order to be met, and how far the values of one evaluation are from that."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.trial.search.value_distance import equality_distance, order_distance

_NEGATED = {"=": "<>", "<>": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class OperandComparison:
    """Two operands by their numbers, and the operator that must hold between them."""

    operator: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Truth:
    """An operand that must be true, or false; nothing is known about how far it is from that."""

    operand: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class AllOf:
    """Goals that must be met together."""

    parts: tuple["Goal", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Goals of which one must be met."""

    parts: tuple["Goal", ...]


Goal = OperandComparison | Truth | AllOf | AnyOf


def negated(goal: Goal) -> Goal:
    """Return the goal that is met when another is not, apart from NULL."""
    if isinstance(goal, OperandComparison):
        return OperandComparison(_NEGATED[goal.operator], goal.left, goal.right)
    if isinstance(goal, Truth):
        return Truth(goal.operand, not goal.wanted)
    parts = tuple(negated(each) for each in goal.parts)
    return AnyOf(parts) if isinstance(goal, AllOf) else AllOf(parts)


def distance(goal: Goal, values: Sequence[object]) -> float:
    """Return 0 if the values of the operands meet a goal, else a number that is less where they nearly do."""
    if isinstance(goal, Truth):
        return float(values[goal.operand] is not goal.wanted)
    if isinstance(goal, OperandComparison):
        return _comparison_distance(goal.operator, values[goal.left], values[goal.right])
    each = [distance(part, values) for part in goal.parts]
    return sum(each) if isinstance(goal, AllOf) else min(each)


def _comparison_distance(operator: str, left: object, right: object) -> float:
    if left is None or right is None:
        return 2.0  # further than any two values
    if operator == "<>":
        return float(left == right)
    if operator == "=":
        return _scaled(equality_distance(left, right))
    pair = (left, right) if operator in {"<", "<="} else (right, left)
    return _scaled(order_distance(*pair, strictly=operator in {"<", ">"}))


def _scaled(value: float) -> float:
    """Return a distance below 1, so that no part of a goal outweighs the others."""
    return value / (value + 1)


def boundaries(goal: Goal) -> list[OperandComparison]:
    """Return the equalities at the edges of the comparisons within a goal."""
    if isinstance(goal, OperandComparison):
        return [] if goal.operator in {"=", "<>"} else [OperandComparison("=", goal.left, goal.right)]
    if isinstance(goal, Truth):
        return []
    return [each for part in goal.parts for each in boundaries(part)]
