"""The names that a statement mentions, from its parse tree and from the text inside its literals."""

from collections.abc import Iterable, Iterator

from pglast import ast

from engine.proof.ddl.tree_form import Parsed
from engine.proof.scripts.names.names_in_code import BY_TEXT, HIDDEN, Name, names_in_text

# Columns are objects only together with their relation, which is named beside them.
_COLUMN_NAMES = frozenset({"colname", "colnames", "fk_attrs", "pk_attrs", "keys", "aliasname", "aliases"})

_CATALOGS = frozenset({"pg_catalog", "information_schema"})
_READING = frozenset({"obj_description", "col_description", "shobj_description", "format_type", "set_config"})


def names_in_tree(value: object) -> frozenset[Name]:
    """Return every name in a tree; a literal counts with all names in its text."""
    return frozenset(_names(value))


def attributes_in_tree(value: ast.Node | None) -> frozenset[Name]:
    """Return the last part of every `t.f`: a column, or a call of f with a row of t."""
    references = (node.fields for node in _nodes(value, ast.ColumnRef) if len(node.fields) > 1)
    return frozenset(("", fields[-1].sval or "") for fields in references if isinstance(fields[-1], ast.String))


def types_in_tree(value: ast.Node | None) -> frozenset[Name]:
    """Return the names of the types in a tree."""
    return frozenset(name for node in _nodes(value, ast.TypeName) for name in names_in_tree(node.names))


def _nodes(value: Parsed, kind: type[ast.Node]) -> Iterator[Parsed]:
    """Yield the nodes of a kind; constants are not entered."""
    if isinstance(value, tuple):
        for each in value:
            yield from _nodes(each, kind)
    elif isinstance(value, kind):
        yield value
    elif isinstance(value, ast.Node) and not isinstance(value, ast.A_Const):
        for attribute in value:
            yield from _nodes(getattr(value, attribute), kind)


def _names(value: Parsed) -> Iterator[Name]:
    if isinstance(value, str):
        yield "", value
    elif isinstance(value, ast.RangeVar):
        yield from _qualified([part for part in (value.schemaname, value.relname) if part])
    elif isinstance(value, ast.DoStmt):
        texts = (getattr(each.arg, "sval", "") or "" for each in value.args or ())
        yield from (name for text in texts for name in names_in_text(text))
    elif isinstance(value, ast.A_Const):
        if isinstance(value.val, ast.String):
            yield from names_in_text(value.val.sval or "")
    elif isinstance(value, ast.Node) and not isinstance(value, ast.ColumnRef):
        if isinstance(value, ast.FuncCall) and _takes_computed_text(value):
            yield HIDDEN
        for attribute in set(value) - _COLUMN_NAMES:
            yield from _names(getattr(value, attribute))
    elif isinstance(value, tuple):
        strings = [part.sval or "" for part in value if isinstance(part, ast.String)]
        yield from _qualified(strings)
        for part in value:
            if not isinstance(part, ast.String):
                yield from _names(part)


def _takes_computed_text(call: Parsed) -> bool:
    """Whether a call gets the name of an object, or a statement, that is not written in it."""
    if call.funcname[-1].sval not in BY_TEXT or not call.args:
        return False
    argument = call.args[0]
    while isinstance(argument, ast.TypeCast):
        argument = argument.arg
    return not isinstance(argument, ast.A_Const)


def _qualified(parts: Iterable[str]) -> Iterator[Name]:
    """Yield each part of a dotted name with the part before it, which may be its schema."""
    before = ""
    for part in parts:
        yield before, part
        before = part


def is_same_name(one: Name, other: Name) -> bool:
    """Whether two names may be of one object: a name without a schema may be in any."""
    return one[1] == other[1] and (one[0] == other[0] or not one[0] or not other[0])


def is_catalog(name: Name) -> bool:
    """Whether a name may be that of a catalog, or of a function that reads one."""
    schema, last = name
    is_reading = last in _READING or last.startswith(("pg_", "information_schema", "reg", "to_reg"))
    return is_reading or (last.startswith("has_") and last.endswith("_privilege")) or schema in _CATALOGS
