"""Decide whether two scripts make the same database.

Both scripts are taken apart into atoms. Every atom of one has its counterpart in the other, and two atoms that the
dependency rule names keep their order. What may move is stated there and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from engine.proof.ddl.table_form import order_constraints
from engine.proof.ddl.tree_form import Parsed
from engine.proof.prove import prove
from engine.proof.renames.prove_renames import RENAMING_RULES
from engine.proof.rules import all_rules
from engine.proof.scripts.atoms import ROUTINE, Atom, atoms_of
from engine.proof.scripts.dependent_pairs import PlacedEffects, inverted_pairs
from engine.proof.scripts.script_context import in_context
from engine.proof.scripts.script_statements import ScriptStatements, statements_of
from engine.proof.scripts.script_verdict import ProblemKind, ScriptProblem, ScriptVerdict
from engine.proof.scripts.template_marks import template_marks
from engine.proof.verdict import VerdictKind
from engine.source.unit import SourceFile, Unit

Pair = tuple[Atom, Atom]


def prove_script(original: Sequence[SourceFile], lowered: Sequence[SourceFile]) -> ScriptVerdict:
    """Return what is known about two scripts, each given as files in the order in which they load."""
    return OriginalScript(original).compare(lowered)


class OriginalScript:
    """A script that others are compared with; it is taken apart once."""

    def __init__(self, sources: Sequence[SourceFile]) -> None:
        self._statements = statements_of(sources)
        self._atoms: list[Atom] = []

    def compare(self, lowered: Sequence[SourceFile]) -> ScriptVerdict:
        """Return what is known about this script and a lowered one."""
        one, other = self._statements, statements_of(lowered)
        try:
            self._atoms = self._atoms or list(atoms_of(one))
            problems = (*_left_out(one), *_compare(one, other, self._atoms))
        except RecursionError:
            problems = (ScriptProblem(ProblemKind.LEFT_OUT, "A statement is nested too deeply to be compared."),)
        return ScriptVerdict(len(one.units), problems)


def _left_out(script: ScriptStatements) -> Iterator[ScriptProblem]:
    for text in script.left_out:
        words = " ".join(text.split())[:60]
        yield ScriptProblem(ProblemKind.LEFT_OUT, f"No spec can hold `{words}`.")


def _compare(one: ScriptStatements, other: ScriptStatements, atoms: Sequence[Atom]) -> Iterator[ScriptProblem]:
    counterparts = _Counterparts(atoms_of(other))
    pairs: list[Pair] = []
    for atom in atoms:
        found = counterparts.take(atom)
        if found is None:
            yield _problem(ProblemKind.MISSING, one, atom, "The lowered script lacks, or changes,")
        elif atom.key[0][0] == ROUTINE:
            yield from _routine_problems(one, atom, other.unit(found))
            pairs.append((atom, found))
        else:
            pairs.append((atom, found))
    for atom in counterparts.left():
        yield ScriptProblem(ProblemKind.ADDED, f"Only the lowered script has {other.title(atom.statement)}.")
    yield from _order_problems(one, pairs)
    yield from _constraint_problems(one, other, pairs)


class _Counterparts:
    """The atoms of the other script, each handed out once, equal ones in their order."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self._by_key: dict[object, deque[Atom]] = defaultdict(deque)
        for atom in atoms:
            self._by_key[atom.key].append(atom)

    def take(self, atom: Atom) -> Atom | None:
        waiting = self._by_key.get(atom.key)
        if waiting:
            return waiting.popleft()
        return None

    def left(self) -> Iterator[Atom]:
        for waiting in self._by_key.values():
            yield from waiting


def _routine_problems(script: ScriptStatements, atom: Atom, lowered: Unit) -> Iterator[ScriptProblem]:
    kind = _unit_verdict(script.unit(atom), lowered)
    if kind is VerdictKind.PROVED_IF:
        yield _problem(ProblemKind.OBLIGATION, script, atom, "There are open obligations of")
    elif kind is not VerdictKind.PROVED:
        yield _problem(ProblemKind.MISSING, script, atom, "The lowered script changes")


def _unit_verdict(original: Unit, lowered: Unit) -> VerdictKind:
    """Template marks count as names; what a template puts there may be any name, so nothing is renamed beside them."""
    marks, marks_there = template_marks(original), template_marks(lowered)
    if not marks and not marks_there:
        return _text_verdict(original.text, lowered.text)
    if marks != marks_there or any(len(written) > 1 for written in marks.values()):
        return VerdictKind.UNVERIFIED
    return prove(original.parsed_text, lowered.parsed_text, None, all_rules().keys() - RENAMING_RULES).kind


@lru_cache(maxsize=4096)
def _text_verdict(original: str, lowered: str) -> VerdictKind:
    return prove(original, lowered).kind


def _order_problems(script: ScriptStatements, pairs: Sequence[Pair]) -> Iterator[ScriptProblem]:
    effects = in_context([atom.effects for atom, _ in pairs])
    placed = [PlacedEffects(each, found.statement) for each, (_, found) in zip(effects, pairs, strict=True)]
    for first, second in inverted_pairs(placed):
        numbers = pairs[first][0].statement, pairs[second][0].statement
        sentence = f"{script.title(numbers[0])} must stay before {script.title(numbers[1])}."
        yield ScriptProblem(ProblemKind.ORDER, sentence, numbers)


def _constraint_problems(
    one: ScriptStatements, other: ScriptStatements, pairs: Sequence[Pair]
) -> Iterator[ScriptProblem]:
    """The constraints that end up in one CREATE TABLE must get the same names and the same order there."""
    together: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair[0].constraint is not None:
            together[pair[1].statement].append(pair)
    for number, found in together.items():
        node: Parsed = other.units[number].node
        table = node.relation.relname
        before = order_constraints(table, [(atom.constraint, atom.key) for atom, _ in found])
        there = sorted((atom for _, atom in found), key=lambda atom: atom.position)
        after = order_constraints(table, [(atom.constraint, atom.key) for atom in there])
        if before != after:
            numbers = tuple(sorted({atom.statement for atom, _ in found}))
            sentence = f"The constraints of {one.title(numbers[0])} come in another order."
            yield ScriptProblem(ProblemKind.ORDER, sentence, numbers)


def _problem(kind: ProblemKind, script: ScriptStatements, atom: Atom, words: str) -> ScriptProblem:
    return ScriptProblem(kind, f"{words} {script.title(atom.statement)}.", (atom.statement,))
