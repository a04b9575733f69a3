"""IN may be left out before a parameter.

Sound: it is the default mode. OUT, INOUT, VARIADIC and the columns of RETURNS TABLE are compared.
"""

from engine.proof.rule import Node, Rule, Tokens


def default_mode(node: Node) -> Node:
    """A parameter that says IN, as one that says nothing."""
    if node.get("mode") == "FUNC_PARAM_IN":
        return {**node, "mode": "FUNC_PARAM_DEFAULT"}
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """IN at the beginning or, as the grammar also allows, after the name of a parameter."""
    before = {token.word for token in tokens[max(at - 2, 0) : at]}
    return tokens[at].word == "in" and not before.isdisjoint({"(", ","})


RULE = Rule("parameter_mode", __doc__, claims=claims, parsed=default_mode)
