"""Check an edited spec: read it strictly, make sure it is of the same unit, lower it and prove it."""

from collections import Counter
from dataclasses import dataclass, replace

from engine.conversion import prove_unit
from engine.fault import Fault
from engine.lift.template_marks import find_marks, has_marks
from engine.lower.error import LowerError
from engine.lower.file import lower_file
from engine.proof.known_comments import without_known_comments
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
    """The unit that an edited spec must describe, and the spec that was lifted from it, if there is one.

    `comments` are the COMMENT statements of its file about the same object, which a description may come from.
    """

    kind: str
    name: str
    sql: str
    lift: str | None
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedEdit:
    """A spec without mistakes, the SQL it lowers to, and the verdict on the two."""

    spec: SpecFile
    lowered: str
    verdict: Verdict


def check_edit(original: EditedUnit, text: str) -> CheckedEdit | tuple[Fault, ...]:
    """Return the checked spec, or the faults of the text."""
    try:
        spec = read_spec(text)
        strange = _strange(original, spec)
        if strange:
            return (strange,)
        lowered = lower_file(spec)  # all of it is written, so all of it is proved
    except SpecError as error:
        return tuple(each.fault for each in (error, *error.others)[:MAX_MISTAKES])
    except LowerError as error:
        return (error.fault,)
    except RecursionError:
        return (Fault("spec.too_deep", "The spec is nested too deeply to be checked.", "Split the routine."),)
    unit, own = _unit(original), without_known_comments(lowered, original.comments)
    return _neutral_name(unit, lowered) or CheckedEdit(spec, lowered, prove_unit(unit, own, None))


def _neutral_name(unit: Unit, lowered: str) -> tuple[Fault, ...]:
    """Return a fault if a text has one of the names that a template's marks have while they are checked."""
    marks = find_marks(unit) if has_marks(unit) else None
    if marks is None or marks.can_neutralize(lowered):
        return ()
    names = ", ".join(f'"{name}"' for name in sorted(marks.written) if name in lowered.lower())
    sentence = f"The spec has the neutral name of a template mark: {names}."
    return (Fault("spec.neutral_name", sentence, "Write the mark itself."),)


def _unit(original: EditedUnit) -> Unit:
    """Return the unit with its template marks, if its SQL has any."""
    found = split(original.sql).units
    if len(found) == 1 and found[0].text == original.sql:
        return found[0]
    return Unit(original.kind, original.name, Span(0, len(original.sql)), original.sql)


def _strange(original: EditedUnit, spec: SpecFile) -> Fault | None:
    """Return a fault if the spec describes another unit, or more than one."""
    made = _names(spec)
    if made not in (UnitNames([(original.kind, original.name)]), _lifted(original)):
        said = ", ".join(sorted(f"{kind} {name}".strip() for kind, name in made)) or "nothing"
        sentence = f"This is a spec of {said}, but the unit is {original.kind} {original.name}."
        return Fault("spec.other_unit", sentence, "Keep its kind, name and parameters; another unit has its own spec.")
    # The proof of a routine compares its action only, so the file may hold nothing else.
    if spec.actions and split(lower_file(replace(spec, actions=spec.actions[1:]))).units:
        return Fault(
            "spec.more_than_action", "The spec has more than one action in it.", "Keep the action and delete the rest."
        )
    return None


def _lifted(original: EditedUnit) -> UnitNames | None:
    """Return what the lifted spec creates; its schema may come from an earlier SET in its file."""
    try:
        if original.lift is None:
            return None
        return _names(read_spec(original.lift))
    except (SpecError, LowerError, RecursionError):
        return None


def _names(spec: SpecFile) -> UnitNames:
    """Return kind and name of everything a spec creates; comments count as part of their object."""
    units = split(lower_file(spec)).units
    return UnitNames((unit.kind, unit.name) for unit in units if unit.kind not in {"comment", "set"})
