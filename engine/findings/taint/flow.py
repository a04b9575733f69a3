"""A walk over a body that knows what text each variable holds, up to every statement that runs text as SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pglast import ast

from engine.findings.code.expressions import function_name, selected_expression
from engine.findings.code.parsed_unit import ParsedUnit
from engine.findings.code.project_facts import ProjectFacts, bare
from engine.findings.code.sql_nodes import fragment_tree
from engine.findings.taint.evaluate import ExpressionScope, evaluate, query_scope, target_values, variable_of
from engine.findings.taint.guards import NO_NAMES, Names, checked_if, looked_up, mentioned
from engine.findings.taint.text_pieces import SAFE, Hole, Quoting, TextOrigin, Value, either
from engine.findings.taint.value_types import carries_text
from engine.findings.taint.variables import Variables, column_value
from engine.plpgsql import tree
from engine.source.span import Span

# Functions that run an argument as SQL elsewhere.
_REMOTE = frozenset({"dblink", "dblink_exec", "dblink_send_query", "dblink_open", "query_to_xml"})
_TRIGGER_TEXT = ("tg_table_name", "tg_table_schema", "tg_relname", "tg_name", "tg_op", "tg_when", "tg_level")


@dataclass(frozen=True, slots=True)
class Executed:
    """A text that is run as SQL: where, and its pieces."""

    span: Span
    value: Value


@dataclass(slots=True)
class _Walk:
    """The state of one walk; `ended` is true after RETURN, RAISE, EXIT or CONTINUE."""

    unit: ParsedUnit
    variables: Variables
    found: dict[tuple[int, int], Executed] = field(default_factory=dict)
    last_look_up: Names = NO_NAMES
    ended: bool = False

    @property
    def scope(self) -> ExpressionScope:
        return ExpressionScope(self.variables, {})


@lru_cache(maxsize=2)
def executed_texts(unit: ParsedUnit, facts: ProjectFacts) -> tuple[Executed, ...]:
    """Every text that a body runs as SQL, in the order of the body."""
    if unit.block is None or unit.header is None or not _may_execute(unit):
        return ()
    walk = _Walk(unit, _initial(unit, facts))
    _statements(walk, (unit.block,))
    return tuple(sorted(walk.found.values(), key=lambda each: each.span.start))


def _may_execute(unit: ParsedUnit) -> bool:
    return any(token.word == "execute" or token.word in _REMOTE for token in unit.tokens)


def _initial(unit: ParsedUnit, facts: ProjectFacts) -> Variables:
    """The parameters, and in a trigger the rows and arguments it is called with."""
    variables = Variables(facts)
    header = unit.header
    for at, each in enumerate(header.parameters if header else (), start=1):
        name = each.name.lower() or f"${at}"
        variables.declare(name, each.type_name)
        variables.aliases[f"${at}"] = name
        if each.is_input:
            variables.assign(name, (Hole(Quoting.NONE, TextOrigin.PARAMETER, name),))
    if header and header.is_trigger:
        _declare_trigger_variables(variables, facts.trigger_tables.get(bare(unit.unit.name), ()))
    return variables


def _declare_trigger_variables(variables: Variables, tables: Iterable[str]) -> None:
    for row in ("new", "old"):
        variables.declare(row, "record")
        variables.rows[row] = tuple(tables)
    variables.declare("tg_argv", "text[]")
    variables.assign("tg_argv", (Hole(Quoting.NONE, TextOrigin.TRIGGER_ARGUMENT, "TG_ARGV"),))
    for name in _TRIGGER_TEXT:
        variables.declare(name, "name")
        variables.values[name] = (Hole(Quoting.NONE, None, name.upper()),)


def _statements(walk: _Walk, steps: Iterable[Any]) -> None:
    for each in steps:
        if walk.ended:
            return
        handler = _HANDLERS.get(type(each))
        if handler:
            handler(walk, each)


def _branch(walk: _Walk, steps: Iterable[Any], trusted: Names = NO_NAMES) -> Variables | None:
    """The variables after a branch; None where it never reaches its end."""
    inner = _Walk(walk.unit, walk.variables.copy(), walk.found)
    inner.variables.trust(trusted)
    _statements(inner, steps)
    if inner.ended:
        return None
    return inner.variables


def _merge(walk: _Walk, branches: Iterable[Variables | None]) -> None:
    reached = [each for each in branches if each is not None]
    walk.variables.merge(reached)
    walk.ended = not reached


def _root(fragment: tree.Fragment | None) -> ast.Node | None:
    found = fragment_tree(fragment) if fragment is not None else None
    if found:
        return found.nodes[0].node
    return None


def _expression(fragment: tree.Fragment | None) -> ast.Node | None:
    return selected_expression(_root(fragment))


def _value(walk: _Walk, fragment: tree.Fragment | None) -> Value:
    root = _root(fragment)
    if root is not None:
        return evaluate(root, walk.scope)
    return SAFE


def _name(fragment: tree.Fragment) -> str:
    return fragment.text.partition("[")[0].strip().strip('"').lower()


# --- blocks and branches --------------------------------------------------------------------------------------------


def _block(walk: _Walk, node: tree.Block) -> None:
    for each in node.declarations:
        _declare(walk, each)
    before = walk.variables.copy()
    body = _branch(walk, node.steps)
    handled = []
    for handler in node.handlers:
        walk.variables = before.copy()
        handled.append(_branch(walk, handler.steps))
    _merge(walk, [body, *handled])


def _declare(walk: _Walk, node: Any) -> None:  # noqa: ANN401 - a declaration of any kind
    if isinstance(node, tree.Alias):
        walk.variables.aliases[node.name.strip('"').lower()] = _name(node.target)
    elif isinstance(node, tree.Variable):
        name = node.name.strip('"').lower()
        walk.variables.declare(name, node.type.text)
        if node.default is not None:
            walk.variables.assign(name, _value(walk, node.default))


def _if(walk: _Walk, node: tree.If) -> None:
    """Each branch knows what its condition has checked, and what the conditions before it have not met."""
    branches: list[Variables | None] = []
    look_up, refused = walk.last_look_up, NO_NAMES
    for fragment, steps in [(node.condition, node.then), *((each.condition, each.steps) for each in node.elsifs)]:
        condition = _expression(fragment)
        branches.append(_branch(walk, steps, refused | _checked(walk, condition, look_up, holds=True)))
        refused |= _checked(walk, condition, look_up, holds=False)
    branches.append(_branch(walk, node.otherwise or (), refused))
    _merge(walk, branches)


def _checked(walk: _Walk, condition: object, look_up: Names, *, holds: bool) -> Names:
    """What a condition checks itself, and what it checks by asking whether a look-up found something."""
    names = mentioned(condition)
    direct = checked_if(condition, holds=holds)
    if "found" in names and look_up and _asks_for_found(condition) == holds:
        return direct | look_up
    vouched = [walk.variables.vouched[each] for each in names if each in walk.variables.vouched]
    if not holds and vouched:
        return direct.union(*vouched)
    return direct


def _asks_for_found(condition: object) -> bool:
    negated = isinstance(condition, ast.BoolExpr) and condition.boolop is not None
    return not (negated and condition.boolop.name == "NOT_EXPR")  # type: ignore[union-attr]


def _case(walk: _Walk, node: tree.Case) -> None:
    subject = variable_of(_expression(node.subject)) if node.subject else ""
    branches = []
    for each in node.cases:
        trusted = {subject} if subject else checked_if(_expression(each.conditions[0]), holds=True)
        branches.append(_branch(walk, each.steps, frozenset(trusted)))
    otherwise = _branch(walk, node.otherwise) if node.otherwise is not None else None
    _merge(walk, [*branches, otherwise])


def _repeat(walk: _Walk, steps: Iterable[Any]) -> None:
    """A loop: what a turn leaves behind is there in the next one."""
    before = walk.variables.copy()
    for _ in range(2):
        after = _branch(walk, steps)
        walk.variables.merge([before, *([after] if after else [])])


def _loop(walk: _Walk, node: Any) -> None:  # noqa: ANN401 - LOOP or WHILE
    _repeat(walk, node.steps)


def _for_range(walk: _Walk, node: tree.ForRange) -> None:
    walk.variables.declare(_name(node.variable), "integer")
    _repeat(walk, node.steps)


def _for_query(walk: _Walk, node: tree.ForQuery) -> None:
    _rows_into(walk, node.targets, _rows_of(walk, node.query, node.span))
    _repeat(walk, node.steps)


def _for_cursor(walk: _Walk, node: tree.ForCursor) -> None:
    name = _name(node.target)
    walk.variables.declare(name, "record")
    _repeat(walk, node.steps)


def _foreach(walk: _Walk, node: tree.Foreach) -> None:
    value = _value(walk, node.array)
    for each in node.targets:
        walk.variables.assign(_name(each), value)
    _repeat(walk, node.steps)


def _end(walk: _Walk, _: object) -> None:
    walk.ended = True


def _exit(walk: _Walk, node: tree.Exit | tree.Continue) -> None:
    walk.ended = node.condition is None


def _raise(walk: _Walk, node: tree.Raise) -> None:
    walk.ended = node.level in {None, "exception"}


# --- statements that give variables their values ---------------------------------------------------------------------


def _assign(walk: _Walk, node: tree.Assign) -> None:
    name, value = _name(node.target), _value(walk, node.value)
    if "[" in node.target.text:
        value = either(walk.variables.values.get(name, ()), value)
    walk.variables.assign(name, value)
    expression = _expression(node.value)
    checked = checked_if(expression, holds=True)
    if checked:
        walk.variables.vouched[name] = checked
    _remote_calls(walk, node.value)


def _sql(walk: _Walk, node: tree.Sql) -> None:
    root = _root(node.statement)
    if root is None:
        return
    walk.last_look_up = looked_up(root)
    if node.into is not None:
        scope = query_scope(root, walk.scope) if isinstance(root, ast.SelectStmt) else walk.scope
        _rows_into(walk, node.into.targets, _Rows(target_values(root, walk.scope), scope.relations))
        for each in node.into.targets:
            if walk.last_look_up:
                walk.variables.vouched[_name(each)] = walk.last_look_up
    _remote_calls(walk, node.statement)


def _perform(walk: _Walk, node: tree.Perform) -> None:
    walk.last_look_up = looked_up(_root(node.query))
    _remote_calls(walk, node.query)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What a query gives: its columns by position, and its relations by alias."""

    columns: list[tuple[str, Value]]
    relations: Mapping[str, str]


_UNKNOWN_ROWS = _Rows([], {})


def _rows_of(walk: _Walk, query: tree.Query, span: Span) -> _Rows:
    if isinstance(query, tree.Dynamic):
        _executed(walk, query.command, span)
        return _UNKNOWN_ROWS
    root = _root(query)
    if not isinstance(root, ast.SelectStmt):
        return _UNKNOWN_ROWS
    return _Rows(target_values(root, walk.scope), query_scope(root, walk.scope).relations)


def _rows_into(walk: _Walk, targets: tuple[tree.Fragment, ...], rows: _Rows) -> None:
    """Give targets their columns, or one row variable all of them."""
    variables = walk.variables
    names = [_name(each) for each in targets]
    if len(names) == 1 and _takes_row(variables, names[0], rows):
        if not variables.knows(names[0]):
            variables.declare(names[0], "record")
        variables.rows[names[0]] = tuple(filter(None, rows.relations.values())) or variables.rows.get(names[0], ())
        for column, value in rows.columns:
            if column != "*":
                variables.values[f"{names[0]}.{column}"] = value
        return
    for at, name in enumerate(names):
        known = rows.columns[at][1] if at < len(rows.columns) else ()
        variables.assign(name, known or _unknown_column(variables, name, rows))


def _takes_row(variables: Variables, name: str, rows: _Rows) -> bool:
    is_row = variables.types.get(name, "record") in {"record", ""} or name in variables.rows
    return is_row or len(rows.columns) > 1


def _unknown_column(variables: Variables, name: str, rows: _Rows) -> Value:
    kind = variables.types.get(name, "")
    if kind and not carries_text(kind, name, variables.facts):
        return SAFE
    return column_value(name, rows.relations.values(), variables.facts)


# --- statements that run text as SQL ----------------------------------------------------------------------------------


def _executed(walk: _Walk, command: tree.Fragment, span: Span) -> None:
    place = walk.unit.body_span(span)
    key = (place.start, place.end)
    value = _value(walk, command)
    before = walk.found.get(key)
    walk.found[key] = Executed(place, either(before.value, value) if before else value)


def _execute(walk: _Walk, node: tree.Execute) -> None:
    _executed(walk, node.command, node.span)
    if node.into is not None:
        _rows_into(walk, node.into.targets, _UNKNOWN_ROWS)


def _return_query(walk: _Walk, node: tree.ReturnQuery) -> None:
    if isinstance(node.query, tree.Dynamic):
        _executed(walk, node.query.command, node.span)


def _open(walk: _Walk, node: tree.Open) -> None:
    if isinstance(node.query, tree.Dynamic):
        _executed(walk, node.query.command, node.span)


def _fetch(walk: _Walk, node: tree.Fetch) -> None:
    _rows_into(walk, node.into.targets, _UNKNOWN_ROWS)


def _return(walk: _Walk, node: tree.Return) -> None:
    if node.value is not None:
        _remote_calls(walk, node.value)
    walk.ended = True


def _remote_calls(walk: _Walk, fragment: tree.Fragment) -> None:
    """`dblink` and its like run an argument as SQL."""
    if "dblink" not in fragment.text.lower() and "query_to_xml" not in fragment.text.lower():
        return
    found = fragment_tree(fragment)
    for each in found.nodes if found else ():
        if isinstance(each.node, ast.FuncCall) and function_name(each.node) in _REMOTE:
            values = [evaluate(argument, walk.scope) for argument in each.node.args or ()]
            place = walk.unit.body_span(fragment.span)
            command = values[-1] if len(values) < 3 else values[1]
            walk.found[place.start, place.end] = Executed(place, command)


_HANDLERS: dict[type, Callable[[_Walk, Any], None]] = {
    tree.Block: _block,
    tree.If: _if,
    tree.Case: _case,
    tree.Loop: _loop,
    tree.While: _loop,
    tree.ForRange: _for_range,
    tree.ForQuery: _for_query,
    tree.ForCursor: _for_cursor,
    tree.Foreach: _foreach,
    tree.Exit: _exit,
    tree.Continue: _exit,
    tree.Return: _return,
    tree.Raise: _raise,
    tree.Assign: _assign,
    tree.Sql: _sql,
    tree.Perform: _perform,
    tree.Call: lambda walk, node: _remote_calls(walk, node.call),
    tree.Execute: _execute,
    tree.ReturnQuery: _return_query,
    tree.Open: _open,
    tree.Fetch: _fetch,
}
