"""A spec file between its decisions and the disk: what it must hold, whether it may be touched, when it is due."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jobs.kinds.desk import ProvedUnit, SpecFileState
from jobs.kinds.registry import job_kinds
from jobs.ledger.enqueue import JobOrder, enqueue
from store.codebase import proved_specs, sources
from store.codebase.sources import SourceRow, StoredFault
from store.core import texts
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction
from store.files import safe_files, spec_files
from store.files.safe_files import LinkError
from store.files.spec_files import SpecFileRow
from store.review import proposals

UNREAD = ("spec.unread", "The file was changed by hand and is not read yet.", "It is written once that is done.")
EDITED = ("spec.edited", "The file was changed by hand.", "Decide on what it proposes: then it is written.")
TEMPORARY = frozenset({UNREAD[0], EDITED[0]})


def file_from_subject(subject: str) -> int:
    """The number in `spec-file:3`."""
    return int(subject.removeprefix("spec-file:"))


def order_write(tx: WriteTransaction, file: SpecFileRow, key: str, now: float) -> None:
    """Have a file put together again; two orders with one key are one."""
    subject = spec_files.subject(file.id)
    enqueue(tx, JobOrder(job_kinds()["write"], file.place.project, subject, f"write:{subject}:{key}"), now)


def order_write_if_due(tx: WriteTransaction, source: SourceRow, units: Sequence[ProvedUnit], now: float) -> None:
    """A spec file was read: one that we could not write may be due now; of one that is no spec any more it is told."""
    file = spec_files.find(tx, source.project, source.folder, source.path)
    broken = any(unit.kind == "file" and unit.error for unit in units)
    if file is not None and (broken or file.error is not None or file.intended is not None):
        order_write(tx, file, f"read:{source.revision}:{source.hash}", now)


def read_state(view: ReadView, number: int) -> SpecFileState:
    """What lies there, what must, and whether it may be touched."""
    file = spec_files.get(view, number)
    there, fault = _there(file)
    base = None if there is None else hashlib.sha256(there).hexdigest()
    fault = fault or _protected(view, file, base)
    held = spec_files.list_approved(view, file)
    return SpecFileState(
        title=file.place.title,
        entity=file.place.entity,
        there=None if there is None or fault or _is_alone(file, base) else there.decode("utf-8", "replace"),
        base=base,
        ours=tuple((each.unit, each.spec, texts.get(view, each.spec)) for each in held),
        former=tuple(texts.get(view, digest) for digest in spec_files.list_former_texts(view, number)),
        fault=fault,
    )


def plan_write(
    tx: WriteTransaction, number: int, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
) -> bool:
    """This must lie there; False if what is approved is something else by now, and another job is on its way."""
    file = spec_files.get(tx, number)
    if {each.unit: each.spec for each in spec_files.list_approved(tx, file)} != dict(units):
        return False
    if not spec_files.is_written(tx, file, text, base, units):
        spec_files.plan_write(tx, number, text, base, units, alone=alone)
    return True


def hold_write(tx: WriteTransaction, number: int, fault: StoredFault, now: float) -> None:
    """It cannot be written now; what stood in the way may have gone while that was found out."""
    file = spec_files.get(tx, number)
    if read_state(tx, number).fault is None and fault.code in TEMPORARY:
        order_write(tx, file, f"free:{tx.now}", now)
    else:
        spec_files.hold(tx, file, fault)


def _is_alone(file: SpecFileRow, base: str | None) -> bool:
    """Whether what lies there is by our hand alone, so that nothing of it is to be kept."""
    return file.alone and base == file.written and file.intended is None


def _there(file: SpecFileRow) -> tuple[bytes | None, tuple[str, str, str] | None]:
    try:
        return safe_files.read(Path(file.place.folder), file.place.path), None
    except LinkError as error:
        return None, (error.code, error.sentence, error.hint)
    except OSError as error:
        return None, ("spec.disk", f"The file cannot be read: {error.strerror}.", "Make it readable, or remove it.")


def _protected(view: ReadView, file: SpecFileRow, base: str | None) -> tuple[str, str, str] | None:
    """Why bytes that are not ours must stay; None once everything that they propose is decided."""
    if base is None or spec_files.is_ours(file, base):
        return None
    place = file.place
    try:
        source = sources.get_at(view, place.project, place.folder, place.path)
    except MissingError:
        return UNREAD
    basis = proved_specs.get_basis(view, source.id)
    if source.hash != base or source.text is None or basis is None or not basis.startswith(f"{source.text}:"):
        return UNREAD
    faulty = next(
        (each.fault for each in proved_specs.list_of_source(view, source.id) if each.kind == "file" and each.fault),
        None,
    )
    if faulty is not None:
        return (spec_files.UNREADABLE, f"The file cannot be read: {faulty.sentence}", "Correct it, or remove it.")
    return EDITED if proposals.list_open_of_source(view, source.id) else None
