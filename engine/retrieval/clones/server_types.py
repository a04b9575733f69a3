"""The types that every PostgreSQL server has: renaming never changes them."""

_TYPES = frozenset({
    "pg_catalog", "int2", "int4", "int8", "int", "integer", "bigint", "smallint", "serial", "bigserial",
    "numeric", "decimal", "real", "float4", "float8", "double", "precision", "money", "bool", "boolean", "text",
    "varchar", "bpchar", "char", "character", "name", "bytea", "uuid", "json", "jsonb", "xml", "date", "time",
    "timetz", "timestamp", "timestamptz", "interval", "inet", "cidr", "macaddr", "bit", "varbit", "point",
    "line", "box", "path", "polygon", "circle", "tsvector", "tsquery", "oid", "regclass", "regproc", "regtype",
    "regprocedure", "regrole", "regnamespace", "record", "trigger", "event_trigger", "void", "anyelement",
    "anyarray", "anynonarray", "anyenum", "refcursor", "setof", "xid", "cid", "tid", "int4range", "int8range",
    "numrange", "tsrange", "tstzrange", "daterange", "hstore", "citext", "geometry", "geography", "array",
    "with", "without", "zone", "varying",
})  # fmt: skip


def is_server_type(written: str) -> bool:
    """Whether a type, as it is written, is one of the server's."""
    words = "".join(each if each.isalnum() or each == "_" else " " for each in written.lower()).split()
    return all(word in _TYPES or word.isdigit() or word.lstrip("_") in _TYPES for word in words)
