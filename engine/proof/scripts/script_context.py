"""The effects of the statements of a whole script: what each does, given the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.proof.scripts.effects import OWNED_BY, Effects, Names, StatementRole
from engine.proof.scripts.names.derived_names import with_derived_names
from engine.proof.scripts.names.mentioned_names import is_catalog
from engine.proof.scripts.names.names_in_code import HIDDEN
from engine.proof.scripts.row_types import RowTypes
from engine.proof.scripts.table_family import TableFamily

_CALLED = frozenset({"CreateFunctionStmt", "CreateDomainStmt", "DefineStmt"})
_EVALUATING = frozenset({"AlterTableStmt", "AlterDomainStmt", "IndexStmt"})
_CHECKING = frozenset({"CreateStmt", "AlterTableStmt", "IndexStmt"})
_EVENT_TRIGGER = "CreateEventTrigStmt"
_FOLLOWING = frozenset({"owner", "privileges"})


def in_context(effects: Sequence[Effects]) -> list[Effects]:
    """Return the effects of each statement of a script, given those around it.

    A name that is made again changes what was made before. A name that is made only later is not what a statement
    before it uses. Rows reach the code that they fire, and indexes, constraints and new columns run the code that they
    call. A DROP … CASCADE of something that exists may take more with it. An event trigger may look at everything after
    it. Rows in a transaction may keep it from more until it ends, and the owner of a table is that of its sequences.
    """
    effects = _with_implied_uses(with_derived_names(effects))
    family = TableFamily.of(effects)
    reach, first_acts, companions = _Reach(effects, family), _first_acts(effects), _companions(effects)
    filled = {each.file for each in effects if each.role is StatementRole.EXECUTE}
    mentioned: set[str] = set()
    is_watched = False
    found: list[Effects] = []
    for at, each in enumerate(effects):
        again = {name for name in each.makes if first_acts[name[1]] < at}
        known = family.extended(_with_known_uses(each, at, first_acts))
        here = replace(known, changes=known.changes | again, frees=each.frees or bool(each.changes))
        if here.aspect in _FOLLOWING:
            here = replace(here, annotates=here.annotates | _followers(here.annotates, companions))
        if is_watched or (here.cascades and any(last in mentioned for _, last in here.changes)):
            here = replace(here, role=StatementRole.BARRIER)
        if here.role is StatementRole.FRAME and here.file in filled:
            here = replace(here, role=StatementRole.BARRIER)
        mentioned |= {last for _, last in each.names}
        family.note(each)
        is_watched = is_watched or here.kind == _EVENT_TRIGGER
        runs_code = here.role is StatementRole.EXECUTE or here.kind in _EVALUATING
        found.append(reach.extended(here) if runs_code else here)
    return found


def _with_implied_uses(effects: Sequence[Effects]) -> list[Effects]:
    """Return the effects with what a statement names as a field, and with the tables whose rows it may expand."""
    code = {last for each in effects if each.kind in _CALLED for _, last in each.makes}
    types = RowTypes.of(effects)
    return [
        replace(each, uses=each.uses | {name for name in each.attributes if name[1] in code} | types.behind(each))
        for each in effects
    ]


def _companions(effects: Sequence[Effects]) -> Mapping[str, Names]:
    """Return what gets the owner of each table: the sequences of its columns."""
    found: dict[str, Names] = defaultdict(frozenset)
    for each in effects:
        if each.kind == "CreateStmt":
            for _, last in each.makes:
                found[last] |= each.makes
        elif each.aspect == OWNED_BY:
            for _, last in each.uses:
                found[last] |= each.changes
    return found


def _followers(names: Names, companions: Mapping[str, Names]) -> Names:
    return frozenset(each for _, last in names for each in companions.get(last, ()))


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
    every = effects.uses | effects.checked | effects.uses_later
    later = {name for name in every if first_acts.get(name[1], at) > at}
    return replace(
        effects, uses=effects.uses - later, checked=effects.checked - later, uses_later=effects.uses_later - later,
        undefined=effects.uses & later,
    )  # fmt: skip


class _Reach:
    """Which names the code that a statement runs may reach, through the routines, views and triggers of the script."""

    def __init__(self, effects: Sequence[Effects], family: TableFamily) -> None:
        self._behind: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._known: dict[frozenset[str], Names] = {}
        self._code = frozenset(last for each in effects if each.kind in _CALLED for _, last in each.makes)
        for each in effects:
            for _, last in each.makes | each.attaches | each.changes:
                self._behind[last] |= each.uses | each.checked | each.uses_later | each.makes
            for _, last in each.constrains:
                self._behind[last] |= self._calls(each)
        self._checks = self._calls_of_tables(effects, family)

    def _calls_of_tables(self, effects: Sequence[Effects], family: TableFamily) -> Mapping[str, Names]:
        """Return the code that the checks, keys and columns of each table and of its family call."""
        found: dict[str, Names] = defaultdict(frozenset)
        for each in effects:
            if each.kind not in _CHECKING:
                continue
            calls = self._calls(each)
            for _, last in each.acted_on:
                found[last] |= calls
                found[family.family.get(last, last)] |= calls
        return found

    def extended(self, effects: Effects) -> Effects:
        """The effects with all names that are reached; a barrier where the code makes statements of its own."""
        used = effects.uses if effects.role is StatementRole.EXECUTE else self._calls(effects)
        if effects.rechecks:
            used = used.union(*(self._checks.get(last, ()) for _, last in effects.changes))
        if not used:
            return effects
        starts = frozenset(last for _, last in used if last in self._behind)
        if starts not in self._known:
            self._known[starts] = self._reached(starts)
        reached = self._known[starts]
        is_hidden = any(each == HIDDEN or is_catalog(each) for each in used | reached)
        role = StatementRole.BARRIER if is_hidden else StatementRole.EXECUTE
        return replace(effects, role=role, uses=effects.uses | reached)

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
