"""`ELSE IF b THEN … END IF; END IF;` is `ELSIF b THEN … END IF;`.

Sound only where the inner IF is the whole of the ELSE: both test b exactly when a was not true and then run the same
statements. A statement before or after the inner IF keeps them apart.
"""

from dataclasses import replace

from engine.plpgsql.tree import Elsif, If
from engine.proof.rule import Rule, Tokens, word_at


def flatten(node: object) -> object:
    """An IF whose ELSE holds one IF and nothing else, as one chain."""
    while isinstance(node, If) and node.otherwise and len(node.otherwise) == 1 and isinstance(node.otherwise[0], If):
        inner = node.otherwise[0]
        arm = Elsif(inner.condition, inner.then, inner.span)
        node = replace(node, elsifs=(*node.elsifs, arm, *inner.elsifs), otherwise=inner.otherwise)
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """ELSE and IF in a row, an END IF and its semicolon, or ELSIF."""
    before, after = word_at(tokens, at - 1), word_at(tokens, at + 1)
    match tokens[at].word:
        case "else" | "end":
            return after == "if"
        case "if":
            return before in {"else", "end"}
        case ";":
            return before == "if" and word_at(tokens, at - 2) == "end"
        case word:
            return word in {"elsif", "elseif"}


RULE = Rule("else_if", __doc__, claims=claims, statement=flatten)
