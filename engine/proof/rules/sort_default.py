"""ASC may be left out, and so may NULLS LAST after ASC and NULLS FIRST after DESC.

Sound: these are the defaults of ORDER BY and of a btree index, and the server keeps the operator and the place of NULL
alone. An index of another kind refuses the words, so there they are compared; so is USING.
"""

from engine.proof.rule import Node, Rule, Tokens

_PLACES = {"SORTBY_ASC": "SORTBY_NULLS_LAST", "SORTBY_DESC": "SORTBY_NULLS_FIRST"}
_FULL_WAYS = {"SORTBY_DEFAULT": "SORTBY_ASC", "SORTBY_ASC": "SORTBY_ASC", "SORTBY_DESC": "SORTBY_DESC"}
_WORDS = frozenset({"asc", "nulls", "first", "last"})


def sorted_as_usual(node: Node) -> Node:
    """An item of ORDER BY, or a btree index, with its directions said in full."""
    if "sortby_dir" in node:
        return _in_full(node, "sortby_dir", "sortby_nulls")
    if "indexParams" in node and node.get("accessMethod") == "btree":
        return {**node, "indexParams": [_index_column(each) for each in node["indexParams"]]}
    return node


def _index_column(column: Node) -> Node:
    return {"IndexElem": _in_full(column["IndexElem"], "ordering", "nulls_ordering")}


def _in_full(node: Node, direction: str, nulls: str) -> Node:
    way = _FULL_WAYS.get(node.get(direction, ""))
    if way is None:
        return node
    full = {**node, direction: way}
    if node.get(nulls) == "SORTBY_NULLS_DEFAULT":
        return {**full, nulls: _PLACES[way]}
    return full


def claims(tokens: Tokens, at: int) -> bool:
    """One of the words."""
    return tokens[at].word in _WORDS


RULE = Rule("sort_default", __doc__, claims=claims, parsed=sorted_as_usual)
