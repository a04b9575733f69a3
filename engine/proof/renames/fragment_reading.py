"""How a piece of SQL uses names, as PostgreSQL's parser reads it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.plpgsql.tree import Fragment
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Node, parse_tree
from engine.proof.renames.implicit_names import implicit_names, last_strings

_PREFIX = {
    "expression": "SELECT ", "target": "SELECT ", "perform": "SELECT ", "string": "SELECT ", "call": "CALL ",
    "statement": "", "query": "",
}  # fmt: skip
_VALUE_ONLY = frozenset({"expression", "target", "perform"})  # no one sees what their own column is called
_ORDERED = frozenset({"sortClause", "groupClause", "distinctClause", "larg"})  # unless it can be referred to
_PLANNED = frozenset({"SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CallStmt"})
_STAR = "*"


@dataclass(frozen=True, slots=True)
class FragmentReading:
    """The names of a fragment by the way they are used.

    `heads` counts references of one name, `paths` holds those with a field or a star. `columns` counts the targets of
    INSERT and UPDATE and the names after AS, `implicit` holds the names that the server may give to columns. `fields`
    names the columns of a query's rows. `is_planned` is false for a utility statement, which sees no variable.
    """

    heads: Counter[str]
    paths: tuple[tuple[str, str], ...]
    columns: Counter[str]
    implicit: frozenset[str]
    relations: frozenset[str]
    fields: frozenset[str] | None
    is_planned: bool


def read_fragment(fragment: Fragment) -> FragmentReading | None:
    """The names of a fragment; None if it does not parse, as a template's mark may name anything."""
    prefix = _PREFIX.get(fragment.kind)
    if prefix is None:
        return None
    try:
        (statement,) = parse_tree(prefix + fragment.text)
    except (DifferenceError, ValueError):
        return None
    ((kind, top),) = statement.items()
    nodes = list(_walk(statement))
    references = [list(_path(node["ColumnRef"])) for node in nodes if "ColumnRef" in node]
    targets = [node["ResTarget"] for node in nodes if "ResTarget" in node]
    own = _own_column(fragment.kind, top)
    unnamed = [target for target in targets if "name" not in target and target is not own]
    functions = [node["FuncCall"] for node in nodes if "FuncCall" in node and _has_range_function(nodes)]
    return FragmentReading(
        heads=Counter(path[0] for path in references if len(path) == 1),
        paths=tuple((path[0], path[1]) for path in references if len(path) > 1),
        columns=Counter(target["name"] for target in targets if "name" in target),
        implicit=frozenset(
            [name for target in unnamed for name in implicit_names(target.get("val", {}))]
            + [name for function in functions for name in last_strings(function.get("funcname", ()))]
        ),
        relations=frozenset(_relations(nodes)),
        fields=_field_names(top),
        is_planned=kind in _PLANNED,
    )


def _walk(value: Any) -> Iterator[Node]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner)


def _path(reference: Node) -> Iterator[str]:
    for part in reference["fields"]:
        yield part["String"].get("sval", "") if "String" in part else _STAR


def _own_column(kind: str, top: Node) -> Node | None:
    """The one column of an expression: nothing can refer to it."""
    targets = top.get("targetList", ())
    if kind not in _VALUE_ONLY or len(targets) != 1 or _ORDERED & top.keys():
        return None
    own: Node = targets[0]["ResTarget"]
    return own


def _has_range_function(nodes: list[Node]) -> bool:
    return any("RangeFunction" in node for node in nodes)


def _relations(nodes: list[Node]) -> Iterator[str]:
    """Where columns may come from, as the text names it; no catalog knows a WITH query, a call or a row."""
    queries = {node["CommonTableExpr"]["ctename"] for node in nodes if "CommonTableExpr" in node}
    ranges = {node[key] for node in nodes for key in ("relname", "aliasname") if key in node}
    for node in nodes:
        if "RangeFunction" in node or "RangeTableFunc" in node or "JsonTable" in node:
            yield "a function in FROM"
        if _expands_row(node, ranges):
            yield "a row that is expanded"
        if "relname" in node and "relpersistence" in node:
            name = node["relname"]
            if "." in name or "." in node.get("schemaname", ""):
                yield f"the quoted name {name}"
            elif "schemaname" in node:
                yield f"{node['schemaname']}.{name}"
            elif name in queries:
                yield f"WITH {name}"
            else:
                yield name


def _expands_row(node: Node, ranges: set[str]) -> bool:
    """Whether all fields of a value become columns: `(f()).*`, or `r.*` of a record."""
    if "A_Indirection" in node:
        return any("A_Star" in part for part in node["A_Indirection"].get("indirection", ()))
    path = list(_path(node.get("ColumnRef", {"fields": ()})))
    return len(path) > 1 and path[-1] == _STAR and path[-2] not in ranges


def _field_names(top: Node) -> frozenset[str] | None:
    """The columns of a query's rows, if each is named in the text."""
    targets = [target["ResTarget"] for target in top.get("targetList", ()) if "ResTarget" in target]
    names = [target.get("name") or _plain_column(target.get("val", {})) for target in targets]
    known = frozenset(name for name in names if name)
    if targets and len(known) == len(names):
        return known
    return None


def _plain_column(value: Node) -> str | None:
    """The name of a column that is selected as it is."""
    fields = value.get("ColumnRef", {}).get("fields", [{}])
    name: str | None = fields[-1].get("String", {}).get("sval")
    return name
