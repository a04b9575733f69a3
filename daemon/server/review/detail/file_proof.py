"""The verdict on the spec file that holds a unit, as a whole."""

from daemon.server.review.unit_texts import stored_json
from daemon.wire.review import FileProof
from store import ReadView
from store.codebase import proved_specs
from store.files import spec_files


def file_proof(view: ReadView, conversion: int) -> FileProof | None:
    """Return the verdict on the file; None until the unit is written and the file was read again."""
    number = spec_files.find_of_unit(view, conversion)
    if number is None:
        return None
    place = spec_files.get(view, number).place
    found = proved_specs.find_of_file(view, place.project, place.folder, place.path)
    if found is None:
        return None
    evidence = stored_json(view, found.evidence) or {}
    return FileProof(place.path, found.verdict, tuple(evidence.get("problems", ())))
