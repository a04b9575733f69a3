"""What the variables of a routine are for, from what is written to them and where; never from their names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pglast import ast

from engine.analysis.expressions import column_path, function_name, nodes_within, operator
from engine.analysis.parsed_unit import ParsedUnit
from engine.analysis.sites import StepSite
from engine.analysis.steps import fragment_expression, fragment_root
from engine.analysis.variables.known_names import plain_name
from engine.analysis.variables.variable_uses import is_read
from engine.plpgsql import tree

_LOOPS = (tree.Loop, tree.While, tree.ForRange, tree.ForQuery, tree.ForCursor, tree.Foreach)
_GATHERING = frozenset({"||", "*"})
_GATHERERS = frozenset({"array_append", "array_cat", "concat", "jsonb_set", "json_build_object", "jsonb_build_object"})
_BOOLEAN = ("bool", "pg_catalog.bool")


class Purpose(StrEnum):
    """What a variable is for; the first that applies comes first."""

    CURSOR_ROW = "cursor row"
    LOOP_INDEX = "loop index"
    COUNT = "count"
    TOTAL = "total"
    ACCUMULATOR = "accumulator"
    FLAG = "flag"
    RESULT = "result"
    TEMP = "temp"


@dataclass(frozen=True, slots=True)
class VariablePurpose:
    """A variable with all of its purposes, the main one first; `start` and `line` are where the file declares it."""

    name: str
    purposes: tuple[Purpose, ...]
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class _Write:
    """A value that a variable gets: an expression, a column of a query, or something else."""

    site: StepSite
    value: Any
    is_row_count: bool = False

    @property
    def is_in_loop(self) -> bool:
        return any(isinstance(each.node, _LOOPS) for each in self.site.ancestors())


def variable_purposes(unit: ParsedUnit) -> tuple[VariablePurpose, ...]:
    """Return the purpose of every variable that a PL/pgSQL body declares and uses, in the order of the text."""
    writes = dict[str, list[_Write]]()
    for name, write in _writes(unit):
        writes.setdefault(name, []).append(write)
    rows, counted, given = set(_row_names(unit)), set(_range_names(unit)), set(_returned_names(unit))
    conditions = set(_loop_condition_names(unit))
    found = []
    for site in unit.sites(tree.Variable):
        name = plain_name(site.node.name)
        written = writes.get(name, [])
        kinds = {
            Purpose.CURSOR_ROW: name in rows,
            Purpose.LOOP_INDEX: name in counted or (name in conditions and _steps_by_constant(name, written)),
            Purpose.COUNT: any(_counts(name, each) for each in written),
            Purpose.TOTAL: any(_sums(name, each) for each in written),
            Purpose.ACCUMULATOR: any(_gathers(name, each) for each in written),
            Purpose.FLAG: _is_boolean(site.node),
            Purpose.RESULT: name in given,
        }
        purposes = tuple(kind for kind, applies in kinds.items() if applies)
        if not purposes and written and is_read(unit, site.node):
            purposes = (Purpose.TEMP,)
        if purposes:
            found.append(VariablePurpose(site.node.name, purposes, site.span.start, site.place.line))
    return tuple(found)


def _writes(unit: ParsedUnit) -> Iterator[tuple[str, _Write]]:
    for site in unit.sites(tree.Assign):
        yield plain_name(site.node.target.text.strip()), _Write(site, fragment_expression(site.node.value))
    for site in unit.sites(tree.Sql):
        yield from _into(site, site.node.into, site.node.statement)
    for kind in (tree.Execute, tree.Fetch):
        for site in unit.sites(kind):
            yield from _into(site, site.node.into, None)
    for site in unit.sites(tree.GetDiagnostics):
        for item in site.node.items:
            yield plain_name(item.target.text.strip()), _Write(site, None, is_row_count=item.item == "row_count")


def _into(site: StepSite, into: tree.Into | None, query: tree.Fragment | None) -> Iterator[tuple[str, _Write]]:
    """Each target of INTO with the column that it gets."""
    root = fragment_root(query)
    columns = [each.val for each in getattr(root, "targetList", None) or () if isinstance(each, ast.ResTarget)]
    for at, target in enumerate(into.targets if into else ()):
        value = columns[at] if isinstance(root, ast.SelectStmt) and at < len(columns) else None
        yield plain_name(target.text.strip()), _Write(site, value)


def _row_names(unit: ParsedUnit) -> Iterator[str]:
    """What takes the rows of a loop or of FETCH."""
    for kind in (tree.ForQuery, tree.Foreach):
        for site in unit.sites(kind):
            yield from (plain_name(each.text.strip()) for each in site.node.targets)
    for site in unit.sites(tree.ForCursor):
        yield plain_name(site.node.target.text.strip())
    for site in unit.sites(tree.Fetch):
        yield from (plain_name(each.text.strip()) for each in site.node.into.targets)


def _range_names(unit: ParsedUnit) -> Iterator[str]:
    yield from (plain_name(site.node.variable.text.strip()) for site in unit.sites(tree.ForRange))


def _returned_names(unit: ParsedUnit) -> Iterator[str]:
    """Variables that a RETURN gives back as they are."""
    for kind in (tree.Return, tree.ReturnNext):
        for site in unit.sites(kind):
            path = column_path(fragment_expression(site.node.value))
            if path:
                yield path[0]


def _loop_condition_names(unit: ParsedUnit) -> Iterator[str]:
    """What decides whether a loop goes on."""
    for kind in (tree.While, tree.Exit):
        for site in unit.sites(kind):
            yield from _names_within(fragment_expression(site.node.condition))


def _names_within(expression: object) -> Iterator[str]:
    yield from (path[0] for each in nodes_within(expression) if (path := column_path(each)))


def _steps_by_constant(name: str, writes: Iterable[_Write]) -> bool:
    """Whether a turn of a loop adds a number to it or takes one away."""
    return any(each.is_in_loop and _added(name, each.value, ast.A_Const) for each in writes)


def _added(name: str, value: Any, *kinds: type) -> bool:  # noqa: ANN401 - any expression
    """Whether a value is the variable, plus or minus something of these kinds."""
    if operator(value) not in {"+", "-"}:
        return False
    sides = (value.lexpr, value.rexpr)
    own = [each for each in sides if column_path(each) == (name,)]
    return len(own) == 1 and any(isinstance(each, kinds) for each in sides)


def _counts(name: str, write: _Write) -> bool:
    if write.is_row_count or _calls(write.value, {"count"}):
        return True
    return write.is_in_loop and _added(name, write.value, ast.A_Const)


def _sums(name: str, write: _Write) -> bool:
    if _calls(write.value, {"sum"}):
        return True
    is_moved = operator(write.value) in {"+", "-"} and name in set(_names_within(write.value))
    return is_moved and not _added(name, write.value, ast.A_Const)


def _gathers(name: str, write: _Write) -> bool:
    """Whether the value is the former one with something appended."""
    grows = operator(write.value) in _GATHERING or _calls(write.value, _GATHERERS)
    return grows and name in set(_names_within(write.value))


def _calls(value: object, names: Iterable[str]) -> bool:
    """Whether one of these functions is called outside of a sub-query, or in the only one."""
    wanted = set(names)
    return any(isinstance(each, ast.FuncCall) and function_name(each) in wanted for each in nodes_within(value))


def _is_boolean(variable: tree.Variable) -> bool:
    return variable.type.text.strip().lower().startswith(_BOOLEAN)
