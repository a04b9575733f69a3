"""Names that the server derives from others: `_t` for arrays of t, `t_a_idx1` if `t_a_idx` is taken, multiranges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.proof.scripts.effects import Effects

_NUMBERED = re.compile(r"(.+_(?:idx|key|pkey|check|fkey|excl|seq))\d+")
_RANGE, _MULTIRANGE = "range", "multirange"
_ROUTINE = "CreateFunctionStmt"


def with_derived_names(effects: Sequence[Effects]) -> list[Effects]:
    """Return the effects with each name of the script that the server may derive from one that a statement makes."""
    made = {last for each in effects for _, last in each.makes}
    routines = {last for each in effects if each.kind == _ROUTINE for _, last in each.makes}
    derived: dict[str, set[str]] = defaultdict(set)
    for name in {last for each in effects for _, last in each.names}:
        for origin in _origins(name):
            if origin in made and name not in routines:
                derived[origin].add(name)
    if not derived:
        return list(effects)
    return [_with_names(each, derived) for each in effects]


def _with_names(effects: Effects, derived: dict[str, set[str]]) -> Effects:
    if effects.kind == _ROUTINE:
        return effects
    names = {("", name) for _, last in effects.makes for name in derived.get(last, ())}
    return replace(effects, makes=effects.makes | names)


def _origins(name: str) -> Iterator[str]:
    """Yield the names from which the server may have derived this one."""
    if name.startswith("_"):
        yield name[1:]
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        yield numbered[1]
    if _MULTIRANGE in name:
        yield name.replace(_MULTIRANGE, _RANGE, 1)
        yield name.removesuffix(f"_{_MULTIRANGE}")
