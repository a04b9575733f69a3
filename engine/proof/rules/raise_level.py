"""`RAISE EXCEPTION` is `RAISE`, if anything follows.

Sound: EXCEPTION is the default level. A RAISE with nothing else raises the handled error again, has no level in the
tree, and is left alone.
"""

from dataclasses import replace

from engine.plpgsql.tree import Raise
from engine.proof.rule import Rule, Tokens


def with_level(node: object) -> object:
    """A RAISE with the level it has anyway."""
    if isinstance(node, Raise) and node.level is None and (node.message or node.condition or node.options):
        return replace(node, level="exception")
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """EXCEPTION after RAISE."""
    return tokens[at].word == "exception" and at > 0 and tokens[at - 1].word == "raise"


RULE = Rule("raise_level", __doc__, claims=claims, statement=with_level)
