"""A write: read a spec file and what it must hold, plan the text that was composed for it."""

from jobs.effects.write_spec_file.read_spec_file import read_spec_file
from jobs.effects.write_spec_file.write_order import write_order
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder
from jobs.kinds.write_spec_file import KIND
from jobs.kinds.write_spec_file.spec_file_state import SpecFileText
from store import ReadView, WriteTransaction
from store.files import spec_files
from store.files.spec_files import SpecFileRow

UNTIL_READ = frozenset({"spec.unread", "spec.edited"})  # faults that end without anybody asking for the file again


def inputs(view: ReadView, subject: str) -> Payload:
    """Return what is in the file and what must be, or why it must not be touched."""
    return read_spec_file(view, spec_files.get(view, spec_files.id_from_subject(subject))).to_json()


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Plan the write, unless somebody has decided otherwise since: then another job is due."""
    file, composed = spec_files.get(tx, spec_files.id_from_subject(subject)), SpecFileText.from_json(result)
    if composed.fault is not None:
        return Applied({"held": True}, _hold(tx, file, composed))
    return Applied({"outdated": not _plan(tx, file, composed)})


def _hold(tx: WriteTransaction, file: SpecFileRow, composed: SpecFileText) -> tuple[JobOrder, ...]:
    """Record why it cannot be written now; the reason may have gone while the job ran."""
    assert composed.fault is not None, "the caller looked"  # noqa: S101  says what the type cannot
    if composed.fault.code in UNTIL_READ and read_spec_file(tx, file).fault is None:
        return (write_order(file, f"free:{tx.now}"),)
    spec_files.hold(tx, file, composed.fault)
    return ()


def _plan(tx: WriteTransaction, file: SpecFileRow, composed: SpecFileText) -> bool:
    """Plan the text; False if the approved units are no longer those it was composed of."""
    text, base, units = composed.text, composed.base, composed.units
    if {each.unit: each.spec for each in spec_files.list_approved(tx, file)} != dict(units):
        return False
    if not spec_files.is_written(tx, file, text, base, units):
        spec_files.plan_write(tx, file.id, text, base, units, alone=composed.alone)
    return True


EFFECT = JobEffect(KIND, inputs, apply)
