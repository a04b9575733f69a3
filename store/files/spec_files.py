"""The spec files that we write: which units belong in each, what we wrote there, what we plan to write."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.fault import Fault
from store.core import journal, subjects, texts, times
from store.core.errors import MissingError
from store.core.fault_column import fault_from_column, fault_to_column
from store.core.transaction import ReadView, WriteTransaction
from store.files.spec_places import spec_path
from store.review import reviews

NO_FILE = ""  # the plan for a file that is to be removed
UNREADABLE = "spec.unreadable"  # an edit left something that is not a spec, so nothing in it counts


@dataclass(frozen=True, slots=True)
class SpecFilePlace:
    """Where a unit belongs: a file of a folder, and the title of that file."""

    project: str
    folder: str
    path: str
    title: str
    entity: bool


@dataclass(frozen=True, slots=True)
class SpecFileRow:
    """One file; `units` are the texts, by unit, that it holds from us once `intended` is written.

    With `alone`, it then holds nothing else.
    """

    id: int
    place: SpecFilePlace
    written: str | None
    intended: str | None
    base: str | None
    units: Mapping[int, str]
    alone: bool
    error: Fault | None


@dataclass(frozen=True, slots=True)
class ApprovedText:
    """An approved text of a unit, by hash."""

    unit: int
    spec: str


def find_place(view: ReadView, conversion: int) -> SpecFilePlace | None:
    """Return where the spec of a unit belongs; None if the unit no longer exists."""
    return view.one(
        _place,
        "SELECT c.project, c.name, c.entity, s.folder, s.path FROM conversions c JOIN sources s ON s.id = c.source"
        " WHERE c.id = ?",
        conversion,
    )


def get_or_add(tx: WriteTransaction, place: SpecFilePlace) -> SpecFileRow:
    """Return the file at a place, adding it if it is new."""
    tx.execute(
        "INSERT OR IGNORE INTO spec_files (project, folder, path, title, entity, at) VALUES (?, ?, ?, ?, ?, ?)",
        place.project,
        place.folder,
        place.path,
        place.title,
        int(place.entity),
        times.to_text(tx.now),
    )
    found = find(tx, place.project, place.folder, place.path)
    if found is None:
        raise MissingError(f"There is no spec file {place.path}.", "Its project may be gone.")
    return found


def find(view: ReadView, project: str, folder: str, path: str) -> SpecFileRow | None:
    """Return the file at a path, if it is one that we write."""
    return view.one(
        _file, "SELECT * FROM spec_files WHERE project = ? AND folder = ? AND path = ?", project, folder, path
    )


def get(view: ReadView, file: int) -> SpecFileRow:
    """Return the file with this number."""
    row = view.row("SELECT * FROM spec_files WHERE id = ?", file)
    if row is None:
        raise MissingError(f"There is no spec file {file}.", "Its project may be gone.")
    return _file(row)


def find_project(view: ReadView, file: int) -> str | None:
    """Return the project of a spec file, or None if there is no such file."""
    return view.value("SELECT project FROM spec_files WHERE id = ?", file)


def find_fault(view: ReadView, conversion: int) -> Fault | None:
    """Return why the file where a unit belongs could not be written, if it could not."""
    place = find_place(view, conversion)
    if place is None:
        return None
    found = find(view, place.project, place.folder, place.path)
    if found is None:
        return None
    return found.error


def find_of_unit(view: ReadView, conversion: int) -> int | None:
    """Return the file in which we wrote a unit."""
    return view.value("SELECT file FROM reviews WHERE conversion = ?", conversion)


def list_approved(view: ReadView, file: SpecFileRow) -> list[ApprovedText]:
    """Return what a file must hold: the approved texts of the units that belong there and still have SQL."""
    place = file.place
    rows = view.rows(
        "SELECT c.id, c.project, c.name, c.entity, s.folder, s.path, r.approved FROM reviews r"
        " JOIN conversions c ON c.id = r.conversion JOIN sources s ON s.id = c.source"
        " WHERE r.place = ? AND r.project = ? AND r.approved IS NOT NULL AND s.folder = ? AND NOT c.gone ORDER BY c.id",
        place.path,
        place.project,
        place.folder,
    )
    return [ApprovedText(row["id"], row["approved"]) for row in rows if _place(row).path == place.path]


def list_former_texts(view: ReadView, file: int) -> list[str]:
    """Return the hashes of the texts that we wrote to a file."""
    rows = view.rows("SELECT written FROM reviews WHERE file = ? AND written IS NOT NULL ORDER BY conversion", file)
    return [row["written"] for row in rows]


def list_units(view: ReadView, file: int) -> list[int]:
    """Return the units that we wrote to a file."""
    return [row["conversion"] for row in view.rows("SELECT conversion FROM reviews WHERE file = ?", file)]


def plan_write(
    tx: WriteTransaction, file: int, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
) -> None:
    """Plan this content for a file that still holds the bytes it was composed from."""
    intended = NO_FILE if text is None else texts.save(tx, text)
    kept = json.dumps({str(unit): spec for unit, spec in units.items()})
    tx.execute(
        "UPDATE spec_files SET intended = ?, base = ?, units = ?, alone = ?, error = NULL WHERE id = ?",
        intended,
        base,
        kept,
        int(alone),
        file,
    )


def is_written(
    tx: WriteTransaction, file: SpecFileRow, text: str | None, base: str | None, units: Mapping[int, str]
) -> bool:
    """Return whether all of this is in the file already; if so, clear any fault."""
    rows = tx.rows("SELECT conversion, written FROM reviews WHERE file = ?", file.id)
    known = {row["conversion"]: row["written"] for row in rows} == dict(units)
    there = known and file.written == base == (None if text is None else hash_text(text))
    if there:
        tx.execute("UPDATE spec_files SET error = NULL, intended = NULL WHERE id = ?", file.id)
    return there


def hold(tx: WriteTransaction, file: SpecFileRow, fault: Fault) -> None:
    """Record why a file cannot be written now; journal it once."""
    if file.error != fault:
        journal.append(tx, "spec.held", subject(file.id), {"code": fault.code})
    tx.execute(
        "UPDATE spec_files SET error = ?, at = ? WHERE id = ?",
        fault_to_column(fault),
        times.to_text(tx.now),
        file.id,
    )


def drop_plan(tx: WriteTransaction, file: int) -> None:
    """Drop a plan that was composed from bytes the file no longer holds."""
    tx.execute("UPDATE spec_files SET intended = NULL, base = NULL WHERE id = ?", file)


def mark_written(tx: WriteTransaction, file: SpecFileRow, digest: str | None) -> None:
    """Record that the plan of `file` was carried out; `digest` is the hash of the bytes. A newer plan remains."""
    tx.execute(
        "UPDATE spec_files SET written = ?1, base = iif(intended IS ?2, NULL, base), intended = nullif(intended, ?2),"
        " error = NULL, at = ?3 WHERE id = ?4",
        digest,
        file.intended,
        times.to_text(tx.now),
        file.id,
    )
    journal.append(tx, "spec.written" if digest else "spec.removed", subject(file.id), {"bytes": digest or ""})


def mark_gone(tx: WriteTransaction, project: str, folder: str, path: str) -> None:
    """Record that a file was removed; if we did not remove it, its units are no longer written, and it is held."""
    file = find(tx, project, folder, path)
    if file is None or file.written is None or file.intended == NO_FILE:
        return
    for unit in list_units(tx, file.id):
        reviews.mark_written(tx, unit, None, file.id)
    tx.execute("UPDATE spec_files SET written = NULL WHERE id = ?", file.id)
    hint = "specdeck review write writes it again; reject the units that should stay away."
    hold(tx, file, Fault("spec.removed_by_hand", f"{path} was removed by somebody.", hint))


def list_folders(view: ReadView) -> list[tuple[str, str]]:
    """Return the watched folders, with the folders below them in which we write."""
    rows = view.rows("SELECT folder, path FROM spec_files ORDER BY folder, path")
    return sorted({(row["folder"], str(PurePosixPath(row["path"]).parent)) for row in rows})


def list_planned(view: ReadView) -> list[SpecFileRow]:
    """Return the files that must be written and, as far as we know, can be."""
    due = "SELECT * FROM spec_files WHERE intended IS NOT NULL AND error IS NULL ORDER BY id"
    return [_file(row) for row in view.rows(due)]


def list_held(view: ReadView) -> list[SpecFileRow]:
    """Return the files that could not be written."""
    return [_file(row) for row in view.rows("SELECT * FROM spec_files WHERE error IS NOT NULL ORDER BY id")]


def is_ours(file: SpecFileRow, digest: str) -> bool:
    """Return whether we wrote the bytes with this hash."""
    return digest == file.written or (file.intended is not None and digest == file.intended)


def hash_text(text: str) -> str:
    """Return the hash of a text's bytes, as the watcher computes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def subject(file: int) -> str:
    """Return how jobs and the journal name a spec file."""
    return subjects.numbered_subject(subjects.SPEC_FILE, file)


def id_from_subject(subject: str) -> int:
    """Return the number of a spec file as the journal and jobs name it."""
    return subjects.number_from_subject(subject, subjects.SPEC_FILE)


def _place(row: sqlite3.Row) -> SpecFilePlace:
    found = spec_path(row["name"], row["entity"], row["path"])
    return SpecFilePlace(row["project"], row["folder"], found.path, found.title, found.entity)


def _file(row: sqlite3.Row) -> SpecFileRow:
    error = row["error"]
    return SpecFileRow(
        id=row["id"],
        place=SpecFilePlace(row["project"], row["folder"], row["path"], row["title"], bool(row["entity"])),
        written=row["written"],
        intended=row["intended"],
        base=row["base"],
        alone=bool(row["alone"]),
        units={int(unit): spec for unit, spec in json.loads(row["units"]).items()},
        error=fault_from_column(error),
    )
