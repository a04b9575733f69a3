"""What is done while a call fails, and whether what was acknowledged is there afterwards."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import store
from daemon.server.review import undo_redo
from daemon.server.review.decisions import single_decision
from daemon.server.review.decisions.decision_input import DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from engine.record import UnitRecord
from engine.review import roles
from store.access import people
from store.audit import replay
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.core.maintenance import backup, inspection
from store.files import safe_files
from store.migrations import NEWEST
from store.review import reviews

DUMP = Path(__file__).parents[2] / "tests" / "fixtures" / "database_v5" / "database_v5.sql"
OLD, NEW = b"entity: Old\n", b"entity: New\n" * 2_000
SPEC = "specql/shop/order.yaml"
COUNTS = {"statements": 1, "structured": 1, "raw": 0, "opaque_tokens": 0, "tokens": 5}


@dataclass(frozen=True, slots=True)
class Scenario:
    """`prepare` fills a folder, `act` changes it, `is_done` says whether the change is there: None if it is torn."""

    name: str
    prepare: Callable[[Path], None]
    act: Callable[[Path], None]
    is_done: Callable[[Path], bool | None]


def _database(folder: Path) -> Path:
    return folder / "specdeck.db"


def _fill(folder: Path) -> None:
    opened = store.open(_database(folder))
    with opened.write() as tx:
        project = projects.add(tx, "erp", ["/srv"], "act_0").id
        source = sources.record(tx, project, "/srv", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
        record = UnitRecord(
            "function", "f()", "sql", (0, 8), verdict="proved", spec="spec: 1", lowered="x", counts=COUNTS
        )
        conversions.replace(tx, project, source, "basis", [ConversionResult(record, "SELECT 1")])
    opened.close()


def _maker(tx: store.WriteTransaction) -> DecisionMaker:
    return DecisionMaker(people.get_or_add(tx, "key:ann", "ann").id, roles.role_permissions("owner"))


def _approve(folder: Path) -> None:
    opened = store.open(_database(folder))
    try:
        with opened.write() as tx:
            single_decision.decide_unit(tx, _maker(tx), 1, DecisionInput("approve"), None)
    finally:
        opened.close()


def _undo(folder: Path) -> None:
    opened = store.open(_database(folder))
    try:
        with opened.write() as tx:
            (project,) = projects.page(tx, "", 1)
            undo_redo.undo(tx, _maker(tx), project.id, None)
    finally:
        opened.close()


def _is_approved(folder: Path) -> bool | None:
    opened = store.open(_database(folder))
    try:
        with opened.read() as view:
            if not replay.audit(view).whole:
                return None
            return reviews.get(view, 1).standing.approved is not None
    finally:
        opened.close()


def _fill_and_approve(folder: Path) -> None:
    _fill(folder)
    _approve(folder)


def _write_spec(folder: Path) -> None:
    assert safe_files.write(folder, SPEC, NEW, hashlib.sha256(OLD).hexdigest()), "nobody else edits it"


def _is_written(folder: Path) -> bool | None:
    safe_files.remove_leftovers(folder, "specql/shop")
    found = {path.name: path.read_bytes() for path in (folder / "specql/shop").iterdir()}
    if found.keys() != {"order.yaml"}:
        return None
    return {OLD: False, NEW: True}.get(found["order.yaml"])


def _prepare_restore(folder: Path) -> None:
    _fill(folder)
    backup.save(_database(folder), folder / "saved.db")
    _approve(folder)


def _prepare_migration(folder: Path) -> None:
    connection = sqlite3.connect(_database(folder))
    connection.executescript(DUMP.read_text(encoding="utf-8"))
    connection.close()


def _is_migrated(folder: Path) -> bool | None:
    """Whether it is of the new version now; opening it must succeed either way."""
    before = inspection.version_of(_database(folder))
    opened = store.open(_database(folder))
    try:
        with opened.read() as view:
            return before == NEWEST if replay.audit(view).whole else None
    finally:
        opened.close()


def _lay_spec(folder: Path) -> None:
    safe_files.write(folder, SPEC, OLD, None)


def _restore(folder: Path) -> None:
    backup.restore(folder / "saved.db", _database(folder))


def _migrate(folder: Path) -> None:
    store.open(_database(folder)).close()


def _is_undone(folder: Path) -> bool | None:
    approved = _is_approved(folder)
    return None if approved is None else not approved


SCENARIOS = (
    Scenario("decide", _fill, _approve, _is_approved),
    Scenario("undo", _fill_and_approve, _undo, _is_undone),
    Scenario("spec write", _lay_spec, _write_spec, _is_written),
    Scenario("restore", _prepare_restore, _restore, _is_undone),
    Scenario("migrate", _prepare_migration, _migrate, _is_migrated),
)
