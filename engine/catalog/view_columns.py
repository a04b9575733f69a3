"""The columns of a view whose text alone names all of them."""

from pglast import ast

from engine.catalog.model import Column
from engine.source.node_strings import node_strings


def view_columns(node: ast.ViewStmt) -> tuple[Column, ...] | None:
    """Return the columns by name, without types; None if a star or an unnamed expression hides one."""
    aliases = node_strings(node.aliases)
    names = _query_names(node.query)
    if names is None:
        return None
    given = [*aliases, *names[len(aliases) :]]
    return tuple(Column(name, "", "") for name in given)


def _query_names(query: ast.Node | None) -> list[str] | None:
    if not isinstance(query, ast.SelectStmt):
        return None
    if query.larg is not None:
        return _query_names(query.larg)
    targets = [each for each in query.targetList or () if isinstance(each, ast.ResTarget)]
    names = [_target_name(each) for each in targets]
    named = [name for name in names if name is not None]
    if targets and len(named) == len(names):
        return named
    return None


def _target_name(target: ast.ResTarget) -> str | None:
    if target.name:
        return target.name
    if isinstance(target.val, ast.ColumnRef):
        fields = target.val.fields or ()
        last = fields[-1] if fields else None
        if isinstance(last, ast.String):
            return last.sval
        return None
    return None
