"""Type names as PostgreSQL prints them, so that `int` and `integer` are one type."""

from pglast import ast

from engine.source.node_strings import node_strings

_BUILT_IN = {
    "bool": "boolean",
    "bpchar": "character",
    "float4": "real",
    "float8": "double precision",
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "varbit": "bit varying",
    "varchar": "character varying",
}


def type_name(node: ast.TypeName | None) -> str:
    """Return a type without its modifiers, as an identity shows it: `integer[]`, `sales.state`, `s.t.c%TYPE`."""
    if node is None:
        return ""
    names = node_strings(node.names)
    if len(names) == 2 and names[0] == "pg_catalog":
        names = names[1:]
    if len(names) == 1:
        names = [_BUILT_IN.get(names[0], names[0])]
    dimensions = "[]" if node.arrayBounds else ""
    return ".".join(names) + ("%TYPE" if node.pct_type else "") + dimensions
