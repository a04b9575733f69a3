"""A label may be repeated after END, END LOOP and the last END of a body.

Sound: the server only checks that it is the label of the block or loop that ends there, and so does the comparison.
Labels at the beginning are compared; so are those of EXIT and CONTINUE.
"""

from engine.proof.rule import Rule, Tokens


def claims(tokens: Tokens, at: int) -> bool:
    """Claim the word between END or END LOOP and the semicolon, or the end of the body."""
    last = at + 1 == len(tokens)
    if at == 0 or tokens[at].word == ";" or not (last or tokens[at + 1].word == ";"):
        return False
    before = tokens[at - 1].word
    return before == "end" or (before == "loop" and at > 1 and tokens[at - 2].word == "end")


RULE = Rule("end_label", __doc__, claims=claims)
