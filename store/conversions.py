"""Conversions: for each unit its SQL, its spec and what is known about the two."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from engine.review.follow import Lift
from engine.review.policy import Policy
from store import following, heirs, notices, policies, reviews, telling, texts, times
from store.conversion import Conversion, lift_of, of_row
from store.errors import MissingError
from store.following import Arrival
from store.sources import Fault
from store.transaction import Transaction, View
from store.versions import Proof, Version


@dataclass(frozen=True, slots=True)
class Finding:
    """What the engine says about one unit; its texts are given whole and kept by hash."""

    kind: str
    name: str
    occurrence: int
    language: str
    sql: str
    spec: str | None
    lowered: str | None
    entity: str | None
    verdict: str
    evidence: Mapping[str, object] | None
    links: list[object]
    counts: Mapping[str, int]
    fault: Fault | None = None
    form: str | None = None  # what it shares with units that are alike
    proofs: Sequence[Proof] = ()  # of texts that are kept for this SQL


Row = Mapping[str, str | int | None]
_OWN = frozenset({"id", "gone", "drift", "revision", "changed"})  # of the unit itself, wherever its SQL is


def basis(view: View, source: int) -> str | None:
    """What the conversions of a source were computed from; None when there are none, or not all from the same."""
    return view.value(
        "SELECT iif(min(basis) = max(basis), min(basis), NULL) FROM conversions WHERE source = ? AND NOT gone", source
    )


def replace(tx: Transaction, project: str, source: int, basis: str, findings: Iterable[Finding]) -> list[str]:
    """These are the findings for a source now; the answer is the names whose SQL is new, another one, or gone.

    A unit that was lost elsewhere in the project and is found here has moved, and all that was said of it with it.
    """
    former = {(row.kind, row.name, row.occurrence): row for row in _ever_of_source(tx, source)}
    policy, news = policies.of(tx, project), []
    for finding in findings:
        row = {"project": project, "source": source, "basis": basis, **_columns(tx, finding)}
        here = former.pop((finding.kind, finding.name, finding.occurrence), None)
        known = here or heirs.waiting(tx, project, finding.kind, finding.name, str(row["sql"]))
        if known is None or known.gone or known.sql != row["sql"]:
            news.append(finding.name)
        if known is None:
            _add(tx, row, finding, policy)
        else:
            _update(tx, known, row, _arrival(known.id, row, finding, policy))
    left = [each for each in former.values() if not each.gone]
    _leave(tx, left, policy)
    return news + [each.name for each in left]


def of_source(view: View, source: int) -> list[Conversion]:
    """The conversions of a source, in the order they were first found."""
    return [row for row in _ever_of_source(view, source) if not row.gone]


def get(view: View, conversion: int) -> Conversion:
    """The conversion with this id."""
    row = view.row("SELECT * FROM conversions WHERE id = ? AND NOT gone", conversion)
    if row is None:
        raise MissingError(f"There is no unit {conversion}.", "It may be gone with its SQL.")
    return of_row(row)


def all_named(view: View, project: str, kind: str, name: str) -> list[Conversion]:
    """The units of this kind and name, oldest first: of statements that make no object there may be many."""
    rows = view.rows(
        "SELECT * FROM conversions WHERE project = ? AND kind = ? AND name = ? AND NOT gone ORDER BY id",
        project,
        kind,
        name,
    )
    return [of_row(row) for row in rows]


def page(view: View, project: str, after: int = 0, limit: int = 200, verdict: str = "") -> list[Conversion]:
    """Conversions of a project by id, those that follow `after`; of one verdict if it is named."""
    rows = view.rows(
        "SELECT * FROM conversions WHERE project = ?1 AND id > ?2 AND (?4 = '' OR verdict = ?4) AND NOT gone"
        " ORDER BY id LIMIT ?3",
        project,
        after,
        limit,
        verdict,
    )
    return [of_row(row) for row in rows]


def tally(view: View, project: str) -> Mapping[str, int]:
    """Verdict → how many units of a project; units with an error are counted as `error`."""
    rows = view.rows(
        "SELECT iif(error IS NULL, verdict, 'error') AS known, count(*) AS units FROM conversions"
        " WHERE project = ? AND NOT gone GROUP BY known",
        project,
    )
    return {row["known"]: row["units"] for row in rows}


def decided(tx: Transaction, conversion: int) -> int:
    """Something was said of a unit: the answer is its new revision."""
    return tx.value(
        "UPDATE conversions SET revision = revision + 1, changed = ?1, drift ="
        " EXISTS (SELECT 1 FROM reviews WHERE conversion = ?2 AND state = 'drifted') WHERE id = ?2 RETURNING revision",
        times.text(tx.now),
        conversion,
    )


def enter_review(tx: Transaction) -> int:
    """Units that were converted before there was review come into it; the answer is how many they were."""
    rows = tx.rows("SELECT * FROM conversions WHERE id NOT IN (SELECT conversion FROM reviews) ORDER BY id")
    for known in map(of_row, rows):
        following.begin(tx, _arrival_of(tx, known.id, known, policies.of(tx, known.project)))
    return len(rows)


def catch_up(tx: Transaction, conversion: int) -> None:
    """What an undo brought back of a unit is known by the rules of now, which may be newer than what it was said of."""
    known = get(tx, conversion)
    passage = following.catch_up(tx, conversion, lift_of(known))
    if passage.moved:
        decided(tx, conversion)
        telling.caught_up(tx, conversion, known.basis, passage)


def moved_file(tx: Transaction, source: int) -> None:
    """A file has another name now: where a unit has a text in a spec file, that may belong into another one."""
    for unit in of_source(tx, source):
        following.went_or_came(tx, unit.id, unit.project)


def _columns(tx: Transaction, finding: Finding) -> Row:
    return {
        "kind": finding.kind,
        "name": finding.name,
        "occurrence": finding.occurrence,
        "language": finding.language,
        "sql": texts.keep(tx, finding.sql),
        "spec": _kept(tx, finding.spec),
        "lowered": _kept(tx, finding.lowered),
        "entity": finding.entity,
        "verdict": finding.verdict,
        "evidence": None if finding.evidence is None else texts.keep(tx, json.dumps(finding.evidence)),
        "links": texts.keep(tx, json.dumps(finding.links)) if finding.links else None,
        "counts": json.dumps(finding.counts),
        "error": None if finding.fault is None else json.dumps(asdict(finding.fault)),
        "form": finding.form,
    }


def _kept(tx: Transaction, text: str | None) -> str | None:
    return texts.keep(tx, text) if text else None


def _ever_of_source(view: View, source: int) -> list[Conversion]:
    """Those that are gone and kept as well."""
    return [of_row(row) for row in view.rows("SELECT * FROM conversions WHERE source = ? ORDER BY id", source)]


def _add(tx: Transaction, row: Row, finding: Finding, policy: Policy) -> None:
    columns = {**row, "changed": times.text(tx.now)}
    names, places = ", ".join(columns), ", ".join("?" * len(columns))
    number = tx.insert(f"INSERT INTO conversions ({names}) VALUES ({places})", *columns.values())
    following.begin(tx, _arrival(number, row, finding, policy))
    telling.found(tx, number, row)


def _update(tx: Transaction, known: Conversion, row: Row, arrival: Arrival) -> None:
    """A unit that came out as before, and stands in review as before, keeps its revision."""
    setting = ", ".join(f"{column} = ?" for column in row)
    tx.execute(f"UPDATE conversions SET {setting}, gone = 0 WHERE id = ?", *row.values(), known.id)
    passage = following.follow(tx, arrival, lift_of(known))
    elsewhere = known.source != row["source"]
    if known.gone or elsewhere:
        following.went_or_came(tx, known.id, known.project)
    same = (known.sql, known.spec, known.verdict) == (row["sql"], row["spec"], row["verdict"])
    if passage.moved or known.gone or elsewhere or not same:
        decided(tx, known.id)
        telling.converted(tx, known.id, telling.Before(known.source, known.sql, known.basis, known.gone), row, passage)
        if known.sql == row["sql"]:
            notices.tell_of_drift(tx, known.id, passage.before, passage.after)
    elif passage.after.decided and telling.rules_of(known.basis) != telling.rules_of(str(row["basis"])):
        telling.renewed(tx, known.id, str(row["basis"]), passage)


def _leave(tx: Transaction, left: Sequence[Conversion], policy: Policy) -> None:
    """Their SQL is gone from here. Where another file has it, what people said goes there; else it waits, hidden."""
    kept = [each for each in left if following.is_kept(tx, each.id)]
    for each in left:
        if each not in kept:
            tx.execute("DELETE FROM conversions WHERE id = ?", each.id)
            telling.removed(tx, each.id, each.project, each.name, each.source)
    for each in kept:
        heir = heirs.heir(tx, each.id, each.sql, [other.id for other in kept])
        if heir is not None:
            _take_place(tx, each, heir, policy)
            continue
        tx.execute("UPDATE conversions SET gone = 1 WHERE id = ?", each.id)
        decided(tx, each.id)
        following.went_or_came(tx, each.id, each.project)
        telling.removed(tx, each.id, each.project, each.name, each.source)


def _take_place(tx: Transaction, known: Conversion, heir: Conversion, policy: Policy) -> None:
    """Nobody said anything of the unit that is found elsewhere: it is this one, moved.

    Where it was converted by other rules, its basis says so, and it is converted again.
    """
    row = dict(tx.rows("SELECT * FROM conversions WHERE id = ?", heir.id)[0])
    row = {name: row[name] for name in row if name not in _OWN}
    if telling.rules_of(heir.basis) != telling.rules_of(known.basis):
        row["basis"] = known.basis
    tx.execute("UPDATE proposals SET conversion = ? WHERE conversion = ?", known.id, heir.id)
    tx.execute("DELETE FROM conversions WHERE id = ?", heir.id)
    telling.removed(tx, heir.id, heir.project, heir.name, heir.source)
    _update(tx, known, row, _arrival_of(tx, known.id, heir, policy))


def _arrival(number: int, row: Row, finding: Finding, policy: Policy) -> Arrival:
    lift = Lift(str(row["sql"]), _text(row["spec"]), finding.verdict, finding.fault is not None)
    version = Version(_text(row["lowered"]), _text(row["evidence"]), _text(row["links"]))
    measures = reviews.measures(policy, finding.name, finding.sql, finding.counts)
    return Arrival(number, str(row["project"]), lift, version, measures, finding.proofs)


def _arrival_of(tx: Transaction, number: int, known: Conversion, policy: Policy) -> Arrival:
    """What is kept, as it comes to the unit of this number."""
    version = Version(known.lowered, known.evidence, known.links)
    measures = reviews.measures(policy, known.name, texts.get(tx, known.sql), known.counts)
    return Arrival(number, known.project, lift_of(known), version, measures)


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)
