"""`numeric(4)` is `numeric(4, 0)`.

Sound: a precision alone means that scale, and the type keeps the two numbers. Only where the grammar itself made the
type `pg_catalog.numeric`, as it does of NUMERIC, DECIMAL and DEC.
"""

from collections.abc import Mapping

from engine.proof.rule import Node, Rule, Tokens

_NAMES = [{"String": {"sval": "pg_catalog"}}, {"String": {"sval": "numeric"}}]
_ZERO: Node = {"A_Const": {"ival": {}}}
_WORDS = frozenset({"numeric", "decimal", "dec"})
_SCALE = (",", "0")


def with_scale(node: Node) -> Node:
    """A numeric type that gives its precision alone, with the scale it has."""
    typmods = node.get("typmods", ())
    if node.get("names") != _NAMES or len(typmods) != 1 or not _is_number(typmods[0]):
        return node
    return {**node, "typmods": [*typmods, _ZERO]}


def _is_number(value: Node) -> bool:
    return isinstance(value.get("A_Const"), Mapping) and "ival" in value["A_Const"]


def claims(tokens: Tokens, at: int) -> bool:
    """The comma or the 0 in `numeric(n, 0)`."""
    if tokens[at].word not in _SCALE:
        return False
    first = at - 3 - _SCALE.index(tokens[at].word)
    row = [token.word for token in tokens[max(first, 0) : first + 6]]
    return first >= 0 and row[0] in _WORDS and row[1] == "(" and row[3:] == [",", "0", ")"]


RULE = Rule("numeric_scale", __doc__, claims=claims, parsed=with_scale)
