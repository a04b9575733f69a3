"""`ELSE IF b THEN … END IF; END IF;` is `ELSIF b THEN … END IF;`.

Sound only where the inner IF is the whole of the ELSE: both test b exactly when a was not true and then run the same
statements. A statement before or after the inner IF keeps them apart.
"""

from dataclasses import replace

from engine.plpgsql.tree import Elsif, If
from engine.proof.rule import Rule, Tokens

_WORDS = frozenset({"else", "if", "end", ";", "elsif", "elseif"})


def flatten(node: object) -> object:
    """An IF whose ELSE holds one IF and nothing else, as one chain."""
    while isinstance(node, If) and node.otherwise and len(node.otherwise) == 1 and isinstance(node.otherwise[0], If):
        inner = node.otherwise[0]
        arm = Elsif(inner.condition, inner.then, inner.span)
        node = replace(node, elsifs=(*node.elsifs, arm, *inner.elsifs), otherwise=inner.otherwise)
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """The words of the two spellings."""
    return tokens[at].word in _WORDS


RULE = Rule("else_if", __doc__, claims=claims, statement=flatten)
