"""A text literal may be written in plain quotes, as E'', as U&'' or between dollars.

Sound: all four are the same constant once the lexer has read it, and the parsed constants must be equal. Bit strings
(B'', X'') are another type and never take part. Taken for granted is `standard_conforming_strings = on`, the default
since 9.1 and the way this lexer reads; a routine that names that setting is only equal where the literals are written
alike.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """A text literal; UESCAPE goes with a U&'' literal."""
    return tokens[at].name in {"SCONST", "USCONST", "UESCAPE"}


RULE = Rule("literal_style", __doc__, unless=("standard_conforming_strings",), claims=claims)
