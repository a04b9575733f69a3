"""Record the units of a spec file that somebody saved."""

from collections.abc import Sequence

from jobs.effects.convert.manual_edits import propose_edits
from jobs.effects.write_spec_file.write_order import write_order
from jobs.job_order import JobOrder
from jobs.kinds.convert.convert_output import ProvedUnit
from store.codebase import proved_specs
from store.codebase.proved_specs import ProvedSpec
from store.codebase.sources import SourceRow
from store.core import texts
from store.core.transaction import WriteTransaction
from store.files import spec_files


def record_spec(
    tx: WriteTransaction, source: SourceRow, basis: str, units: Sequence[ProvedUnit]
) -> tuple[JobOrder, ...]:
    """Record the units, propose what somebody edited, and order a write of the file where one is due."""
    propose_edits(tx, source, units)
    proved_specs.replace(tx, source.id, basis, [_proved_spec(tx, unit) for unit in units])
    return _due_write(tx, source, units)


def _due_write(tx: WriteTransaction, source: SourceRow, units: Sequence[ProvedUnit]) -> tuple[JobOrder, ...]:
    """A file that could not be written may be due now; one that no longer holds a spec must be reported."""
    file = spec_files.find(tx, source.project, source.folder, source.path)
    is_broken = any(unit.kind == "file" and unit.fault for unit in units)
    if file is not None and (is_broken or file.error is not None or file.intended is not None):
        return (write_order(file, f"read:{source.revision}:{source.hash}"),)
    return ()


def _proved_spec(tx: WriteTransaction, unit: ProvedUnit) -> ProvedSpec:
    evidence = texts.save_json(tx, unit.evidence)
    return ProvedSpec(unit.kind, unit.name, unit.sql, unit.verdict, evidence, unit.fault)
