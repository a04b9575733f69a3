"""IN may be left out before a parameter.

Sound: it is the default mode of a new routine. OUT, INOUT, VARIADIC and the columns of RETURNS TABLE are compared. So
are all modes where a statement names a routine: `DROP PROCEDURE p(int, int)` may mean `p(IN int, OUT int)`.
"""

from engine.proof.rule import Node, Rule, Tokens


def default_mode(node: Node) -> Node:
    """A new routine whose parameters that say IN are as those that say nothing."""
    if "parameters" in node and "funcname" in node:
        return {**node, "parameters": [_parameter(each) for each in node["parameters"]]}
    return node


def _parameter(node: Node) -> Node:
    parameter = node["FunctionParameter"]
    if parameter.get("mode") == "FUNC_PARAM_IN":
        return {"FunctionParameter": {**parameter, "mode": "FUNC_PARAM_DEFAULT"}}
    return node


def claims(tokens: Tokens, at: int) -> bool:
    """IN at the beginning or, as the grammar also allows, after the name of a parameter."""
    before = {token.word for token in tokens[max(at - 2, 0) : at]}
    return tokens[at].word == "in" and not before.isdisjoint({"(", ","})


RULE = Rule("parameter_mode", __doc__, revision=2, claims=claims, parsed=default_mode)
