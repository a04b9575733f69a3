"""Which types can carry SQL text: numbers, dates, enums and object identifiers cannot."""

import re

from engine.analysis.project_facts import ProjectFacts, bare

_HARMLESS = frozenset({
    "boolean", "smallint", "integer", "bigint", "int", "int2", "int4", "int8", "numeric", "decimal", "real", "money",
    "oid", "xid", "cid", "tid", "uuid", "bytea", "bit", "date", "time", "timestamp", "timestamptz", "timetz",
    "interval", "inet", "cidr", "macaddr", "point", "box", "geometry", "geography", "serial", "bigserial", "regclass",
    "regtype", "regproc", "regprocedure", "regnamespace", "regrole", "regoper", "regoperator", "regconfig",
    "regdictionary", "refcursor", "tsvector", "tsquery", "int4range", "int8range", "numrange", "daterange", "tsrange",
    "tstzrange", "void", "trigger", "double", "float", "float4", "float8",
})  # fmt: skip
_TEXT = frozenset({
    "text", "varchar", "character", "char", "bpchar", "name", "json", "jsonb", "hstore", "xml", "citext", "unknown",
    "anyelement",
})  # fmt: skip
# Columns of the system catalogs that only hold words of SQL, or names that are quoted already.
_WORDS = frozenset({"privilege_type", "object_identity", "object_type", "command_tag", "is_grantable", "relkind"})
_NUMBER_NAME = re.compile(
    r"(?:^|_)(?:id|oid|num|number|count|cnt|seq|srid|date|at|size|length|total|amount|qty|level|ord|order|version"
    r"|year|month|day|pos|position|idx|len|max|min|sum|i|n|ts|time|timestamp|pid|interval|limit|offset)s?$"
    r"|(?:id|oid|num|count|srid|date)$",
    re.IGNORECASE,
)


def carries_text(type_name: str, variable: str, facts: ProjectFacts) -> bool:
    """Whether a value of a type can hold arbitrary text; where the type is not known, its name decides."""
    name = type_name.lower().removesuffix("[]").strip()
    first = bare(name).partition(" ")[0]
    if variable in _WORDS:
        return False
    if first in _HARMLESS:
        return False
    if first in _TEXT:
        return True
    if name.endswith(("%type", "%rowtype")):
        return _borrowed(name, variable, facts)
    if not name or first in {"record", "anyarray"}:
        return not _NUMBER_NAME.search(variable)
    domain = next((each for key, each in facts.catalog.domains.items() if bare(key) == first), None)
    if domain is not None:
        return carries_text(domain.type_name, variable, facts)
    return False


def _borrowed(name: str, variable: str, facts: ProjectFacts) -> bool:
    relation, _, column = name.removesuffix("%type").rpartition(".")
    found = facts.column_type(relation, column)
    return carries_text(found, variable, facts)
