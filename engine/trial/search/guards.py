"""The conditions of a body that decide which statements run, as goals for each of their arms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pglast import ast
from pglast.enums import A_Expr_Kind, BoolExprType

from engine.analysis.sql_nodes import fragment_tree
from engine.plpgsql.tree import Assert, Case, Continue, Exit, Fragment, If, While
from engine.trial.routine.body_view import BodyView
from engine.trial.search.goals import AllOf, AnyOf, Goal, OperandComparison, Truth, negated

_COMPARED = frozenset({"=", "<>", "<", "<=", ">", ">="})
_BETWEEN = frozenset({A_Expr_Kind.AEXPR_BETWEEN, A_Expr_Kind.AEXPR_NOT_BETWEEN})


@dataclass(frozen=True, slots=True)
class Guard:
    """A statement that branches: where its operands are read, their texts, and the goal of each arm."""

    places: tuple[int, ...]
    operands: tuple[str, ...]
    arms: tuple[Goal, ...]


def find_guards(view: BodyView) -> tuple[Guard, ...]:
    """Return the guards of a body in the order of its text."""
    found = []
    for each in view.of(If, Case, While, Exit, Continue, Assert):
        reader = _GoalReader([])
        conditions = list(_conditions(each, reader))
        if conditions and reader.operands and None not in conditions:
            found.append(Guard(_places(each), tuple(reader.operands), _arms([each for each in conditions if each])))
    return tuple(found)


def _places(each: Any) -> tuple[int, ...]:  # noqa: ANN401 - one of the statements above
    """Return where the operands are read: before the statement, and before each further round of a loop."""
    first = each.steps[0].span.start if isinstance(each, While) and each.steps else each.span.start
    return tuple(dict.fromkeys((each.span.start, first)))


def _arms(conditions: Sequence[Goal]) -> tuple[Goal, ...]:
    """Return what each arm needs: its own condition and none of those before; the last arm needs none at all."""
    arms: list[Goal] = []
    before: list[Goal] = []
    for each in conditions:
        arms.append(AllOf((*before, each)))
        before.append(negated(each))
    return (*arms, AllOf(tuple(before)))


def _conditions(each: Any, reader: "_GoalReader") -> Iterator[Goal | None]:  # noqa: ANN401 - as above
    if isinstance(each, Case):
        subject = _expression(each.subject) if each.subject else None
        for arm in each.cases:
            yield reader.any_of([_expression(one) for one in arm.conditions], subject)
        return
    for one in (each, *getattr(each, "elsifs", ())):
        if one.condition is not None:
            yield reader.any_of([_expression(one.condition)], None)


def _expression(fragment: Fragment) -> ast.Node | None:
    """Return the expression of a fragment; None where it does not parse as a single one."""
    tree = fragment_tree(fragment)
    selected = tree.nodes[0].node if tree else None
    if not isinstance(selected, ast.SelectStmt) or len(selected.targetList or ()) != 1:
        return None
    return (selected.targetList or ())[0].val


def _items(node: ast.A_Expr) -> tuple[Any, ...]:
    """Return the list on the right of IN and BETWEEN."""
    return tuple(node.rexpr or ())


@dataclass(slots=True)
class _GoalReader:
    """Turns expressions into goals, and collects their operands."""

    operands: list[str]

    def any_of(self, conditions: Sequence[ast.Node | None], subject: ast.Node | None) -> Goal | None:
        """Return the goal that one of some conditions holds, or that one of them equals a subject."""
        known = [each for each in conditions if each is not None]
        if len(known) < len(conditions):
            return None
        if subject is None:
            return AnyOf(tuple(self.goal(each) for each in known))
        return AnyOf(tuple(self._compared("=", subject, each) for each in known))

    def goal(self, node: Any) -> Goal:  # noqa: ANN401 - a node of any kind
        """Return the goal that an expression is true."""
        if isinstance(node, ast.BoolExpr):
            return self._boolean(node)
        if isinstance(node, ast.A_Expr):
            return self._operator(node) or Truth(self._operand(node), wanted=True)
        return Truth(self._operand(node), wanted=True)

    def _boolean(self, node: ast.BoolExpr) -> Goal:
        parts = tuple(self.goal(each) for each in node.args or ())
        if node.boolop == BoolExprType.NOT_EXPR:
            return negated(parts[0])
        return AllOf(parts) if node.boolop == BoolExprType.AND_EXPR else AnyOf(parts)

    def _operator(self, node: ast.A_Expr) -> Goal | None:
        sign = str((node.name or ())[-1].sval)
        if node.kind == A_Expr_Kind.AEXPR_OP and sign in _COMPARED and node.lexpr is not None:
            return self._compared(sign, node.lexpr, node.rexpr)
        if node.kind == A_Expr_Kind.AEXPR_IN:
            found: Goal = AnyOf(tuple(self._compared("=", node.lexpr, each) for each in _items(node)))
        elif node.kind in _BETWEEN:
            low, high = _items(node)
            found = AllOf((self._compared(">=", node.lexpr, low), self._compared("<=", node.lexpr, high)))
        else:
            return None
        if sign.startswith("NOT") or sign == "<>":
            return negated(found)
        return found

    def _compared(self, operator: str, left: Any, right: Any) -> OperandComparison:  # noqa: ANN401 - nodes
        return OperandComparison(operator, self._operand(left), self._operand(right))

    def _operand(self, node: Any) -> int:  # noqa: ANN401 - a node
        from pglast.stream import RawStream

        text = RawStream()(node)
        if text not in self.operands:
            self.operands.append(text)
        return self.operands.index(text)
