"""An attribute with its default value may be left out.

VOLATILE, CALLED ON NULL INPUT, SECURITY INVOKER, NOT LEAKPROOF, PARALLEL UNSAFE; COST 100 for SQL and PL/pgSQL;
LANGUAGE plpgsql of a DO, LANGUAGE sql of a body of the standard's kind. Sound: CREATE OR REPLACE sets every attribute
anew, so an absent one is its default and never what the routine had before. ROWS and SUPPORT have no default that is
the same for all, and stay. A procedure has no attribute of these but the security: the server refuses the others.
"""

from collections import Counter

from engine.proof.routine import Routine
from engine.proof.rule import Node, Rule, Tokens

_DEFAULTS = {"volatility": "volatile", "strict": False, "security": False, "leakproof": False, "parallel": "unsafe"}
_PHRASES = (
    ("volatile",), ("called", "on", "null", "input"), ("security", "invoker"), ("external", "security", "invoker"),
    ("not", "leakproof"), ("parallel", "unsafe"), ("cost", "100"), ("language", "plpgsql"), ("language", "sql"),
)  # fmt: skip


def _value(option: Node) -> object:
    ((kind, argument),) = option["arg"].items()
    match kind:
        case "Boolean":
            return argument.get("boolval", False)
        case "String":
            return argument.get("sval", "")
        case _:
            return argument.get("ival")


def _is_default(option: Node, routine: Routine) -> bool:
    element = option["DefElem"]
    name = element["defname"]
    if routine.statement.get("is_procedure") and name != "security":
        return False
    if name in _DEFAULTS:
        return _value(element) == _DEFAULTS[name]
    return name == "cost" and routine.language in {"sql", "plpgsql"} and _value(element) == 100


def _is_default_language(option: Node, routine: Routine) -> bool:
    element = option["DefElem"]
    if element["defname"] != "language":
        return False
    language = element["arg"]["String"]["sval"]
    if routine.kind == "DoStmt":
        return language == "plpgsql"
    return language == "sql" and "sql_body" in routine.statement


def without_defaults(options: list[Node], routine: Routine) -> list[Node]:
    """Drop attributes with default values; one that is given twice, which the server refuses, is kept."""
    given = Counter(option["DefElem"]["defname"] for option in options)
    return [
        option
        for option in options
        if given[option["DefElem"]["defname"]] > 1
        or not (_is_default(option, routine) or _is_default_language(option, routine))
    ]


def claims(tokens: Tokens, at: int) -> bool:
    """A word of one of the phrases that spell a default."""
    return any(_is_phrase(phrase, tokens, at) for phrase in _PHRASES)


def _is_phrase(phrase: tuple[str, ...], tokens: Tokens, at: int) -> bool:
    for offset, word in enumerate(phrase):
        first = at - offset
        if tokens[at].word == word and first >= 0:
            row = tuple(token.word for token in tokens[first : first + len(phrase)])
            if row == phrase:
                return True
    return False


RULE = Rule("default_attribute", __doc__, revision=2, claims=claims, options=without_defaults)
