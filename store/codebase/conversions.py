"""Conversions: for each unit its SQL, its spec, and what is known about the two."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.proved_text import ProvedText
from engine.record import UnitRecord
from engine.review.follow_conversion import LiftSummary
from engine.review.policies.policy import Policy
from store.codebase import conversion_events, moved_units
from store.codebase.conversion_row import (
    FLAGS,
    ConversionRow,
    Row,
    columns_from_record,
    conversion_from_row,
    is_same_record,
    lift_from_conversion,
)
from store.codebase.versions import Version
from store.core import texts, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, Value, WriteTransaction
from store.learning import learning_projects, scores
from store.review import definitions, notices, policies, proposals, review_sync, reviews, statements
from store.review.review_sync import ConversionUpdate

PlaceInFile = tuple[str, str, int]
"""Kind, name, and which of several definitions."""
CheckedTexts = tuple[str, str | None, str | None, str | None, str]
"""The hashes of the SQL, the spec, the lowered text and the evidence of a unit, and its verdict."""


@dataclass(frozen=True, slots=True)
class ConversionResult:
    """What the engine says of one unit, and of the texts that are kept for its SQL."""

    record: UnitRecord
    sql: str
    proofs: Sequence[ProvedText] = ()


AHEAD = "ahead:"  # begins the basis of a unit until its whole file is recorded, so that the file is due until then
_OWN = frozenset({"id", "gone", "drift", "revision", "changed", *FLAGS})  # of the unit itself, wherever its SQL is


def get_basis(view: ReadView, source: int) -> str | None:
    """Return what the conversions of a source depend on; None if there are none, or if they differ."""
    return view.value(
        "SELECT iif(min(basis) = max(basis), min(basis), NULL) FROM conversions WHERE source = ? AND NOT gone", source
    )


def replace(
    tx: WriteTransaction, project: str, source: int, basis: str, results: Iterable[ConversionResult]
) -> list[str]:
    """Store the results for a source; return the names of units whose SQL is new, changed or gone.

    A unit that another file of the project lost, and that is found here, has moved: it keeps its history. What was
    stored ahead is not stored again, and counts as changed.
    """
    former = {_place_in_file(row): row for row in _all_of_source(tx, source)}
    changed = _record(tx, (project, source, basis), results, former)
    lost = [each for each in former.values() if not each.gone]
    _lose(tx, lost, policies.get(tx, project))
    tx.execute("UPDATE conversions SET basis = ?2 WHERE source = ?1 AND basis = ?3", source, basis, AHEAD + basis)
    definitions.mark_definitions(tx, project, ((each.kind, each.name) for each in lost))
    statements.mark_file(tx, source)
    return changed + [each.name for each in lost]


def record_ahead(
    tx: WriteTransaction, project: str, source: int, basis: str, results: Sequence[ConversionResult]
) -> None:
    """Store some results for a source before `replace` gets all of them."""
    found = (_find_in_file(tx, source, _place_in_file(result.record)) for result in results)
    former = {_place_in_file(row): row for row in found if row is not None}
    _record(tx, (project, source, AHEAD + basis), results, former)
    stored = (_find_in_file(tx, source, _place_in_file(result.record)) for result in results)
    statements.mark_statements(tx, source, (row.id for row in stored if row is not None))


def _record(
    tx: WriteTransaction,
    file: tuple[str, int, str],
    results: Iterable[ConversionResult],
    former: dict[PlaceInFile, ConversionRow],
) -> list[str]:
    """Store results, removing from `former` what was found again; return the names of new and changed units."""
    project, source, basis = file
    hidden = moved_units.HiddenUnits(tx, project)
    policy, changed = policies.get(tx, project), []
    stored: set[tuple[str, str]] = set()
    for result in results:
        unit, sql = result.record, texts.hash_of(result.sql)
        known = former.pop(_place_in_file(unit), None)
        if known is not None:
            hidden.leave_out(known.id)
            is_current = known.basis.removeprefix(AHEAD) == basis.removeprefix(AHEAD)
            if is_current and _is_stored(known, result.record, sql):
                changed.append(unit.name)
                continue
            if _is_unchanged(tx, known, basis, result):
                _set_basis(tx, known.id, basis)
                continue
        else:
            known = hidden.take(unit.kind, unit.name, sql)
            if known is not None and known.source == source:
                former.pop(_place_in_file(known), None)
        if known is None or known.gone or known.sql != sql:
            changed.append(unit.name)
        row = {"project": project, "source": source, "basis": basis, **columns_from_record(tx, result.sql, unit)}
        _store(tx, known, row, result, policy)
        stored.add((unit.kind, unit.name))
    definitions.mark_definitions(tx, project, stored)
    return changed


def _is_unchanged(view: ReadView, known: ConversionRow, basis: str, result: ConversionResult) -> bool:
    """Whether the same rules found the same again, as for most units of a file in which one was edited.

    A unit with a history is looked at in full.
    """
    if known.gone or result.proofs or _differ_in_rules(known.basis, basis):
        return False
    return is_same_record(known, result.sql, result.record) and not review_sync.has_history(view, known.id)


def _set_basis(tx: WriteTransaction, conversion: int, basis: str) -> None:
    """Record what an unchanged unit was converted from. While its file is recorded ahead, it is still due."""
    if not basis.startswith(AHEAD):
        tx.execute("UPDATE conversions SET basis = ? WHERE id = ?", basis, conversion)


def list_checked_texts(view: ReadView, source: int) -> frozenset[CheckedTexts]:
    """Return what the check of a conversion compares, of each unit of a source, as it was accepted before."""
    rows = view.rows("SELECT sql, spec, lowered, evidence, verdict FROM conversions WHERE source = ?", source)
    return frozenset(map(tuple, rows))


def _is_stored(known: ConversionRow, record: UnitRecord, sql: str) -> bool:
    """Whether this result was stored ahead."""
    spec = texts.hash_of(record.spec) if record.spec else None
    return (known.gone, known.sql, known.spec, known.verdict) == (False, sql, spec, record.verdict)


def _store(
    tx: WriteTransaction, known: ConversionRow | None, row: Row, result: ConversionResult, policy: Policy
) -> None:
    if known is None:
        _add(tx, row, result, policy)
    else:
        _update(tx, known, row, _update_from_result(known.id, row, result, policy))


def list_of_source(view: ReadView, source: int) -> list[ConversionRow]:
    """Return the conversions of a source, in the order they were first found."""
    return [row for row in _all_of_source(view, source) if not row.gone]


def ids_of_source(view: ReadView, source: int) -> list[int]:
    """Return the ids of the units of a source, in order."""
    return [
        row["id"] for row in view.rows("SELECT id FROM conversions WHERE source = ? AND NOT gone ORDER BY id", source)
    ]


def get(view: ReadView, conversion: int) -> ConversionRow:
    """Return the conversion with this id."""
    row = view.row("SELECT * FROM conversions WHERE id = ? AND NOT gone", conversion)
    if row is None:
        raise MissingError(f"There is no unit {conversion}.", "It may be gone with its SQL.")
    return conversion_from_row(row)


def find_project(view: ReadView, conversion: int) -> str | None:
    """Return the project of a unit, or None if there is no such unit."""
    return view.value("SELECT project FROM conversions WHERE id = ?", conversion)


def list_named(view: ReadView, project: str, kind: str, name: str) -> list[ConversionRow]:
    """Return the units of this kind and name, oldest first; statements that create no object share names."""
    rows = view.rows(
        "SELECT * FROM conversions WHERE project = ? AND kind = ? AND name = ? AND NOT gone ORDER BY id",
        project,
        kind,
        name,
    )
    return [conversion_from_row(row) for row in rows]


def page(view: ReadView, project: str, after: int = 0, limit: int = 200, verdict: str = "") -> list[ConversionRow]:
    """Return conversions of a project by id, those that follow `after`; of one verdict if it is given."""
    rows = view.rows(
        "SELECT * FROM conversions WHERE project = ?1 AND id > ?2 AND (?4 = '' OR verdict = ?4) AND NOT gone"
        " ORDER BY id LIMIT ?3",
        project,
        after,
        limit,
        verdict,
    )
    return [conversion_from_row(row) for row in rows]


def count_by_verdict(view: ReadView, project: str) -> Mapping[str, int]:
    """Return how many units of a project have each verdict; units with a fault count as `error`."""
    rows = view.rows("SELECT outcome, units FROM unit_counts WHERE project = ? AND units > 0", project)
    return {row["outcome"]: row["units"] for row in rows}


def list_measures(view: ReadView, project: str) -> list[dict[str, Any]]:
    """Return how each unit of a project was converted: its verdict, or `refused`, and its numbers of statements."""
    rows = view.rows(
        "SELECT source, kind, name, iif(error IS NULL, verdict, 'refused') AS status,"
        " coalesce(counts ->> 'statements', 0) AS statements, coalesce(counts ->> 'raw', 0) AS raw"
        " FROM conversions WHERE project = ? AND NOT gone ORDER BY id",
        project,
    )
    return [dict(row) for row in rows]


def bump_revision(tx: WriteTransaction, conversion: int) -> int:
    """Give a unit a new revision, because its review changed; return the revision."""
    return tx.value(
        "UPDATE conversions SET revision = revision + 1, changed = ?1, drift ="
        " EXISTS (SELECT 1 FROM reviews WHERE conversion = ?2 AND state = 'drifted') WHERE id = ?2 RETURNING revision",
        times.to_text(tx.now),
        conversion,
    )


def enter_review(tx: WriteTransaction) -> int:
    """Start the review of units that were converted by a version without review; return how many."""
    rows = tx.rows("SELECT * FROM conversions WHERE id NOT IN (SELECT conversion FROM reviews) ORDER BY id")
    for known in map(conversion_from_row, rows):
        review_sync.start_review(tx, _update_from_row(tx, known.id, known, policies.get(tx, known.project)))
    reviews.set_missing_places(tx)
    return len(rows)


def catch_up(tx: WriteTransaction, conversion: int) -> None:
    """Judge what an undo brought back by the current rules, which may be newer than the decision."""
    known = get(tx, conversion)
    change = review_sync.catch_up(tx, conversion, lift_from_conversion(known))
    if change.moved:
        bump_revision(tx, conversion)
        conversion_events.record_caught_up(tx, conversion, known.basis, change)


def follow_trial(tx: WriteTransaction, conversion: int) -> None:
    """Let the newest trial of a unit count: for the text in review, and for its proposals."""
    known = get(tx, conversion)
    proposals.count_trials(tx, conversion)
    change = review_sync.catch_up(tx, conversion, lift_from_conversion(known))
    if not change.moved:
        return
    bump_revision(tx, conversion)
    conversion_events.record_judged(tx, conversion, change)
    notices.notify_of_drift(tx, conversion, change.before, change.after)
    _forget_score(tx, known)


def sync_spec_files_of_source(tx: WriteTransaction, source: int) -> None:
    """Sync the spec files of a renamed source, whose units may now belong in other files."""
    for unit in list_of_source(tx, source):
        reviews.set_place(tx, unit.id)
        review_sync.sync_spec_file(tx, unit.id, unit.project)
        definitions.mark_definitions(tx, unit.project, [(unit.kind, unit.name)])


def _place_in_file(unit: ConversionRow | UnitRecord) -> PlaceInFile:
    return (unit.kind, unit.name, unit.occurrence)


def _find_in_file(view: ReadView, source: int, place: PlaceInFile) -> ConversionRow | None:
    query = "SELECT * FROM conversions WHERE source = ? AND kind = ? AND name = ? AND occurrence = ?"
    return view.one(conversion_from_row, query, source, *place)


def _all_of_source(view: ReadView, source: int) -> list[ConversionRow]:
    """Include those that are gone but kept."""
    return [
        conversion_from_row(row) for row in view.rows("SELECT * FROM conversions WHERE source = ? ORDER BY id", source)
    ]


def _add(tx: WriteTransaction, row: Row, result: ConversionResult, policy: Policy) -> None:
    columns = {**row, "changed": times.to_text(tx.now)}
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    number = tx.insert(f"INSERT INTO conversions ({names}) VALUES ({places})", *columns.values())
    review_sync.start_review(tx, _update_from_result(number, row, result, policy))
    conversion_events.record_found(tx, number, row)


def _update(tx: WriteTransaction, known: ConversionRow, row: Row, update: ConversionUpdate) -> None:
    """A unit with the same result and the same review keeps its revision."""
    setting = ", ".join(f"{column} = ?" for column in row)
    tx.execute(f"UPDATE conversions SET {setting}, gone = 0 WHERE id = ?", *row.values(), known.id)
    change = review_sync.follow_conversion(tx, update, lift_from_conversion(known))
    if json.loads(str(row["details"])).get("features") != known.details.get("features") or change.moved:
        _forget_score(tx, known)
    elsewhere = known.source != row["source"]
    if known.gone or elsewhere:
        review_sync.sync_spec_file(tx, known.id, known.project)
    same = (known.sql, known.spec, known.verdict) == (row["sql"], row["spec"], row["verdict"])
    if change.moved or known.gone or elsewhere or not same:
        bump_revision(tx, known.id)
        conversion_events.record_converted(
            tx,
            known.id,
            conversion_events.FormerConversion(known.source, known.sql, known.basis, known.gone),
            row,
            change,
        )
        if known.sql == row["sql"]:
            notices.notify_of_drift(tx, known.id, change.before, change.after)
    elif change.after.decided and _differ_in_rules(known.basis, str(row["basis"])):
        conversion_events.record_reproved(tx, known.id, str(row["basis"]), change)


def _forget_score(tx: WriteTransaction, known: ConversionRow) -> None:
    """A score is about the conversion that it was given to; the next cycle gives another one."""
    if scores.delete(tx, known.id):
        reviews.set_lane(tx, known.id, reviews.DEFAULT_LANE)
        learning_projects.add_touched(tx, known.project)


def _lose(tx: WriteTransaction, lost: Sequence[ConversionRow], policy: Policy) -> None:
    """The SQL of these units is gone. Where another file has it, their history moves there; else they are hidden."""
    kept = [each for each in lost if review_sync.has_history(tx, each.id)]
    ids = frozenset(each.id for each in kept)
    for each in lost:
        if each.id not in ids:
            tx.execute("DELETE FROM conversions WHERE id = ?", each.id)
            conversion_events.record_removed(tx, each.id, each.project, each.name, each.source)
    if not kept:
        return
    replacements = moved_units.Replacements(tx, kept[0].project, ids)
    for each in kept:
        successor = replacements.take(each)
        if successor is None:
            _hide(tx, each)
        else:
            _take_over(tx, each, successor, policy)


def _hide(tx: WriteTransaction, known: ConversionRow) -> None:
    tx.execute("UPDATE conversions SET gone = 1 WHERE id = ?", known.id)
    bump_revision(tx, known.id)
    review_sync.sync_spec_file(tx, known.id, known.project)
    conversion_events.record_removed(tx, known.id, known.project, known.name, known.source)


def _take_over(tx: WriteTransaction, known: ConversionRow, successor: ConversionRow, policy: Policy) -> None:
    """The unit found elsewhere has no history, which makes it this one, moved.

    If other rules converted it, the basis says so, and it will be converted again.
    """
    row = dict(tx.rows("SELECT * FROM conversions WHERE id = ?", successor.id)[0])
    row = {name: row[name] for name in row if name not in _OWN}
    if _differ_in_rules(successor.basis, known.basis):
        row["basis"] = known.basis
    tx.execute("UPDATE proposals SET conversion = ? WHERE conversion = ?", known.id, successor.id)
    tx.execute("DELETE FROM conversions WHERE id = ?", successor.id)
    conversion_events.record_removed(tx, successor.id, successor.project, successor.name, successor.source)
    _update(tx, known, row, _update_from_row(tx, known.id, successor, policy))


def _update_from_result(number: int, row: Row, result: ConversionResult, policy: Policy) -> ConversionUpdate:
    unit = result.record
    lift = LiftSummary(str(row["sql"]), _text(row["spec"]), unit.verdict, unit.fault is not None)
    version = Version(_text(row["lowered"]), _text(row["evidence"]), _text(row["links"]))
    measures = reviews.compute_measures(policy, unit.name, result.sql, unit.counts or {})
    return ConversionUpdate(number, str(row["project"]), lift, version, measures, result.proofs)


def _update_from_row(tx: WriteTransaction, number: int, known: ConversionRow, policy: Policy) -> ConversionUpdate:
    """Return what is stored of a unit as an update of the unit with this number."""
    version = Version(known.lowered, known.evidence, known.links)
    measures = reviews.compute_measures(policy, known.name, texts.get(tx, known.sql), known.counts)
    return ConversionUpdate(number, known.project, lift_from_conversion(known), version, measures)


def _text(value: Value) -> str | None:
    if value is None:
        return None
    return str(value)


def _differ_in_rules(one: str, other: str) -> bool:
    return conversion_events.rules_from_basis(one) != conversion_events.rules_from_basis(other)
