"""Another text for a unit's spec, checked: read strictly, found to be of this unit, lowered and proved."""

from collections import Counter
from dataclasses import dataclass, replace

from engine.conversion import lower_spec, prove_unit
from engine.fault import Fault
from engine.lower.error import LowerError
from engine.lower.file import lower_file
from engine.proof.verdict import Verdict
from engine.source.span import Span
from engine.source.split_file import split
from engine.source.unit import Unit
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError

MAX_MISTAKES = 100
UnitNames = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EditedUnit:
    """What a text must be of: a unit as it is known, and the spec that the lift made of it, if it made one."""

    kind: str
    name: str
    sql: str
    lift: str | None


@dataclass(frozen=True, slots=True)
class CheckedEdit:
    """A text without mistakes: its spec, the SQL that it stands for, and what is known about the two."""

    spec: SpecFile
    lowered: str
    verdict: Verdict


def check_edit(original: EditedUnit, text: str) -> CheckedEdit | tuple[Fault, ...]:
    """What is known about a text, or what is wrong with it."""
    try:
        spec = read_spec(text)
        strange = _strange(original, spec)
        if strange:
            return (strange,)
        lowered = lower_spec(spec)
    except SpecError as error:
        return tuple(each.fault for each in (error, *error.others)[:MAX_MISTAKES])
    except LowerError as error:
        return (error.fault,)
    except RecursionError:
        return (Fault("spec.too_deep", "The spec is nested too deeply to be checked.", "Split the routine."),)
    return CheckedEdit(spec, lowered, prove_unit(_unit(original), lowered, None))


def _unit(original: EditedUnit) -> Unit:
    """The unit with the marks of its templates, where its SQL has some."""
    found = split(original.sql).units
    if len(found) == 1 and found[0].text == original.sql:
        return found[0]
    return Unit(original.kind, original.name, Span(0, len(original.sql)), original.sql)


def _strange(original: EditedUnit, spec: SpecFile) -> Fault | None:
    """A spec of something else, or of more than one thing, is a mistake however well it reads."""
    made = _names(spec)
    if made not in (UnitNames([(original.kind, original.name)]), _lifted(original)):
        said = ", ".join(sorted(f"{kind} {name}".strip() for kind, name in made)) or "nothing"
        sentence = f"This is a spec of {said}, but the unit is {original.kind} {original.name}."
        return Fault("spec.other_unit", sentence, "Keep its kind, name and parameters; another unit has its own spec.")
    # The proof of a routine looks at its action alone, so nothing may stand beside it.
    if spec.actions and split(lower_file(replace(spec, actions=spec.actions[1:]))).units:
        return Fault(
            "spec.more_than_action", "The spec has more than one action in it.", "Keep the action and delete the rest."
        )
    return None


def _lifted(original: EditedUnit) -> UnitNames | None:
    """What the lift's spec makes: its SQL may have got its schema from what stands before it in its file."""
    try:
        return None if original.lift is None else _names(read_spec(original.lift))
    except (SpecError, LowerError, RecursionError):
        return None


def _names(spec: SpecFile) -> UnitNames:
    """Kind and name of all that a spec makes; a comment on something is part of that."""
    units = split(lower_file(spec)).units
    return UnitNames((unit.kind, unit.name) for unit in units if unit.kind not in {"comment", "set"})
