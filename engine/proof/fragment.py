"""Whether two stretches of SQL are the same: by their words, else by what PostgreSQL's parser makes of them."""

from engine.plpgsql.tree import Fragment, Token
from engine.proof.differs import DiffersError
from engine.proof.name import plain_name
from engine.proof.parsed import Rewrite, parsed

_PREFIX = {
    "expression": "SELECT ", "perform": "SELECT ", "string": "SELECT ", "type": "SELECT NULL::", "call": "CALL ",
    "statement": "", "query": "",
}  # fmt: skip
_BRACKETS = frozenset("()")

Tokens = tuple[Token, ...]


def fragment_words(fragment: Fragment, tokens: Tokens) -> list[str]:
    """The words of a fragment, without what was cut out of it."""
    return [token.word for start, stop in fragment.ranges for token in tokens[start:stop]]


def same_words(ones: list[str], others: list[str]) -> bool:
    """Equal but for quotes around names that need none."""
    return ones == others or (
        len(ones) == len(others)
        and all(one == other or plain_name(one) == plain_name(other) for one, other in zip(ones, others, strict=True))
    )


def same_parsed(one: Fragment, other: Fragment, rewrites: tuple[Rewrite, ...]) -> bool:
    """Equal as PostgreSQL's parser reads them."""
    prefix = _PREFIX.get(one.kind)
    if prefix is None:
        return False
    try:
        return parsed(prefix + one.text, rewrites) == parsed(prefix + other.text, rewrites)
    except DiffersError:
        return False


def is_lone_name(words: list[str]) -> bool:
    """A variable alone, in parentheses or not: RETURN treats it apart from an expression."""
    bare = [word for word in words if word not in _BRACKETS]
    return all(word == "." if index % 2 else word[:1].isalpha() or word[:1] in '"_$' for index, word in enumerate(bare))
