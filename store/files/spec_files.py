"""Spec files that we write: where each approved unit belongs, what lies there by our hand, what must lie there."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from engine.fault import Fault
from store.core import journal, texts, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction
from store.review import reviews

ROOT = "specql"
NO_FILE = ""  # what is intended where nothing is left to write
UNREADABLE = "spec.unreadable"  # a hand made of it what is no spec, and nothing in it counts
_SCHEMA = re.compile(r'([\w$]+|"[^"]+")\.')
_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_IN_FILES = re.compile(r"\W+")
_PLAIN = re.compile(r"\w+")
LONGEST_NAME = 80  # bytes


@dataclass(frozen=True, slots=True)
class SpecFilePlace:
    """Where a unit belongs: a file of a folder, and the title that the file has."""

    project: str
    folder: str
    path: str
    title: str
    entity: bool


@dataclass(frozen=True, slots=True)
class SpecFileRow:
    """One file; `units` are the texts that it holds by our hand once `intended` lies there, by unit.

    `alone` tells whether nothing else lies in it then.
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
    """A text of a unit, by hash."""

    unit: int
    spec: str


def find_place(view: ReadView, conversion: int) -> SpecFilePlace | None:
    """Where a unit's spec belongs; None when the unit is not there any more."""
    row = view.row(
        "SELECT c.project, c.name, c.entity, s.folder, s.path FROM conversions c JOIN sources s ON s.id = c.source"
        " WHERE c.id = ?",
        conversion,
    )
    return None if row is None else _place(row)


def get_or_add(tx: WriteTransaction, place: SpecFilePlace) -> SpecFileRow:
    """The file at a place, known before or from now on."""
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
    """The file at a path, if it is one that we write."""
    row = view.row("SELECT * FROM spec_files WHERE project = ? AND folder = ? AND path = ?", project, folder, path)
    return None if row is None else _file(row)


def get(view: ReadView, file: int) -> SpecFileRow:
    """The file with this number."""
    row = view.row("SELECT * FROM spec_files WHERE id = ?", file)
    if row is None:
        raise MissingError(f"There is no spec file {file}.", "Its project may be gone.")
    return _file(row)


def find_fault(view: ReadView, conversion: int) -> Fault | None:
    """Why the file where a unit belongs could not be written, if it could not."""
    place = find_place(view, conversion)
    found = None if place is None else find(view, place.project, place.folder, place.path)
    return None if found is None else found.error


def find_of_unit(view: ReadView, conversion: int) -> int | None:
    """The file that holds a unit by our hand."""
    return view.value("SELECT file FROM reviews WHERE conversion = ?", conversion)


def list_approved(view: ReadView, file: SpecFileRow) -> list[ApprovedText]:
    """What the file must hold: the approved texts of the units that belong there and whose SQL is not gone."""
    place = file.place
    rows = view.rows(
        "SELECT c.id, c.project, c.name, c.entity, s.folder, s.path, r.approved FROM reviews r"
        " JOIN conversions c ON c.id = r.conversion JOIN sources s ON s.id = c.source"
        " WHERE c.project = ? AND s.folder = ? AND (c.entity IS NOT NULL) = ? AND r.approved IS NOT NULL AND NOT c.gone"
        " ORDER BY c.id",
        place.project,
        place.folder,
        int(place.entity),
    )
    return [ApprovedText(row["id"], row["approved"]) for row in rows if _place(row).path == place.path]


def list_former_texts(view: ReadView, file: int) -> list[str]:
    """The texts that the file holds by our hand, by hash."""
    rows = view.rows("SELECT written FROM reviews WHERE file = ? AND written IS NOT NULL ORDER BY conversion", file)
    return [row["written"] for row in rows]


def list_units(view: ReadView, file: int) -> list[int]:
    """The units that the file holds by our hand."""
    return [row["conversion"] for row in view.rows("SELECT conversion FROM reviews WHERE file = ?", file)]


def plan_write(
    tx: WriteTransaction, file: int, text: str | None, base: str | None, units: Mapping[int, str], *, alone: bool
) -> None:
    """This must lie there, if what lies there is what it was made from."""
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
    """Whether all of this lies there already and is known to; then nothing stands in the way any more."""
    rows = tx.rows("SELECT conversion, written FROM reviews WHERE file = ?", file.id)
    known = {row["conversion"]: row["written"] for row in rows} == dict(units)
    there = known and file.written == base == (None if text is None else hash_text(text))
    if there:
        tx.execute("UPDATE spec_files SET error = NULL, intended = NULL WHERE id = ?", file.id)
    return there


def hold(tx: WriteTransaction, file: SpecFileRow, fault: Fault) -> None:
    """It cannot be written now, and why; said once."""
    if file.error != fault:
        journal.append(tx, "spec.held", subject(file.id), {"code": fault.code})
    tx.execute(
        "UPDATE spec_files SET error = ?, at = ? WHERE id = ?",
        json.dumps(asdict(fault)),
        times.to_text(tx.now),
        file.id,
    )


def drop_plan(tx: WriteTransaction, file: int) -> None:
    """What was intended was made from what lies there no more."""
    tx.execute("UPDATE spec_files SET intended = NULL, base = NULL WHERE id = ?", file)


def mark_written(tx: WriteTransaction, file: SpecFileRow, digest: str | None) -> None:
    """What was intended lies there now; `digest` is the hash of its bytes."""
    tx.execute(
        "UPDATE spec_files SET written = ?, intended = NULL, base = NULL, error = NULL, at = ? WHERE id = ?",
        digest,
        times.to_text(tx.now),
        file.id,
    )
    journal.append(tx, "spec.written" if digest else "spec.removed", subject(file.id), {"bytes": digest or ""})


def mark_gone(tx: WriteTransaction, project: str, folder: str, path: str) -> None:
    """A file is not there any more; if it was not us, its units are written no more, and that is told."""
    file = find(tx, project, folder, path)
    if file is None or file.written is None or file.intended == NO_FILE:
        return
    for unit in list_units(tx, file.id):
        reviews.mark_written(tx, unit, None, file.id)
    tx.execute("UPDATE spec_files SET written = NULL WHERE id = ?", file.id)
    hint = "specdeck review write has it written again; reject what shall stay away."
    hold(tx, file, Fault("spec.removed_by_hand", f"{path} was removed by hand.", hint))


def list_folders(view: ReadView) -> list[tuple[str, str]]:
    """The watched folders, and the folders beneath them in which we write."""
    rows = view.rows("SELECT folder, path FROM spec_files")
    return sorted({(row["folder"], str(PurePosixPath(row["path"]).parent)) for row in rows})


def list_planned(view: ReadView) -> list[SpecFileRow]:
    """The files that must be written, and can as far as we know."""
    due = "SELECT * FROM spec_files WHERE intended IS NOT NULL AND error IS NULL ORDER BY id"
    return [_file(row) for row in view.rows(due)]


def list_held(view: ReadView) -> list[SpecFileRow]:
    """The files that could not be written."""
    return [_file(row) for row in view.rows("SELECT * FROM spec_files WHERE error IS NOT NULL ORDER BY id")]


def is_ours(file: SpecFileRow, digest: str) -> bool:
    """Whether bytes with this hash are there by our hand."""
    return digest == file.written or (file.intended is not None and digest == file.intended)


def hash_text(text: str) -> str:
    """The hash of a text's bytes, as the watcher knows it."""
    return hashlib.sha256(text.encode()).hexdigest()


def subject(file: int) -> str:
    """How jobs and the journal name a spec file."""
    return f"spec-file:{file}"


def id_from_subject(subject: str) -> int:
    """Return the number of a spec file as the journal and jobs name it."""
    return int(subject.removeprefix("spec-file:"))


def _place(row: sqlite3.Row) -> SpecFilePlace:
    found = _SCHEMA.match(row["name"])
    schema = _file_name(found[1]) if found else "public"
    if row["entity"] is not None:
        path = f"{ROOT}/{schema}/{_file_name(row['entity'])}.yaml"
        return SpecFilePlace(row["project"], row["folder"], path, row["entity"], entity=True)
    stem = PurePosixPath(row["path"]).stem
    path = f"{ROOT}/{schema}/modules/{_file_name(stem)}.yaml"
    return SpecFilePlace(row["project"], row["folder"], path, _title(stem), entity=False)


def _file_name(name: str) -> str:
    """A name that is safe in any folder: no separators, no dots, the same whatever the case of letters means there.

    A name that loses something by that ends with a part of its hash, so that no two share a file by accident.
    """
    found = _NOT_IN_FILES.sub("_", _WORD_STARTS.sub("_", name).lower()).strip("_")
    whole = len(found.encode()) <= LONGEST_NAME and _PLAIN.fullmatch(name)
    return found if whole else f"{found.encode()[:LONGEST_NAME].decode(errors='ignore')}_{_mark(name)}".lstrip("_")


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def _title(stem: str) -> str:
    words = re.findall(r"[^\W\d_]+", stem)
    return "".join(word.capitalize() for word in words) or "Module"


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
        error=None if error is None else Fault.from_json(json.loads(error)),
    )
