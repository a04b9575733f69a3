"""The statements of a PL/pgSQL body as shape nodes, in a form that equivalent spellings share.

IF and CASE are branches, also where CASE is the value that is assigned or returned; a block without declarations is its
steps; a query into variables is an assignment.
"""

from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from engine.plpgsql import tree
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Rewrite, parse_tree
from engine.proof.text.identifiers import fold_name
from engine.retrieval.shape.shape_node import ShapeNode
from engine.retrieval.shape.sql_shape import Shapes, SqlScope, sql_shapes

_BEFORE = {"expression": "SELECT ", "perform": "SELECT ", "call": "CALL ", "statement": "", "query": ""}
_DECLARING = (tree.Variable, tree.Alias, tree.Cursor, tree.CursorParameter)
_SKIPPED = frozenset({"span", "begin", "reason", "tokens", "label", "text"})


@dataclass(frozen=True, slots=True)
class StepReader:
    """Reads the steps of one body; `scope` knows its variables, `rewrites` make the normal form."""

    scope: SqlScope
    rewrites: tuple[Rewrite, ...] = ()

    def shapes(self, value: Any, role: str = "") -> Shapes:  # noqa: ANN401 - any part of a body
        """Return the nodes of a part of a body."""
        if isinstance(value, tuple):
            return tuple(node for each in value for node in self.shapes(each, role))
        if isinstance(value, tree.Fragment):
            return self._fragment(value, role)
        if is_dataclass(value):
            return self._step(value, role)
        return ()

    def _step(self, step: Any, role: str) -> Shapes:  # noqa: ANN401
        match step:
            case tree.Block(declarations=(), handlers=()):
                return self.shapes(step.steps, role)
            case tree.If():
                arms = [((step.condition,), step.then), *(((each.condition,), each.steps) for each in step.elsifs)]
                return (self._branch(arms, step.otherwise, None, role),)
            case tree.Case():
                arms = [(each.conditions, each.steps) for each in step.cases]
                return (self._branch(arms, step.otherwise, step.subject, role),)
            case tree.Assign() | tree.Return():
                return self._value(step, role)
            case tree.Sql(into=tree.Into()):
                parts = self.shapes(step.into.targets, "target") + self.shapes(step.statement, "value")
                return (ShapeNode("assign strict" if step.into.strict else "assign", "", parts).within(role),)
            case tree.Sql() | tree.Perform():
                return self.shapes(step.query if isinstance(step, tree.Perform) else step.statement, role)
            case tree.Raise():
                return (self._raise(step).within(role),)
            case tree.RaiseOption():
                return self.shapes(step.value, f"option {step.name}")
            case tree.Null():
                return ()
            case _:
                return (self._plain(step).within(role),)

    def _plain(self, step: Any) -> ShapeNode:  # noqa: ANN401
        parts = [node for name in _parts(type(step)) for node in self.shapes(getattr(step, name), name)]
        own = getattr(step, "name", "") if isinstance(step, _DECLARING) else ""
        return ShapeNode(" ".join([type(step).__name__.lower(), *_scalars(step)]), "", tuple(parts), fold_name(own))

    def _branch(self, arms: Any, otherwise: Any, subject: Any, role: str) -> ShapeNode:  # noqa: ANN401
        parts = [
            ShapeNode("arm", "", self._conditions(conditions, subject) + self.shapes(steps, "then"))
            for conditions, steps in arms
        ]
        if otherwise:
            parts.append(ShapeNode("otherwise", "", self.shapes(otherwise, "then")))
        return ShapeNode("branch", "", tuple(parts)).within(role)

    def _conditions(self, conditions: tuple[tree.Fragment, ...], subject: tree.Fragment | None) -> Shapes:
        if subject is None:
            return self.shapes(conditions, "condition")
        left = self.shapes(subject, "of")
        return tuple(ShapeNode("condition/AEXPR_OP =", "", left + self.shapes(each, "of")) for each in conditions)

    def _value(self, step: tree.Assign | tree.Return, role: str) -> Shapes:
        """An assignment or a return; one of a CASE expression is a branch of several."""
        kind = type(step).__name__.lower()
        target = self.shapes(step.target, "target") if isinstance(step, tree.Assign) else ()
        if step.value is None:
            return (ShapeNode(kind).within(role),)
        value = self.parsed(step.value)
        expression = _lone_expression(value)
        if "CaseExpr" in expression:
            return (self._case_value(expression["CaseExpr"], kind, target, role),)
        link = expression.get("SubLink", {})
        if link.get("subLinkType") == "EXPR_SUBLINK":
            return (ShapeNode(kind, "", target + sql_shapes(link["subselect"], self.scope, "value")).within(role),)
        return (ShapeNode(kind, "", target + sql_shapes(expression, self.scope, "value")).within(role),)

    def _case_value(self, case: dict[str, Any], kind: str, target: Shapes, role: str) -> ShapeNode:
        def result(value: Any) -> ShapeNode:  # noqa: ANN401
            return ShapeNode(kind, "", target + sql_shapes(value, self.scope, "value")).within("then")

        arms = []
        subject = sql_shapes(case.get("arg"), self.scope, "of")
        for each in case["args"]:
            when = each["CaseWhen"]
            condition = sql_shapes(when["expr"], self.scope, "of" if subject else "condition")
            if subject:
                condition = (ShapeNode("condition/AEXPR_OP =", "", subject + condition),)
            arms.append(ShapeNode("arm", "", (*condition, result(when["result"]))))
        if "defresult" in case:
            arms.append(ShapeNode("otherwise", "", (result(case["defresult"]),)))
        return ShapeNode("branch", "", tuple(arms)).within(role)

    def _raise(self, step: tree.Raise) -> ShapeNode:
        said = (ShapeNode("message/literal", step.message.text),) if step.message else ()
        parts = said + self.shapes(step.arguments, "argument") + self.shapes(step.options, "option")
        return ShapeNode(f"raise {step.level or 'exception'}", step.condition.name if step.condition else "", parts)

    def _fragment(self, fragment: tree.Fragment, role: str) -> Shapes:
        if fragment.kind == "target":
            return (ShapeNode("local", own=fold_name(fragment.text)).within(role),)
        if fragment.kind in {"type", "name", "string"}:
            return (ShapeNode(fragment.kind, fragment.text.lower()).within(role),)
        found = self.parsed(fragment)
        lone = _lone_expression(found)
        return sql_shapes(lone or found, self.scope, role)

    def parsed(self, fragment: tree.Fragment) -> Any:  # noqa: ANN401
        """Return the parse tree of a fragment; empty where it cannot be read."""
        if fragment.kind not in _BEFORE:
            return []
        try:
            return parse_tree(_BEFORE[fragment.kind] + fragment.text, self.rewrites)
        except DifferenceError:
            return []


def _lone_expression(statements: Any) -> dict[str, Any]:  # noqa: ANN401
    """The one expression of `SELECT expression`; empty for a query that reads tables."""
    select = statements[0].get("SelectStmt", {}) if len(statements) == 1 else {}
    targets = select.get("targetList", ())
    is_lone = len(targets) == 1 and not select.keys() & {"fromClause", "whereClause", "withClause", "intoClause"}
    return targets[0]["ResTarget"].get("val", {}) if is_lone else {}


def _scalars(step: object) -> list[str]:
    """The words, flags and numbers of a step that change what it does."""
    left_out = {"label", "text"} | ({"name"} if isinstance(step, _DECLARING) else set())
    said = ((each.name, getattr(step, each.name)) for each in fields(step) if each.name not in left_out)  # type: ignore[arg-type]
    return [f"{name}={value}" for name, value in said if isinstance(value, (str, int)) and value is not False]


@cache
def _parts(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _SKIPPED)
