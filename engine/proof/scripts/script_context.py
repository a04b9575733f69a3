"""The effects of the statements of a whole script: what each does, given the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.proof.scripts.effects import Effects, Names, StatementRole

_DYNAMIC = "execute"  # in a body, the word of a statement whose text is only known when it runs
_CALLED = frozenset({"CreateFunctionStmt", "CreateDomainStmt", "DefineStmt"})


def in_context(effects: Sequence[Effects], evaluating: frozenset[str] = frozenset()) -> list[Effects]:
    """Return the effects of each statement of a script, given those around it.

    A name that is made again changes what was made before. A name that is made only later is not what a statement
    before it uses. Rows reach the code that they fire, and statements of the kinds `evaluating` the code that they
    call. A DROP … CASCADE of something that exists may take more with it.
    """
    reach, first_acts = _Reach(effects), _first_acts(effects)
    mentioned: set[str] = set()
    found: list[Effects] = []
    for at, each in enumerate(effects):
        again = {name for name in each.makes if first_acts[name[1]] < at}
        here = replace(_with_known_uses(each, at, first_acts), changes=each.changes | again)
        if here.cascades and any(last in mentioned for _, last in here.changes):
            here = replace(here, role=StatementRole.BARRIER)
        mentioned |= {last for _, last in each.names}
        runs_code = here.role is StatementRole.EXECUTE or here.kind in evaluating
        found.append(reach.extended(here) if runs_code else here)
    return found


def _first_acts(effects: Sequence[Effects]) -> dict[str, int]:
    """Return which statement first does something to each name."""
    first: dict[str, int] = {}
    for at, each in enumerate(effects):
        for _, last in each.acted_on:
            first.setdefault(last, at)
    return first


def _with_known_uses(effects: Effects, at: int, first_acts: Mapping[str, int]) -> Effects:
    if effects.role is StatementRole.EXECUTE:
        return effects
    later = {name for name in effects.uses | effects.uses_later if first_acts.get(name[1], at) > at}
    return replace(
        effects, uses=effects.uses - later, uses_later=effects.uses_later - later, undefined=effects.uses & later
    )


class _Reach:
    """Which names the code that a statement runs may reach, through the routines, views and triggers of the script."""

    def __init__(self, effects: Sequence[Effects]) -> None:
        self._behind: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._known: dict[frozenset[str], Names] = {}
        self._code = frozenset(last for each in effects if each.kind in _CALLED for _, last in each.makes)
        for each in effects:
            for _, last in each.makes | each.attaches | each.changes:
                self._behind[last] |= each.uses | each.uses_later
            for _, last in each.constrains:
                self._behind[last] |= self._calls(each)

    def extended(self, effects: Effects) -> Effects:
        """The effects with all names that are reached; a barrier where the code makes statements of its own."""
        used = effects.uses if effects.role is StatementRole.EXECUTE else self._calls(effects)
        starts = frozenset(last for _, last in used if last in self._behind)
        if starts not in self._known:
            self._known[starts] = self._reached(starts)
        reached = self._known[starts]
        if ("", _DYNAMIC) in reached:
            return replace(effects, role=StatementRole.BARRIER)
        return replace(effects, uses=effects.uses | reached)

    def _calls(self, effects: Effects) -> Names:
        """The routines, operators and domains of the script that the expressions of a definition have."""
        return frozenset(name for name in effects.uses if name[1] in self._code)

    def _reached(self, starts: frozenset[str]) -> Names:
        found: set[tuple[str, str]] = set()
        left, seen = list(starts), set(starts)
        while left:
            found |= (news := self._behind[left.pop()] - found)
            fresh = {last for _, last in news if last in self._behind} - seen
            seen |= fresh
            left += fresh
        return frozenset(found)
