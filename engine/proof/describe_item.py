"""What differs, in words: the reason that a reviewer reads."""

import re

from engine.proof.tree_items import COUNT, TreeItem

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = {
    "then": "the statements after THEN",
    "otherwise": "the ELSE",
    "into": "the targets of INTO",
    "using": "the arguments of USING",
    "statement": "the text",
}
_KINDS = {"Assign": "assignment", "Sql": "SQL statement", "Opaque": "unknown statement", "Variable": "declaration"}


def describe_difference(one: TreeItem, other: TreeItem) -> str:
    """Return the reason why two items differ."""
    if one.tag == other.tag == "kind":
        return f"one text has {_kind(one.value)} where the other has {_kind(other.value)}"
    if one.tag == other.tag and not one.tag.endswith(COUNT):
        return f"they differ in {_part(one.tag)}"
    if COUNT in one.tag + other.tag or None in (one.value, other.value):
        return "one text has more here than the other"
    return f"they differ in {_part(one.tag)}"


def _part(tag: str) -> str:
    """`If.condition` as "the condition of IF"; what is not a part of a node is in words already."""
    kind, dot, part = tag.partition(".")
    if not dot:
        return tag
    return f"{_PARTS.get(part, f'the {_spaced(part)}')} of {_kind(kind)}"


def _kind(name: str) -> str:
    """A node's kind in words: FOR RANGE, assignment."""
    return _KINDS.get(name) or _spaced(name).upper()


def _spaced(name: str) -> str:
    return _WORDS.sub(" ", name).replace("_", " ").lower()
