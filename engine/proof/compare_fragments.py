"""Compare two fragments of SQL: by their words, else by their parse trees."""

from engine.plpgsql.tree import Fragment, Token
from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Rewrite, parse_tree
from engine.proof.text.identifiers import strip_quotes

_PREFIX = {
    "expression": "SELECT ", "perform": "SELECT ", "string": "SELECT ", "type": "SELECT NULL::", "call": "CALL ",
    "statement": "", "query": "",
}  # fmt: skip
_BRACKETS = frozenset("()")
_CODE_POINTS = ("U&", "u&")  # PL/pgSQL refuses such a literal where it takes one itself, as RAISE does
_TYPE_OF = "%"  # what PL/pgSQL reads as %TYPE, an expression takes for a remainder

Tokens = tuple[Token, ...]


def fragment_words(fragment: Fragment, tokens: Tokens) -> list[str]:
    """Return the words of a fragment, without what was cut out of it."""
    return [token.word for start, stop in fragment.ranges for token in tokens[start:stop]]


def has_same_words(ones: list[str], others: list[str]) -> bool:
    """Whether two lists of words are equal apart from quotes around names that need none."""
    return ones == others or (
        len(ones) == len(others)
        and all(
            one == other or strip_quotes(one) == strip_quotes(other) for one, other in zip(ones, others, strict=True)
        )
    )


def has_same_tree(one: Fragment, other: Fragment, rewrites: tuple[Rewrite, ...]) -> bool:
    """Whether PostgreSQL's parser makes the same tree of both."""
    prefix = _PREFIX.get(one.kind)
    if prefix is None or any(map(_is_for_plpgsql, (one, other))):
        return False
    try:
        return parse_tree(prefix + one.text, rewrites) == parse_tree(prefix + other.text, rewrites)
    except DifferenceError:
        return False


def _is_for_plpgsql(fragment: Fragment) -> bool:
    """Whether PL/pgSQL reads a fragment by itself, and not as SQL does."""
    if fragment.kind == "type":
        return _TYPE_OF in fragment.text
    return fragment.kind == "string" and fragment.text[:2] in _CODE_POINTS


def is_lone_name(words: list[str]) -> bool:
    """Whether the words are one variable, in parentheses or not: RETURN treats that unlike an expression."""
    bare = [word for word in words if word not in _BRACKETS]
    return all(word == "." if index % 2 else word[:1].isalpha() or word[:1] in '"_$' for index, word in enumerate(bare))
