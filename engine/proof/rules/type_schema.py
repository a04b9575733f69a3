"""`pg_catalog.int4` is `integer`.

Sound: the grammar gives the standard's names the schema `pg_catalog`, so both parse to one type, which must be equal;
no search path is asked. `int4` alone is looked up: that is the rule `type_alias`.
"""

from engine.proof.rule import Rule, Tokens
from engine.proof.rules.type_alias import TYPE_WORDS

_SCHEMA = "pg_catalog"


def claims(tokens: Tokens, at: int) -> bool:
    """The schema and its dot before a built-in type, or a word of such a type."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[0] == _SCHEMA:
        return len(words) > 2 and words[1] == "." and words[2] in TYPE_WORDS
    if words[0] == ".":
        return at > 0 and tokens[at - 1].word == _SCHEMA
    return words[0] in TYPE_WORDS


RULE = Rule("type_schema", __doc__, claims=claims)
