"""Projects: named sets of watched folders."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from store.core import ids, journal, times
from store.core.errors import ConflictError, DuplicateError, MissingError
from store.core.transaction import ReadView, WriteTransaction

PAGE = 500


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A named set of watched folders; `revision` grows with each change."""

    id: str
    name: str
    folders: tuple[str, ...]
    ignore: tuple[str, ...]
    paused: bool
    revision: int
    created: str


def add(tx: WriteTransaction, name: str, folders: Sequence[str], actor: str, ignore: Sequence[str] = ()) -> ProjectRow:
    """Add a project that watches these folders, except for files that match a glob of `ignore`.

    A removed project that watched one of the folders comes back, with everything that was decided in it.
    """
    _claim_name(tx, name)
    former = _find_removed_in(tx, folders)
    if former is not None:
        return _bring_back(tx, replace(former, name=name, folders=tuple(folders), ignore=tuple(ignore)), actor)
    project = ProjectRow(ids.new("prj"), name, tuple(folders), tuple(ignore), False, 1, times.to_text(tx.now))  # noqa: FBT003  a field
    tx.execute(
        "INSERT INTO projects (id, name, folders, ignore, created) VALUES (?, ?, ?, ?, ?)",
        project.id,
        name,
        json.dumps(list(folders)),
        json.dumps(list(ignore)),
        project.created,
    )
    journal.append(tx, "project.added", project.id, {"folders": len(folders)}, actor)
    return project


def get(view: ReadView, name_or_id: str) -> ProjectRow:
    """Return the project with this name or id."""
    row = view.row("SELECT * FROM projects WHERE (id = ?1 OR name = ?1) AND removed IS NULL", name_or_id)
    if row is None:
        raise MissingError(f"There is no project {name_or_id}.", "specdeck project list shows all projects.")
    return _project(row)


def count(view: ReadView) -> int:
    """Return how many projects there are."""
    return view.value("SELECT count(*) FROM projects WHERE removed IS NULL")


def page(view: ReadView, after: str = "", limit: int = 200) -> list[ProjectRow]:
    """Return projects by name, those that follow `after`."""
    rows = view.rows("SELECT * FROM projects WHERE name > ? AND removed IS NULL ORDER BY name LIMIT ?", after, limit)
    return [_project(row) for row in rows]


def each(view: ReadView) -> Iterator[ProjectRow]:
    """Iterate over all projects, by name."""
    after = ""
    while found := page(view, after, PAGE):
        yield from found
        after = found[-1].name


def set_folders(
    tx: WriteTransaction, name_or_id: str, folders: Sequence[str], revision: int | None, actor: str
) -> ProjectRow:
    """Change the watched folders; `revision` is the one the caller saw, or None to not check it."""
    project = _expected(tx, name_or_id, revision)
    _change(tx, project.id, "folders", json.dumps(list(folders)))
    journal.append(tx, "project.changed", project.id, {"folders": len(folders)}, actor)
    return get(tx, project.id)


def set_ignored(
    tx: WriteTransaction, name_or_id: str, globs: Sequence[str], revision: int | None, actor: str
) -> ProjectRow:
    """Change the ignored globs; `revision` as in `set_folders`."""
    project = _expected(tx, name_or_id, revision)
    _change(tx, project.id, "ignore", json.dumps(list(globs)))
    journal.append(tx, "project.changed", project.id, {"ignore": len(globs)}, actor)
    return get(tx, project.id)


def rename(tx: WriteTransaction, name_or_id: str, name: str, revision: int | None, actor: str) -> ProjectRow:
    """Rename a project; `revision` as in `set_folders`."""
    project = _expected(tx, name_or_id, revision)
    if name != project.name:
        _claim_name(tx, name)
    _change(tx, project.id, "name", name)
    journal.append(tx, "project.renamed", project.id, {}, actor)
    return get(tx, project.id)


def remove(tx: WriteTransaction, name_or_id: str, revision: int | None, actor: str) -> ProjectRow:
    """Remove a project from all lists; its files and everything that was decided in it stay."""
    project = _expected(tx, name_or_id, revision)
    tx.execute("UPDATE projects SET removed = ? WHERE id = ?", times.to_text(tx.now), project.id)
    journal.append(tx, "project.removed", project.id, {}, actor)
    return project


def restore(tx: WriteTransaction, name: str, actor: str) -> ProjectRow:
    """Bring back the removed project of this name."""
    row = tx.row("SELECT * FROM projects WHERE name = ? AND removed IS NOT NULL", name)
    if row is None:
        raise MissingError(f"There is no removed project {name}.", "specdeck project list shows all projects.")
    return _bring_back(tx, _project(row), actor)


def purge(tx: WriteTransaction, name_or_id: str, revision: int | None, actor: str) -> ProjectRow:
    """Delete a project with everything that was decided in it; its files and its events stay."""
    project = _expected(tx, name_or_id, revision)
    tx.execute("DELETE FROM projects WHERE id = ?", project.id)
    tx.execute("DELETE FROM unit_counts WHERE project = ?", project.id)
    journal.append(tx, "project.removed", project.id, {"purged": True}, actor)
    return project


def _claim_name(tx: WriteTransaction, name: str) -> None:
    """Refuse a name that is taken; a removed project gives its name up."""
    row = tx.row("SELECT id, removed FROM projects WHERE name = ?", name)
    if row is None:
        return
    if row["removed"] is None:
        raise DuplicateError(f"There is already a project named {name}.", "Choose another name, or use that one.")
    tx.execute("UPDATE projects SET name = ? WHERE id = ?", f"{name} ({row['id']})", row["id"])


def _find_removed_in(tx: WriteTransaction, folders: Sequence[str]) -> ProjectRow | None:
    """Return the project that was removed last of those that watched one of these folders."""
    return tx.one(
        _project,
        "SELECT * FROM projects WHERE removed IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(projects.folders) AS f"
        " WHERE f.value IN (SELECT value FROM json_each(?))) ORDER BY removed DESC LIMIT 1",
        json.dumps(list(folders)),
    )


def _bring_back(tx: WriteTransaction, project: ProjectRow, actor: str) -> ProjectRow:
    tx.execute(
        "UPDATE projects SET removed = NULL, name = ?, folders = ?, ignore = ?, revision = revision + 1 WHERE id = ?",
        project.name,
        json.dumps(list(project.folders)),
        json.dumps(list(project.ignore)),
        project.id,
    )
    journal.append(tx, "project.restored", project.id, {"folders": len(project.folders)}, actor)
    return get(tx, project.id)


def _expected(tx: WriteTransaction, name_or_id: str, revision: int | None) -> ProjectRow:
    project = get(tx, name_or_id)
    if revision is not None and revision != project.revision:
        raise ConflictError(f"Project {project.name} was changed since you looked.", project.revision)
    return project


def _change(tx: WriteTransaction, project: str, column: str, value: str | int) -> None:
    tx.execute(f"UPDATE projects SET {column} = ?, revision = revision + 1 WHERE id = ?", value, project)


def _project(row: sqlite3.Row) -> ProjectRow:
    return ProjectRow(
        row["id"],
        row["name"],
        tuple(json.loads(row["folders"])),
        tuple(json.loads(row["ignore"])),
        bool(row["paused"]),
        row["revision"],
        row["created"],
    )
