"""Level 2: two bodies that differ in the names of what they declare, or in parameters meant by their number.

Each side is compared after a change that keeps its meaning: every use of a binding gets a name that neither text has.
So nothing can be captured, and it does not matter what the names were, only that every use is known.
"""

from dataclasses import dataclass

from engine.plpgsql.body import parse_body
from engine.plpgsql.tree import Body
from engine.proof.compare_bodies import BodyComparison
from engine.proof.difference_error import DifferenceError
from engine.proof.renames.binding import Binding, BindingKind
from engine.proof.renames.scopes import find_bindings
from engine.proof.renames.server_names import is_server_name
from engine.proof.verdict import Obligation

RULE_NAME = "local_rename"
NUMBER_RULE = "parameter_number"
RENAMING_RULES = frozenset({RULE_NAME, NUMBER_RULE})
_SILENT_PRAGMAS = frozenset({"variable_conflict"})
_LONGEST = 63  # bytes: the server cuts what is longer, and two names may become one

Renamed = tuple[set[str], tuple[Obligation, ...]]


@dataclass(frozen=True, slots=True)
class HeaderNames:
    """What a header says of the names in its body: those of all parameters in their order, and the routine's own."""

    parameters: tuple[str, ...]
    routine: str
    is_trigger: bool = False


def prove_renames(bodies: BodyComparison, names: HeaderNames) -> Renamed | None:
    """The rules and obligations under which the two are equal but for names; None if they are not."""
    if not all(map(_may_rename, (bodies.original, bodies.lowered))):
        return None
    ones, others = (_bindings(body, names) for body in (bodies.original, bodies.lowered))
    pairs = _renamed_pairs(ones, others)
    rules = {NUMBER_RULE if one.kind is BindingKind.PARAMETER else RULE_NAME for one, _ in pairs}
    if not pairs or not rules <= {rule.name for rule in bodies.rules}:
        return None
    prefix = _unused_prefix(bodies)
    original = _with_names(bodies.original, {f"{prefix}{at}": one for at, (one, _) in enumerate(pairs)})
    lowered = _with_names(bodies.lowered, {f"{prefix}{at}": other for at, (_, other) in enumerate(pairs)})
    try:
        used = BodyComparison(parse_body(original), parse_body(lowered), bodies.rules).compare()
    except DifferenceError:
        return None
    return used | rules, _obligations(pairs, names)


def _may_rename(body: Body) -> bool:
    """Whether nothing in a body escapes the scopes: opaque spans, pragmas that print names, names in code points."""
    pragmas = {pragma.name for pragma in body.pragmas} - _SILENT_PRAGMAS
    return body.block is not None and not (
        body.opaque or pragmas or any(token.name == "UIDENT" for token in body.tokens)
    )


def _bindings(body: Body, names: HeaderNames) -> list[Binding] | None:
    return find_bindings(body, names.parameters, names.routine)


def _renamed_pairs(ones: list[Binding] | None, others: list[Binding] | None) -> list[tuple[Binding, Binding]]:
    """The bindings that differ in their names, if all pair up and each of those may change its name."""
    if ones is None or others is None or [one.kind for one in ones] != [other.kind for other in others]:
        return []
    pairs = [
        (one, other)
        for one, other in zip(ones, others, strict=True)
        if one.name != other.name or one.numbered != other.numbered
    ]
    if all(_may_change(one) and _may_change(other) for one, other in pairs):
        return pairs
    return []


def _may_change(binding: Binding) -> bool:
    return not (binding.blocked or is_server_name(binding.name) or len(binding.name.encode()) > _LONGEST)


def _unused_prefix(bodies: BodyComparison) -> str:
    """A beginning of names that no token of either text has."""
    prefix = "renamed_"
    while any(prefix in token.word for body in (bodies.original, bodies.lowered) for token in body.tokens):
        prefix += "_"
    return prefix


def _with_names(body: Body, names: dict[str, Binding]) -> str:
    """The body's text with the uses of bindings under other names."""
    renamed = {at: name for name, binding in names.items() for at in binding.tokens}
    pieces: list[str] = []
    done = 0
    for at, token in enumerate(body.tokens):
        if at in renamed:
            pieces += [body.text[done : token.start], renamed[at]]
            done = token.end
    return "".join([*pieces, body.text[done:]])


def _obligations(pairs: list[tuple[Binding, Binding]], header: HeaderNames) -> tuple[Obligation, ...]:
    """A column of the old name would win over the variable in the one text, one of the new name in the other."""
    found = {
        (each.name, relation) for pair in pairs for each in pair for relation in pair[0].relations | pair[1].relations
    }
    return tuple(Obligation(name, _in_header(relation, header)) for name, relation in sorted(found))


def _in_header(relation: str, header: HeaderNames) -> str:
    """Mark what no catalog knows: in a trigger function, a name without schema may be a transition table."""
    if header.is_trigger and "." not in relation:
        return f"{relation}, which may be a transition table,"
    return relation
