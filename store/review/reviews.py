"""Reviews: the standing of each unit, and what the inbox needs to list it."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from engine.review.follow_conversion import FormerStanding
from engine.review.policies.policy import Policy
from engine.review.standing import ReviewState, Standing, displayed_state
from store.codebase import versions
from store.core import texts, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, Value, WriteTransaction
from store.files.spec_places import spec_path
from store.review import assignees, policies, standing_json, statements

DEFAULT_LANE = "review"  # a person looks at everything until the auto lane is certified


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One unit in review; `spec`, `lowered`, `evidence` and `links` are hashes of the texts to look at."""

    conversion: int
    project: str
    standing: Standing
    before: tuple[FormerStanding, ...]
    state: ReviewState  # as it is shown
    lane: str
    risk: tuple[str, ...]
    coverage: float
    raw: int
    lines: int
    spec: str | None
    lowered: str | None
    evidence: str | None
    links: str | None
    written: str | None
    moved: str


def get(view: ReadView, conversion: int) -> ReviewRow:
    """Return the review of the unit with this number."""
    row = view.row("SELECT * FROM reviews WHERE conversion = ?", conversion)
    if row is None:
        raise MissingError(f"There is no unit {conversion} in review.", "It may be gone with its SQL.")
    return _review(row)


def add(tx: WriteTransaction, conversion: int, project: str, standing: Standing, measures: Mapping[str, Value]) -> None:
    """Add a unit to review; `measures` are its columns coverage, raw, lines and risk."""
    row = {"conversion": conversion, "project": project, **_columns(tx, conversion, standing, None), **measures}
    row["asked"] = assignees.to_json(tx, project, conversion, tuple(json.loads(str(measures["risk"]))), standing)
    names, places = ", ".join(row), ", ".join("?" * len(row))
    tx.execute(f"INSERT INTO reviews ({names}) VALUES ({places})", *row.values())


def set_standing(
    tx: WriteTransaction, former: ReviewRow, standing: Standing, before: tuple[FormerStanding, ...] | None = None
) -> None:
    """Store a new standing. The caller gives the unit a new revision."""
    row = _columns(tx, former.conversion, standing, former.written)
    row["asked"] = assignees.to_json(tx, former.project, former.conversion, former.risk, standing)
    if before is not None:
        row["before"] = standing_json.kept_to_json(before)
    _update(tx, former.conversion, row)
    statements.follow_decision(tx, former.conversion)


def set_measures(tx: WriteTransaction, conversion: int, measures: Mapping[str, Value]) -> None:
    """Store coverage, raw steps, lines and risk."""
    _update(tx, conversion, measures)
    _set_assignees(tx, conversion)


def compute_measures(policy: Policy, name: str, sql: str, counts: Mapping[str, int]) -> Mapping[str, Value]:
    """Return the measures of a unit as columns; coverage is counted in tokens."""
    return {
        "name": name,
        "coverage": _coverage(counts),
        "raw": counts.get("raw", 0),
        "lines": sql.count("\n") + 1,
        "risk": json.dumps(policy.risk_of(name, sql)),
    }


def _coverage(counts: Mapping[str, int]) -> float:
    tokens = counts.get("tokens", 0)
    if not tokens:
        return float(not counts.get("raw"))
    return 1.0 - counts.get("opaque_tokens", 0) / tokens


def set_lane(tx: WriteTransaction, conversion: int, lane: str) -> None:
    """Store the lane of a unit. The revision stays: nobody decided."""
    tx.execute("UPDATE reviews SET lane = ?1 WHERE conversion = ?2 AND lane <> ?1", lane, conversion)


def mark_written(tx: WriteTransaction, conversion: int, spec: str | None, file: int) -> None:
    """Record which text of the unit this spec file holds, or none. The revision stays: nobody decided."""
    standing = get(tx, conversion).standing
    tx.execute(
        "UPDATE reviews SET written = ?, file = ?, state = ? WHERE conversion = ?",
        spec,
        None if spec is None else file,
        displayed_state(standing, spec),
        conversion,
    )


def reassess(tx: WriteTransaction, project: str) -> int:
    """Look for the policy's risk words in all units of a project, and find assignees again.

    Return how many units changed their risk.
    """
    policy, changed, updates = policies.get(tx, project), 0, []
    query = (
        "SELECT c.id, c.name, c.sql, r.risk, r.asked, r.standing FROM conversions c JOIN reviews r"
        " ON r.conversion = c.id WHERE c.project = ? ORDER BY c.id"
    )
    for row in tx.each(query, project):
        words = policy.risk_of(row["name"], texts.get(tx, row["sql"]))
        risk, asked = (
            json.dumps(words),
            assignees.to_json(tx, project, row["id"], words, standing_json.from_json(row["standing"])),
        )
        changed += risk != row["risk"]
        if (risk, asked) != (row["risk"], row["asked"]):
            updates.append((risk, asked, row["id"]))
    tx.many("UPDATE reviews SET risk = ?, asked = ? WHERE conversion = ?", updates)
    return changed


def _set_assignees(tx: WriteTransaction, conversion: int) -> None:
    """Assignees depend on the risk, the policy and the authors of the text."""
    review = get(tx, conversion)
    asked = assignees.to_json(tx, review.project, conversion, review.risk, review.standing)
    tx.execute("UPDATE reviews SET asked = ?1 WHERE conversion = ?2 AND asked <> ?1", asked, conversion)


def _columns(tx: WriteTransaction, conversion: int, standing: Standing, written: str | None) -> dict[str, Value]:
    version = versions.get(tx, conversion, standing.spec)
    return {
        "state": displayed_state(standing, written),
        "verdict": standing.verdict,
        "author": standing.author,
        "spec": standing.spec,
        "lowered": version.lowered,
        "evidence": version.evidence,
        "links": version.links,
        "approved": standing.approved,
        "place": None if standing.approved is None else _place(tx, conversion),
        "standing": standing_json.to_json(standing),
        "moved": times.to_text(tx.now),
    }


def set_place(tx: WriteTransaction, conversion: int) -> None:
    """Store where an approved text belongs, after its SQL moved to another path."""
    tx.execute(
        "UPDATE reviews SET place = ? WHERE conversion = ? AND approved IS NOT NULL",
        _place(tx, conversion),
        conversion,
    )


def set_missing_places(tx: WriteTransaction) -> int:
    """Store the places of texts that a version without this column approved; return how many."""
    rows = tx.rows("SELECT conversion FROM reviews WHERE place IS NULL AND approved IS NOT NULL")
    for row in rows:
        set_place(tx, row["conversion"])
    return len(rows)


def _place(view: ReadView, conversion: int) -> str | None:
    return view.one(
        lambda row: spec_path(row["name"], row["entity"], row["path"]).path,
        "SELECT c.name, c.entity, s.path FROM conversions c JOIN sources s ON s.id = c.source WHERE c.id = ?",
        conversion,
    )


def _update(tx: WriteTransaction, conversion: int, row: Mapping[str, Value]) -> None:
    setting = ", ".join(f"{column} = ?" for column in row)
    tx.execute(f"UPDATE reviews SET {setting} WHERE conversion = ?", *row.values(), conversion)


def _review(row: sqlite3.Row) -> ReviewRow:
    return ReviewRow(
        conversion=row["conversion"],
        project=row["project"],
        standing=standing_json.from_json(row["standing"]),
        before=standing_json.kept_from_json(row["before"]),
        state=ReviewState(row["state"]),
        lane=row["lane"],
        risk=tuple(json.loads(row["risk"])),
        coverage=row["coverage"],
        raw=row["raw"],
        lines=row["lines"],
        spec=row["spec"],
        lowered=row["lowered"],
        evidence=row["evidence"],
        links=row["links"],
        written=row["written"],
        moved=row["moved"],
    )
