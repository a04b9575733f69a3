"""A spec file between its decisions and the disk: what it must hold, whether it may be touched, when it is due."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from jobs.kinds.desk import ProvedUnit, SpecFileState
from jobs.kinds.registry import kinds
from jobs.ledger.enqueue import Order, enqueue
from store import beneath, proposals, sources, spec_files, specs, texts
from store.beneath import LinkedError
from store.errors import MissingError
from store.sources import Fault, Source
from store.spec_files import SpecFile
from store.transaction import Transaction, View

UNREAD = ("spec.unread", "The file was changed by hand and is not read yet.", "It is written once that is done.")
EDITED = ("spec.edited", "The file was changed by hand.", "Decide on what it proposes: then it is written.")
PASSING = frozenset({UNREAD[0], EDITED[0]})


def number(subject: str) -> int:
    """The number in `spec-file:3`."""
    return int(subject.removeprefix("spec-file:"))


def order(tx: Transaction, file: SpecFile, key: str, now: float) -> None:
    """Have a file put together again; two orders with one key are one."""
    subject = spec_files.subject(file.id)
    enqueue(tx, Order(kinds()["write"], file.place.project, subject, f"write:{subject}:{key}"), now)


def due_at(tx: Transaction, source: Source, units: Sequence[ProvedUnit], now: float) -> None:
    """A spec file was read: one that we could not write may be due now; of one that is no spec any more it is told."""
    file = spec_files.find(tx, source.project, source.folder, source.path)
    broken = any(unit.kind == "file" and unit.error for unit in units)
    if file is not None and (broken or file.error is not None or file.intended is not None):
        order(tx, file, f"read:{source.revision}:{source.hash}", now)


def state(view: View, number: int) -> SpecFileState:
    """What lies there, what must, and whether it may be touched."""
    file = spec_files.get(view, number)
    there, fault = _there(file)
    base = None if there is None else hashlib.sha256(there).hexdigest()
    fault = fault or _protected(view, file, base)
    held = spec_files.approved(view, file)
    return SpecFileState(
        title=file.place.title,
        entity=file.place.entity,
        there=None if there is None or fault or _is_alone(file, base) else there.decode("utf-8", "replace"),
        base=base,
        ours=tuple((each.unit, each.spec, texts.get(view, each.spec)) for each in held),
        former=tuple(texts.get(view, digest) for digest in spec_files.former(view, number)),
        fault=fault,
    )


def intend(
    tx: Transaction, number: int, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
) -> bool:
    """This must lie there; False if what is approved is something else by now, and another job is on its way."""
    file = spec_files.get(tx, number)
    if {each.unit: each.spec for each in spec_files.approved(tx, file)} != dict(units):
        return False
    if not spec_files.is_there(tx, file, text, base, units):
        spec_files.intend(tx, number, text, base, units, alone=alone)
    return True


def hold(tx: Transaction, number: int, fault: Fault, now: float) -> None:
    """It cannot be written now; what stood in the way may have gone while that was found out."""
    file = spec_files.get(tx, number)
    if state(tx, number).fault is None and fault.code in PASSING:
        order(tx, file, f"free:{tx.now}", now)
    else:
        spec_files.hold(tx, file, fault)


def _is_alone(file: SpecFile, base: str | None) -> bool:
    """Whether what lies there is by our hand alone, so that nothing of it is to be kept."""
    return file.alone and base == file.written and file.intended is None


def _there(file: SpecFile) -> tuple[bytes | None, tuple[str, str, str] | None]:
    try:
        return beneath.read(Path(file.place.folder), file.place.path), None
    except LinkedError as error:
        return None, (error.code, error.sentence, error.hint)
    except OSError as error:
        return None, ("spec.disk", f"The file cannot be read: {error.strerror}.", "Make it readable, or remove it.")


def _protected(view: View, file: SpecFile, base: str | None) -> tuple[str, str, str] | None:
    """Why bytes that are not ours must stay; None once everything that they propose is decided."""
    if base is None or spec_files.is_ours(file, base):
        return None
    place = file.place
    try:
        source = sources.at(view, place.project, place.folder, place.path)
    except MissingError:
        return UNREAD
    basis = specs.basis(view, source.id)
    if source.hash != base or source.text is None or basis is None or not basis.startswith(f"{source.text}:"):
        return UNREAD
    faulty = next((each.fault for each in specs.of_source(view, source.id) if each.kind == "file" and each.fault), None)
    if faulty is not None:
        return (spec_files.UNREADABLE, f"The file cannot be read: {faulty.sentence}", "Correct it, or remove it.")
    return EDITED if proposals.open_from(view, source.id) else None
