"""Where a unit refuses: a condition under which it ends with an error, or with an answer that says no."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, nodes_within, text_constant
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression, steps_within
from engine.plpgsql import tree


@dataclass(frozen=True, slots=True)
class RefusalSite:
    """A condition of an IF and the error behind it."""

    site: StepSite
    condition: ast.Node | None
    is_error: bool  # by RAISE; else by returning false, NULL or a text

    @property
    def tests_found(self) -> bool:
        """Whether it only asks if the statement before it had a row."""
        return any(column_path(each) == ("found",) for each in nodes_within(self.condition))


def refusals(unit: ParsedUnit) -> Iterator[RefusalSite]:
    """Every branch of an IF that refuses, in the order of the text."""
    for site in unit.sites(tree.If):
        node = site.node
        for fragment, steps in [(node.condition, node.then), *((each.condition, each.steps) for each in node.elsifs)]:
            kind = refusal_kind(steps)
            if kind is not None:
                yield RefusalSite(site, fragment_expression(fragment), kind)


def refusal_kind(steps: tuple[Any, ...]) -> bool | None:
    """True where statements end in an exception, False where they return a no, None where they go on."""
    for each in steps:
        if isinstance(each, tree.Raise) and each.level in {None, "exception"}:
            return True
        if isinstance(each, tree.Return):
            if _says_no(each):
                return False
            return None
    return None


def _says_no(step: tree.Return) -> bool:
    value = fragment_expression(step.value)
    if isinstance(value, ast.A_Const) and isinstance(value.val, ast.Boolean):
        return not value.val.boolval
    return bool(text_constant(value))


def first_effect(unit: ParsedUnit) -> int | None:
    """The position of the first statement that changes data."""
    kinds = (ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt)
    starts = [site.start for kind in kinds for site in unit.sites(kind)]
    starts += [site.span.start for site in unit.sites(tree.Execute)]
    return min(starts, default=None)


def step_expression(fragment: tree.Fragment) -> ast.Node | None:
    """The expression of a fragment; None for other fragments."""
    return fragment_expression(fragment)


def inside(site: StepSite) -> list[Any]:
    """All statements inside a loop."""
    return list(steps_within(site.node.steps))
