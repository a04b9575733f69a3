"""Compose the files of a project so that the script lowered from its specs is proved.

The specs are composed freely first. Where the script would not keep the order of two dependent statements, these record
their positions; where a statement cannot be folded into its object, it stays apart. In the end every statement may have
a position: then the script has the original order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.lift.project.compose import Composition, compose
from engine.lift.project.composition_plan import FREE, CompositionPlan
from engine.lower.file import lower_files
from engine.proof.scripts.prove_script import OriginalScript
from engine.proof.scripts.script_verdict import ProblemKind, ScriptVerdict
from engine.source.split_file import split
from engine.source.unit import SourceFile
from engine.spec.reader import read_spec
from engine.spec.writer import write_spec

ROUNDS = 4


@dataclass(frozen=True, slots=True)
class ProvedComposition:
    """The specs of a project, the script lowered from them, and the verdict on it."""

    composition: Composition
    script: str
    verdict: ScriptVerdict


def compose_project(sources: Sequence[SourceFile]) -> ProvedComposition:
    """Return the specs of the files of a project, given in load order, with the verdict on their script."""
    original, plan = OriginalScript(sources), FREE
    for number in range(ROUNDS):
        found = _attempt(sources, plan, original)
        if not found.verdict.unproved:
            break
        plan = _improved(plan, found.verdict, is_last=number == ROUNDS - 2)
    return _read_back(found, original)


def _attempt(sources: Sequence[SourceFile], plan: CompositionPlan, original: OriginalScript) -> ProvedComposition:
    composition = compose(sources, plan)
    script = lower_files(composition.specs)
    return ProvedComposition(composition, script, original.compare([split(script)]))


def _read_back(found: ProvedComposition, original: OriginalScript) -> ProvedComposition:
    """Return the composition with the script of the specs as they are written and read again."""
    script = lower_files([read_spec(write_spec(spec).text) for spec in found.composition.specs])
    if script == found.script:
        return found
    return replace(found, script=script, verdict=original.compare([split(script)]))


def _improved(plan: CompositionPlan, verdict: ScriptVerdict, *, is_last: bool) -> CompositionPlan:
    """Return the plan that pins and separates what the problems are about, or at last everything."""
    if is_last:
        everything = frozenset(range(verdict.statements))
        return CompositionPlan(everything, everything)
    named = frozenset(number for problem in verdict.unproved for number in problem.statements)
    again = frozenset(
        number
        for problem in verdict.unproved
        if problem.kind is not ProblemKind.ORDER or plan.pinned.issuperset(problem.statements)
        for number in problem.statements
    )
    return CompositionPlan(plan.pinned | named, plan.separate | again)
