"""The one gate between a proposal and a reviewer: the whole changed spec is lowered and proved against the unit's SQL.

Whatever the proof cannot see is checked here: where a spec is filed stays as it is, new texts are signed, and a text of
unreasonable size is refused before it is read.
"""

from engine.analysts.proposal import GatedChange, ProposedChange
from engine.analysts.written_notes import written_notes
from engine.check_edit import CheckedEdit, EditedUnit, check_edit
from engine.fault import Fault
from engine.proof.verdict import VerdictKind
from engine.spec.document.file import SpecFile
from engine.spec.reader import read_spec

GROWTH = 4  # a spec may grow to this many times its length,
MARGIN = 20_000  # and by this many characters


def pass_gate(unit: EditedUnit, change: ProposedChange) -> GatedChange:
    """Return the change with its verdict; `unit.lift` is the spec that it changes."""
    before = unit.lift or ""
    if len(change.spec) > GROWTH * len(before) + MARGIN:
        sentence = f"The proposed spec has {len(change.spec):,} characters; the present one has {len(before):,}."
        return _refused(change, Fault("analysts.too_large", sentence, "It is kept out."))
    checked = check_edit(unit, change.spec)
    if not isinstance(checked, CheckedEdit):
        return _refused(change, *checked)
    unseen = _unseen(change, read_spec(before), checked.spec)
    if unseen:
        return _refused(change, unseen)
    verdict = checked.verdict
    return GatedChange(
        change,
        verdict.kind,
        difference=verdict.difference.sentence if verdict.difference else "",
        lowered=checked.lowered,
        evidence=verdict.evidence.to_json(),
    )


def _refused(change: ProposedChange, *faults: Fault) -> GatedChange:
    return GatedChange(change, VerdictKind.UNVERIFIED, faults=faults)


def _unseen(change: ProposedChange, before: SpecFile, after: SpecFile) -> Fault | None:
    """Return the fault of a change that lowers to the same SQL and still says something that nobody proved."""
    if _filing(before) != _filing(after):
        sentence = "The proposal files the unit under another module, entity, schema, source or pattern."
        return Fault("analysts.filing", sentence, "A person may change that; an analyst may not.")
    unsigned = [text for text in written_notes(after) - written_notes(before) if not text.endswith(signature(change))]
    if unsigned:
        sentence = f"The proposal has a text that does not say who wrote it: {unsigned[0][:60]!r}."
        return Fault("analysts.unsigned", sentence, f"A text of an analyst ends with {signature(change)}.")
    return None


def signature(change: ProposedChange) -> str:
    """Return what a text by an analyst ends with."""
    return f"({change.analyst})"


def _filing(spec: SpecFile) -> tuple[object, ...]:
    """Return what a spec says beside the SQL that it lowers to: where it belongs, and where it came from."""
    actions = tuple((action.name, action.schema, action.source) for action in spec.actions)
    return (spec.module, spec.entity, spec.schema, spec.table, spec.source, spec.patterns, actions)
