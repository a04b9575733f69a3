"""Sources: the watched files, by project, folder and path."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.fault import Fault
from store.core import journal, subjects, texts, times
from store.core.errors import MissingError
from store.core.fault_column import fault_from_column, fault_to_column
from store.core.transaction import ReadView, WriteTransaction

SUBJECT_PREFIX = "source:"


@dataclass(frozen=True, slots=True)
class Content:
    """The content of a file: its text, or the fault why it could not be read."""

    hash: str
    text: str | None = None
    encoding: str = ""
    fault: Fault | None = None
    owner: int | None = None  # the OS user whose file it was


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One watched file; `hash` is None once it is gone, `text` is the hash of its decoded text.

    `author` is the person who owned the file when it was read, None if they are not known.
    """

    id: int
    project: str
    folder: str
    path: str
    kind: str
    hash: str | None
    text: str | None
    encoding: str
    fault: Fault | None
    scanned: str | None
    changed: str
    revision: int
    author: str | None


def list_hashes(view: ReadView, project: str, folder: str) -> Mapping[str, str]:
    """Return the hash of the bytes of every existing source of a folder, by path."""
    rows = view.rows(
        "SELECT path, hash FROM sources WHERE project = ? AND folder = ? AND hash IS NOT NULL", project, folder
    )
    return {row["path"]: row["hash"] for row in rows}


def list_hashes_of(view: ReadView, project: str, folder: str, paths: Iterable[str]) -> Mapping[str, str]:
    """Return the hash of the bytes of each of these paths that is an existing source of a folder."""
    rows = view.rows(
        "SELECT s.path, s.hash FROM json_each(?) AS wanted CROSS JOIN sources s"
        " ON s.project = ? AND s.folder = ? AND s.path = wanted.value WHERE s.hash IS NOT NULL",
        json.dumps(list(paths)),
        project,
        folder,
    )
    return {row["path"]: row["hash"] for row in rows}


def record(
    tx: WriteTransaction, project: str, folder: str, path: str, kind: str, content: Content, author: str | None = None
) -> SourceRow:
    """Record that a file has this content, new or changed; `author` is its owner, where that matters."""
    text = None if content.text is None else texts.save(tx, content.text)
    fault = fault_to_column(content.fault)
    tx.execute(
        "INSERT INTO sources (project, folder, path, kind, hash, text, encoding, error, changed, author)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (project, folder, path) DO UPDATE SET hash = excluded.hash, text = excluded.text,"
        " encoding = excluded.encoding, error = excluded.error, changed = excluded.changed, author = excluded.author,"
        " revision = revision + 1",
        project,
        folder,
        path,
        kind,
        content.hash,
        text,
        content.encoding,
        fault,
        times.to_text(tx.now),
        author,
    )
    source = get_at(tx, project, folder, path)
    happened = "source.added" if source.revision == 1 else "source.changed"
    journal.append(tx, happened, subject(source.id), {"project": project, "hash": content.hash, "path": path})
    return source


def rename(tx: WriteTransaction, project: str, folder: str, former: str, path: str) -> SourceRow:
    """Record that a file moved; its units and conversions move with it."""
    source = get_at(tx, project, folder, former)
    # Units kept from an earlier file at this path, because of decisions about them, now belong to this one;
    # where it has a unit of the same name, they come after that.
    tx.execute(
        "UPDATE conversions SET source = ?1, occurrence = occurrence + (SELECT coalesce(max(here.occurrence) + 1, 0)"
        " FROM conversions here WHERE here.source = ?1"
        " AND (here.kind, here.name) = (conversions.kind, conversions.name))"
        " WHERE gone AND source = (SELECT id FROM sources WHERE project = ?2 AND folder = ?3 AND path = ?4)",
        source.id,
        project,
        folder,
        path,
    )
    tx.execute("DELETE FROM sources WHERE project = ? AND folder = ? AND path = ?", project, folder, path)
    tx.execute(
        "UPDATE sources SET path = ?, changed = ?, revision = revision + 1 WHERE id = ?",
        path,
        times.to_text(tx.now),
        source.id,
    )
    journal.append(tx, "source.renamed", subject(source.id), {"project": project, "path": path, "former": former})
    return get(tx, source.id)


def mark_gone(tx: WriteTransaction, project: str, folder: str, path: str) -> SourceRow:
    """Record that a file is gone; its units go, the decisions about them stay."""
    source = get_at(tx, project, folder, path)
    tx.execute("DELETE FROM units WHERE source = ?", source.id)
    tx.execute(
        "UPDATE sources SET hash = NULL, text = NULL, error = NULL, scanned = NULL, changed = ?,"
        " revision = revision + 1 WHERE id = ?",
        times.to_text(tx.now),
        source.id,
    )
    journal.append(tx, "source.removed", subject(source.id), {"project": project, "path": path})
    return get(tx, source.id)


def get_at(view: ReadView, project: str, folder: str, path: str) -> SourceRow:
    """Return the source at a path."""
    row = view.row("SELECT * FROM sources WHERE project = ? AND folder = ? AND path = ?", project, folder, path)
    if row is None:
        raise MissingError(f"There is no source {path} in {folder}.")
    return _source(row)


def get(view: ReadView, source: int) -> SourceRow:
    """Return the source with this id."""
    row = view.row("SELECT * FROM sources WHERE id = ?", source)
    if row is None:
        raise MissingError(f"There is no source {source}.")
    return _source(row)


def find_project(view: ReadView, source: int) -> str | None:
    """Return the project of a source, or None if there is no such source."""
    return view.value("SELECT project FROM sources WHERE id = ?", source)


def page(view: ReadView, project: str, after: int = 0, limit: int = 200) -> list[SourceRow]:
    """Return sources of a project by id, those that follow `after`, without files that are gone."""
    rows = view.rows(
        "SELECT * FROM sources WHERE project = ? AND id > ? AND hash IS NOT NULL ORDER BY id LIMIT ?",
        project,
        after,
        limit,
    )
    return [_source(row) for row in rows]


def list_sql(view: ReadView, project: str) -> list[SourceRow]:
    """Return the SQL files of a project whose text is known and split into units, by folder and path."""
    rows = view.rows(
        "SELECT * FROM sources WHERE project = ? AND kind = 'sql' AND text IS NOT NULL AND scanned = text"
        " ORDER BY folder, path",
        project,
    )
    return list(map(_source, rows))


def count(view: ReadView, project: str) -> int:
    """Return how many files a project has."""
    return view.value("SELECT count(*) FROM sources WHERE project = ? AND hash IS NOT NULL", project)


def last_change(view: ReadView, project: str) -> str | None:
    """Return when a change of a file of the project was recorded last."""
    return view.value("SELECT max(changed) FROM sources WHERE project = ?", project)


def count_faults(view: ReadView, project: str) -> int:
    """Return how many files of a project could not be read."""
    return view.value(
        "SELECT count(*) FROM sources WHERE project = ? AND hash IS NOT NULL AND error IS NOT NULL", project
    )


def list_unreadable(view: ReadView, project: str, limit: int) -> list[SourceRow]:
    """Return the files of a project that could not be read, by path."""
    rows = view.rows(
        "SELECT * FROM sources WHERE project = ? AND hash IS NOT NULL AND error IS NOT NULL ORDER BY path LIMIT ?",
        project,
        limit,
    )
    return list(map(_source, rows))


def subject(source: int) -> str:
    """Return how the journal and jobs name a source."""
    return subjects.numbered_subject(subjects.SOURCE, source)


def id_from_subject(subject: str) -> int:
    """Return the number of a source as the journal and jobs name it."""
    return subjects.number_from_subject(subject, subjects.SOURCE)


def _source(row: sqlite3.Row) -> SourceRow:
    return SourceRow(
        id=row["id"],
        project=row["project"],
        folder=row["folder"],
        path=row["path"],
        kind=row["kind"],
        hash=row["hash"],
        text=row["text"],
        encoding=row["encoding"],
        fault=fault_from_column(row["error"]),
        scanned=row["scanned"],
        changed=row["changed"],
        revision=row["revision"],
        author=row["author"],
    )
