"""The names that the server gives to columns by itself: its FigureColname, and a little more than that.

Every name that might be given is listed, not only the one that is: a variable of any of them keeps its name.
"""

from collections.abc import Iterator

from engine.proof.parse_tree import Node


def implicit_names(value: Node) -> Iterator[str]:
    """The names that a select item without one may get from its expression."""
    for kind, node in value.items():
        match kind:
            case "ColumnRef":
                yield from last_strings(node.get("fields", ()))
            case "FuncCall":
                yield from last_strings(node.get("funcname", ()))
            case "TypeCast":
                yield from implicit_names(node.get("arg", {}))
                yield from last_strings(node.get("typeName", {}).get("names", ()))
            case "CollateClause":
                yield from implicit_names(node.get("arg", {}))
            case "A_Indirection":
                yield from last_strings(node.get("indirection", ()))
                yield from implicit_names(node.get("arg", {}))
            case "CaseExpr":
                yield from implicit_names(node.get("defresult", {}))
            case "SubLink":
                yield from _subquery_names(node.get("subselect", {}))
            case "JsonParseExpr" | "JsonScalarExpr" | "JsonSerializeExpr" | "JsonFuncExpr":
                yield from last_strings([node.get("column_name", {})])


def _subquery_names(select: Node) -> Iterator[str]:
    """A subquery hands on the name of its only column, be it from the first part of a UNION."""
    statement = select.get("SelectStmt", select)
    for part in (statement.get("larg"), statement.get("rarg")):
        if part:
            yield from _subquery_names(part)
    for target in statement.get("targetList", ()):
        found = target.get("ResTarget", {})
        if "name" in found:
            yield found["name"]
        else:
            yield from implicit_names(found.get("val", {}))


def last_strings(fields: list[Node] | tuple[Node, ...]) -> Iterator[str]:
    """The last name of a dotted one."""
    names = [found["String"].get("sval", "") for found in fields if "String" in found]
    yield from names[-1:]
