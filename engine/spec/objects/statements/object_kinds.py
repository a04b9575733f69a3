"""The kinds of objects that CREATE, ALTER and DROP name, in lower case."""

_CREATED_AND_DROPPED = (
    "access method", "aggregate", "cast", "collation", "conversion", "database", "extension", "foreign data wrapper",
    "foreign table", "group", "language", "operator", "operator class", "operator family", "publication", "role",
    "server", "statistics", "subscription", "tablespace", "text search configuration", "text search dictionary",
    "text search parser", "text search template", "transform", "type", "user",
)  # fmt: skip
_WITH_A_SHAPE = (
    "domain", "event trigger", "function", "index", "materialized view", "policy", "procedure", "routine", "rule",
    "schema", "sequence", "table", "trigger", "view",
)  # fmt: skip

CREATED_KINDS = _CREATED_AND_DROPPED
DROPPED_KINDS = tuple(sorted((*_CREATED_AND_DROPPED, *_WITH_A_SHAPE)))
ALTERED_KINDS = DROPPED_KINDS
