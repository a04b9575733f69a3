"""Level 2: two bodies that differ in the names of local variables."""

from collections.abc import Iterator

from engine.plpgsql.body import parse_body
from engine.plpgsql.tree import Alias, Body, Cursor, Fragment, Variable
from engine.proof.compare_bodies import BodyComparison
from engine.proof.compare_fragments import fragment_words
from engine.proof.difference_error import DifferenceError
from engine.proof.renames.references import VariableUses, find_uses, is_readable, is_server_name
from engine.proof.text.identifiers import fold_name, strip_quotes
from engine.proof.tree_nodes import walk_nodes
from engine.proof.verdict import Obligation

RULE_NAME = "local_rename"
_SILENT_PRAGMAS = frozenset({"variable_conflict"})

Renamed = tuple[set[str], tuple[Obligation, ...]]


def prove_renamed(bodies: BodyComparison) -> Renamed | None:
    """The rules and obligations under which the two are equal but for names; None if they are not."""
    if all(rule.name != RULE_NAME for rule in bodies.rules) or not _may_rename(bodies):
        return None
    names = _renamed(bodies)
    if not names:
        return None
    uses = [_uses(bodies.original, old) for old in names]
    if any(use is None for use in uses) or not all(map(is_readable, _fragments(bodies.original))):
        return None
    lowered = parse_body(_with_names(bodies.lowered, {new: old for old, new in names.items()}))
    try:
        used = BodyComparison(bodies.original, lowered, bodies.rules).compare()
    except DifferenceError:
        return None
    relations = {old: use.relations for old, use in zip(names, uses, strict=True) if use}
    obligations = sorted(
        (name, relation) for old, new in names.items() for relation in relations[old] for name in (old, new)
    )
    return used | {RULE_NAME}, tuple(Obligation(name, relation) for name, relation in obligations)


def _may_rename(bodies: BodyComparison) -> bool:
    both = (bodies.original, bodies.lowered)
    return not any(body.opaque or {pragma.name for pragma in body.pragmas} - _SILENT_PRAGMAS for body in both)


def _renamed(bodies: BodyComparison) -> dict[str, str]:
    """Old names to new ones, if the declarations pair up and no name is in the other's way."""
    ones = [node for node in walk_nodes(bodies.original.block) if isinstance(node, Variable)]
    others = [node for node in walk_nodes(bodies.lowered.block) if isinstance(node, Variable)]
    if len(ones) != len(others):
        return {}
    pairs = [(_name(one), _name(other)) for one, other in zip(ones, others, strict=True)]
    names = {old: new for old, new in pairs if old != new}
    words = {strip_quotes(token.word) for token in bodies.original.tokens}
    words_there = {strip_quotes(token.word) for token in bodies.lowered.tokens}
    declared = [
        _name(node) for node in walk_nodes(bodies.original.block) if isinstance(node, Variable | Alias | Cursor)
    ]
    bound = {_name(node) for node in (*ones, *others) if node.not_null}
    in_the_way = any(
        new in words or old in words_there or declared.count(old) != 1 or is_server_name(new) or is_server_name(old)
        for old, new in names.items()
    )
    clashing = len(set(names.values())) != len(names) or bound & (names.keys() | set(names.values()))
    return {} if in_the_way or clashing else names


def _name(node: Variable | Alias | Cursor) -> str:
    return fold_name(node.name)


def _uses(body: Body, name: str) -> VariableUses | None:
    """Where a variable is used, if every occurrence of its name is one of its own."""
    occurrences = [at for at, token in enumerate(body.tokens) if strip_quotes(token.word) == name]
    if any(at and body.tokens[at - 1].word == "." for at in occurrences):
        return None
    found = [
        find_uses(name, node)
        for node in _fragments(body)
        if name in map(strip_quotes, fragment_words(node, body.tokens))
    ]
    if any(use is None for use in found):
        return None
    known = [use for use in found if use]
    if sum(use.count for use in known) + 1 != len(occurrences):
        return None
    return VariableUses(len(occurrences), frozenset().union(*(use.relations for use in known)))


def _fragments(body: Body) -> Iterator[Fragment]:
    return (node for node in walk_nodes(body.block) if isinstance(node, Fragment))


def _with_names(body: Body, names: dict[str, str]) -> str:
    """The body's text with names put in the place of others."""
    pieces: list[str] = []
    at = 0
    for token in body.tokens:
        name = names.get(strip_quotes(token.word))
        if name is not None:
            pieces += [body.text[at : token.start], name]
            at = token.end
    return "".join([*pieces, body.text[at:]])
