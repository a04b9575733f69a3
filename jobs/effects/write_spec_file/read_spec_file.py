"""Read a spec file from disk, the units it must hold, and whether it may be touched."""

import hashlib
from pathlib import Path

from engine.fault import Fault
from jobs.kinds.write_spec_file.spec_file_state import ApprovedUnit, SpecFileState
from store.codebase import proved_specs, sources
from store.core import texts
from store.core.errors import MissingError
from store.core.transaction import ReadView
from store.files import safe_files, spec_files
from store.files.safe_files import LinkError
from store.files.spec_files import SpecFileRow
from store.review import proposals

UNREAD = Fault("spec.unread", "The file was edited and has not been read yet.", "It is written once it has been read.")
EDITED = Fault("spec.edited", "The file was edited.", "Decide on the proposals it makes; then it is written.")


def read_spec_file(view: ReadView, file: SpecFileRow) -> SpecFileState:
    """Return what is in a spec file and what must be; with a fault where it must not be touched."""
    found, fault = _read(file)
    base = None if found is None else hashlib.sha256(found).hexdigest()
    fault = fault or _protection(view, file, base)
    approved = spec_files.list_approved(view, file)
    return SpecFileState(
        title=file.place.title,
        entity=file.place.entity,
        there=None if found is None or fault or _is_alone(file, base) else found.decode("utf-8", "replace"),
        base=base,
        ours=tuple(ApprovedUnit(each.unit, each.spec, texts.get(view, each.spec)) for each in approved),
        former=tuple(texts.get(view, digest) for digest in spec_files.list_former_texts(view, file.id)),
        fault=fault,
    )


def _is_alone(file: SpecFileRow, base: str | None) -> bool:
    """Whether we wrote everything in the file, so that nothing of it has to be kept."""
    return file.alone and base == file.written and file.intended is None


def _read(file: SpecFileRow) -> tuple[bytes | None, Fault | None]:
    try:
        return safe_files.read(Path(file.place.folder), file.place.path), None
    except LinkError as error:
        return None, Fault(error.code, error.sentence, error.hint)
    except OSError as error:
        sentence = f"The file cannot be read: {error.strerror}."
        return None, Fault("spec.disk", sentence, "Make it readable, or remove it.")


def _protection(view: ReadView, file: SpecFileRow, base: str | None) -> Fault | None:
    """Why bytes that we did not write must stay; None once everything they propose is decided."""
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
    read = proved_specs.list_of_source(view, source.id)
    broken = next((each.fault for each in read if each.kind == "file" and each.fault), None)
    if broken is not None:
        sentence = f"The file cannot be read: {broken.sentence}"
        return Fault(spec_files.UNREADABLE, sentence, "Correct it, or remove it.")
    if proposals.list_open_of_source(view, source.id):
        return EDITED
    return None
