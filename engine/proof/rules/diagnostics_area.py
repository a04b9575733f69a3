"""`GET CURRENT DIAGNOSTICS` is `GET DIAGNOSTICS`.

Sound: current is the default; the trees keep STACKED apart.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """CURRENT between GET and DIAGNOSTICS."""
    row = [token.word for token in tokens[max(at - 1, 0) : at + 2]]
    return row == ["get", "current", "diagnostics"]


RULE = Rule("diagnostics_area", __doc__, claims=claims)
