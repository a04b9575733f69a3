"""Spec files that hold what was approved: which units lie where by our hand, and what keeps a file from being written.

A file that must be looked at is `due`; it stays so until it is as it should be, through every crash.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from store import journal, reviews, times
from store.sources import Fault
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class File:
    """One spec file; `written` and `read` are hashes of bytes, `former` of a text."""

    id: int
    project: str
    folder: str
    path: str
    written: str | None
    read: str | None
    former: str | None
    others: int
    fault: Fault | None


@dataclass(frozen=True, slots=True)
class Lying:
    """A unit that lies in a file by our hand, with the text `spec`, or shall lie there with `approved`."""

    conversion: int
    approved: str | None  # None where it shall not lie there any more
    spec: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: the hash of the bytes that we wrote, None where there is no file any more."""

    written: str | None
    former: str | None
    others: int
    put: Mapping[int, str]  # conversion → the text that lies in the file now


def place(tx: Transaction, project: str, folder: str, path: str, conversion: int) -> None:
    """A unit shall lie in this file, and in no other."""
    tx.execute(
        "INSERT OR IGNORE INTO spec_files (project, folder, path, at) VALUES (?, ?, ?, ?)",
        project,
        folder,
        path,
        times.text(tx.now),
    )
    file = tx.value("SELECT id FROM spec_files WHERE project = ? AND folder = ? AND path = ?", project, folder, path)
    displace(tx, conversion)
    tx.execute(
        "INSERT INTO spec_units (file, conversion) VALUES (?, ?) ON CONFLICT DO UPDATE SET wanted = 1", file, conversion
    )
    tx.execute("UPDATE spec_files SET due = 1 WHERE id = ?", file)


def displace(tx: Transaction, conversion: int) -> None:
    """A unit shall lie in no file; where it lies, that is due."""
    tx.execute(
        "UPDATE spec_files SET due = 1 WHERE id IN (SELECT file FROM spec_units WHERE conversion = ?)", conversion
    )
    tx.execute("UPDATE spec_units SET wanted = 0 WHERE conversion = ?", conversion)


def has_other(view: View, project: str, folder: str, path: str, conversion: int) -> bool:
    """Whether another unit of the same kind has its place in a file: a file tells of one table."""
    found = view.row(
        "SELECT 1 FROM spec_files f JOIN spec_units u ON u.file = f.id JOIN conversions c ON c.id = u.conversion"
        " WHERE f.project = ?1 AND f.folder = ?2 AND f.path = ?3 AND u.wanted AND c.id <> ?4"
        " AND c.kind = (SELECT kind FROM conversions WHERE id = ?4)",
        project,
        folder,
        path,
        conversion,
    )
    return found is not None


def due(view: View) -> list[File]:
    """The files that must be looked at."""
    return [_file(row) for row in view.rows("SELECT * FROM spec_files WHERE due ORDER BY id")]


def at(view: View, project: str, folder: str, path: str) -> File | None:
    """The file at a path, if we know of it."""
    row = view.row("SELECT * FROM spec_files WHERE project = ? AND folder = ? AND path = ?", project, folder, path)
    return None if row is None else _file(row)


def of_unit(view: View, conversion: int) -> File | None:
    """The file in which a unit lies or shall lie."""
    row = view.row(
        "SELECT f.* FROM spec_files f JOIN spec_units u ON u.file = f.id WHERE u.conversion = ?"
        " ORDER BY u.wanted DESC LIMIT 1",
        conversion,
    )
    return None if row is None else _file(row)


def lying(view: View, file: int) -> list[Lying]:
    """The units of a file, in the order in which their SQL stands in its sources."""
    rows = view.rows(
        "SELECT u.conversion, u.spec, iif(u.wanted AND NOT c.gone, r.approved, NULL) AS approved"
        " FROM spec_units u JOIN conversions c ON c.id = u.conversion JOIN reviews r ON r.conversion = c.id"
        " JOIN sources s ON s.id = c.source WHERE u.file = ? ORDER BY s.path, s.id,"
        " (SELECT min(start) FROM units n WHERE n.source = c.source AND n.kind = c.kind AND n.name = c.name),"
        " c.name, c.id",
        file,
    )
    return [Lying(row["conversion"], row["approved"], row["spec"]) for row in rows]


def open_proposals(view: View, file: File) -> int:
    """How many proposals that came from a file wait for a decision."""
    return view.value(
        "SELECT count(*) FROM proposals p JOIN sources s ON s.id = p.source"
        " WHERE s.project = ? AND s.folder = ? AND s.path = ? AND p.state = 'open'",
        file.project,
        file.folder,
        file.path,
    )


def settle(tx: Transaction, file: File, outcome: Outcome) -> None:
    """The file is as it should be: record it, and what each unit of it has in it now."""
    for unit in lying(tx, file.id):
        text = outcome.put.get(unit.conversion)
        if text is not None:
            tx.execute(
                "UPDATE spec_units SET spec = ? WHERE file = ? AND conversion = ?", text, file.id, unit.conversion
            )
        elif unit.approved is None:
            tx.execute("DELETE FROM spec_units WHERE file = ? AND conversion = ?", file.id, unit.conversion)
        _tell_unit(tx, unit, text)
    tx.execute(
        "UPDATE spec_files SET due = 0, written = ?, read = NULL, former = ?, others = ?, error = NULL, at = ?"
        " WHERE id = ?",
        outcome.written,
        outcome.former,
        outcome.others,
        times.text(tx.now),
        file.id,
    )
    told = {"project": file.project, "path": file.path, "hash": outcome.written, "former": outcome.former}
    journal.append(tx, "spec.removed" if outcome.written is None else "spec.written", subject(file.id), told)
    tx.execute(
        "DELETE FROM spec_files WHERE id = ? AND written IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM spec_units WHERE file = spec_files.id)",
        file.id,
    )


def _tell_unit(tx: Transaction, unit: Lying, text: str | None) -> None:
    if unit.spec == text and text == reviews.get(tx, unit.conversion).written:
        return
    if text is None and tx.row("SELECT 1 FROM spec_units WHERE conversion = ? AND spec NOTNULL", unit.conversion):
        return  # it moved to another file
    reviews.written(tx, unit.conversion, text)
    journal.append(tx, "unit.written", f"unit:{unit.conversion}", {"spec": text})


def hold(tx: Transaction, file: File, fault: Fault) -> None:
    """The file cannot be written now, for this reason; it stays due. The reason is told once."""
    if file.fault != fault:
        tx.execute("UPDATE spec_files SET error = ? WHERE id = ?", json.dumps(asdict(fault)), file.id)
        journal.append(tx, "spec.held", subject(file.id), {"project": file.project, "code": fault.code})


def was_read(tx: Transaction, file: File, digest: str, found: Iterable[int]) -> None:
    """Bytes were read in which these units lie as they were approved; what others made of theirs is proposed."""
    there = set(found)
    for unit in lying(tx, file.id):
        text = unit.approved if unit.conversion in there else None
        if text is not None:
            tx.execute(
                "UPDATE spec_units SET spec = ? WHERE file = ? AND conversion = ?", text, file.id, unit.conversion
            )
        if text != reviews.get(tx, unit.conversion).written:
            reviews.written(tx, unit.conversion, text)
            journal.append(tx, "unit.written", f"unit:{unit.conversion}", {"spec": text})
    tx.execute("UPDATE spec_files SET read = ? WHERE id = ?", digest, file.id)


def taken_out(tx: Transaction, file: File, conversions: Iterable[int], fault: Fault) -> None:
    """Somebody took units of ours out of a file: they stay away until a person decides on each."""
    for conversion in conversions:
        tx.execute(
            "UPDATE spec_units SET wanted = 0, spec = NULL WHERE file = ? AND conversion = ?", file.id, conversion
        )
        reviews.written(tx, conversion, None)
        journal.append(tx, "unit.written", f"unit:{conversion}", {"spec": None})
    hold(tx, file, fault)


def is_taken_out(view: View, conversion: int) -> bool:
    """Whether an approved unit lies in no file since somebody took it out."""
    row = view.row("SELECT max(wanted) AS wanted FROM spec_units WHERE conversion = ?", conversion)
    return row is not None and row["wanted"] == 0


def make_folder(tx: Transaction, file: File, path: str) -> None:
    """We are about to make this folder for the file."""
    tx.execute("INSERT OR IGNORE INTO spec_folders VALUES (?, ?, ?)", file.project, file.folder, path)


def is_ours(view: View, file: File, path: str) -> bool:
    """Whether we made this folder."""
    found = view.row(
        "SELECT 1 FROM spec_folders WHERE project = ? AND folder = ? AND path = ?", file.project, file.folder, path
    )
    return found is not None


def forget_folder(tx: Transaction, file: File, path: str) -> None:
    """The folder is gone."""
    tx.execute(
        "DELETE FROM spec_folders WHERE project = ? AND folder = ? AND path = ?", file.project, file.folder, path
    )


def subject(file: int) -> str:
    """How the journal names a spec file."""
    return f"spec-file:{file}"


def _file(row: sqlite3.Row) -> File:
    fault = None if row["error"] is None else Fault(**json.loads(row["error"]))
    whole = {name: row[name] for name in File.__slots__ if name != "fault"}
    return File(**whole, fault=fault)
