"""Compare the headers of two routines, or two statements without a body, as PostgreSQL's parser reads them."""

from engine.proof.difference_error import DifferenceError
from engine.proof.parse_tree import Node
from engine.proof.routine import BODY_FIELDS, Routine
from engine.proof.rule import Rule
from engine.proof.text.token_balance import check_token_balance

_NAMES = {
    "parameters": "the parameters", "returnType": "the result", "funcname": "the name", "replace": "OR REPLACE",
    "is_procedure": "FUNCTION or PROCEDURE", "sql_body": "the body",
}  # fmt: skip


def compare_headers(original: Routine, lowered: Routine, rules: tuple[Rule, ...]) -> set[str]:
    """Return the names of the rules that were needed; raise if the two differ."""
    if original.kind != lowered.kind:
        raise DifferenceError(f"one is a {original.kind}, the other a {lowered.kind}")
    used: set[str] = set()
    for part in sorted(original.statement.keys() | lowered.statement.keys()):
        one, other = original.statement.get(part), lowered.statement.get(part)
        if one == other:
            continue
        if part != BODY_FIELDS.get(original.kind):
            raise DifferenceError(f"they differ in {_NAMES.get(part, part)}")
        used |= _compare_attributes(_normal(original, rules), _normal(lowered, rules))
    return used | check_token_balance(original.tokens, lowered.tokens, rules)


def _normal(routine: Routine, rules: tuple[Rule, ...]) -> tuple[list[Node], set[str]]:
    """Return the attributes after all rules, and the rules that changed any."""
    options: list[Node] = routine.statement.get(BODY_FIELDS[routine.kind], [])
    used: set[str] = set()
    for rule in rules:
        if rule.options:
            rewritten = rule.options(options, routine)
            if rewritten != options:
                used.add(rule.name)
            options = rewritten
    return options, used


def _compare_attributes(one: tuple[list[Node], set[str]], other: tuple[list[Node], set[str]]) -> set[str]:
    if one[0] == other[0]:
        return one[1] | other[1]
    unlike = [option for option in one[0] if option not in other[0]] + [
        option for option in other[0] if option not in one[0]
    ]
    names = sorted({option["DefElem"]["defname"] for option in unlike})
    raise DifferenceError(f"they differ in the attributes {', '.join(names) or 'and their order'}")
