"""`int4` is `integer`, and so for every built-in type with two names.

Sound: the grammar turns each of the standard's names into a type of `pg_catalog`; the short names are found there
unless the search path names `pg_catalog` and puts something before it. That is taken for granted of the session; a
routine that names `pg_catalog` goes without the rule. Lengths and precisions are compared: `char` is
`bpchar(1)`, not `bpchar`, and `"char"` is neither. `float(n)` is left to the grammar.
"""

from collections.abc import Mapping

from engine.proof.rule import Node, Rule, Tokens

BUILT_IN = frozenset({
    "bit", "bool", "bpchar", "float4", "float8", "int2", "int4", "int8", "interval", "numeric", "time", "timestamp",
    "timestamptz", "timetz", "varbit", "varchar",
})  # fmt: skip
TYPE_WORDS = BUILT_IN | {
    "bigint", "boolean", "char", "character", "dec", "decimal", "double", "float", "int", "integer", "precision",
    "real", "smallint", "time", "varying", "with", "without", "zone",
}  # fmt: skip


_HOLDERS = frozenset({"typeName", "argType", "returnType"})
"""Where a type is certain to be one: the value of an option looks alike, but may be read as text. Statements that make
a type hold its bare name there."""


def qualify(node: Node) -> Node:
    """The types of a node under their full names, as the grammar gives those of the standard."""
    types = {key: node[key] for key in _HOLDERS & node.keys() if isinstance(node[key], Mapping)}
    if types:
        return {**node, **{key: _qualified(found) for key, found in types.items()}}
    return node


def _qualified(type_name: Node) -> Node:
    names = type_name.get("names", ())
    if len(names) != 1 or names[0].get("String", {}).get("sval") not in BUILT_IN:
        return type_name
    return {**type_name, "names": [{"String": {"sval": "pg_catalog"}}, *names]}


def claims(tokens: Tokens, at: int) -> bool:
    """A word of a built-in type's names."""
    return tokens[at].word in TYPE_WORDS


RULE = Rule("type_alias", __doc__, revision=2, unless=("pg_catalog",), claims=claims, parsed=qualify)
