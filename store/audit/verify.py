"""Verify a journal: recompute every hash, follow every link, compare every stored text."""

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.audit.anchor import JournalAnchor
from store.core import journal, texts
from store.core.errors import DamagedError, StoreError, translate_errors
from store.core.maintenance import inspection
from store.core.transaction import ReadView


@dataclass(frozen=True, slots=True)
class JournalProblem:
    """One difference from what was written; `seq` is the event, 0 where it concerns none."""

    seq: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class JournalReport:
    """The result of an audit; `whole` if it found no problem. A remark is strange, but not a change."""

    events: int
    head: JournalAnchor
    problems: tuple[JournalProblem, ...]
    remarks: tuple[JournalProblem, ...] = ()

    @property
    def whole(self) -> bool:
        return not self.problems


Audit = Callable[[ReadView, JournalAnchor | None], JournalReport]


def verify_file(file: Path, anchor: JournalAnchor | None = None, audit: Audit | None = None) -> JournalReport:
    """Audit a database file, live or a copy; this needs no daemon and writes nothing. `audit` may do more."""
    inspection.check_ours(file)
    try:
        with translate_errors():
            connection = _open(file)
            try:
                connection.execute("BEGIN")
                return (audit or verify)(ReadView(connection, time.time()), anchor)
            finally:
                connection.close()
    except DamagedError as error:
        problem = JournalProblem(0, "audit.unreadable", error.sentence)
        return JournalReport(0, JournalAnchor(0, journal.GENESIS), (problem,))


def verify(view: ReadView, anchor: JournalAnchor | None = None) -> JournalReport:
    """Audit an open database; with an anchor, check that its head is still in the chain."""
    problems = _structure(view)
    events, head, broken, remarks = _chain(view)
    problems += broken + _stored_texts(view)
    if anchor is not None:
        problems += _anchored(view, anchor)
    return JournalReport(events, head, tuple(problems), tuple(remarks))


def _structure(view: ReadView) -> list[JournalProblem]:
    rows = view.rows("PRAGMA integrity_check(20)")
    return [JournalProblem(0, "audit.pages", f"SQLite's check: {row[0]}.") for row in rows if row[0] != "ok"]


def _chain(view: ReadView) -> tuple[int, JournalAnchor, list[JournalProblem], list[JournalProblem]]:
    problems: list[JournalProblem] = []
    remarks: list[JournalProblem] = []
    events, seq, last, at = 0, 0, journal.GENESIS, ""
    for row in view.each("SELECT * FROM journal ORDER BY seq"):
        problems += _event(row, seq, last)
        if row["at"] < at:
            sentence = f"Event {row['seq']} is from {row['at']}, before the event before it ({at}): the clock ran back."
            remarks.append(JournalProblem(row["seq"], "audit.clock", sentence))
        events, seq, last, at = events + 1, row["seq"], row["hash"], row["at"]
    return events, JournalAnchor(seq, last), problems, remarks


def _event(row: sqlite3.Row, before: int, last: str) -> list[JournalProblem]:
    seq, problems = row["seq"], []
    if seq != before + 1:
        problems.append(JournalProblem(seq, "audit.gap", f"Event {before + 1} is missing."))
    if row["previous"] != last:
        problems.append(JournalProblem(seq, "audit.link", f"Event {seq} does not follow the one before it."))
    if _digest(row) != row["hash"]:
        problems.append(JournalProblem(seq, "audit.altered", f"Event {seq} is not what was written."))
    return problems


def _digest(row: sqlite3.Row) -> str:
    try:
        return journal.hash_event(row)
    except StoreError:  # what replaced it is not even JSON
        return ""


def _stored_texts(view: ReadView) -> list[JournalProblem]:
    problems = []
    for row in view.each("SELECT hash, content, packed FROM texts"):
        try:
            texts.unpack(row["hash"], row["content"], bool(row["packed"]))
        except DamagedError as error:
            problems.append(JournalProblem(0, "audit.text", error.sentence))
    return problems


def _anchored(view: ReadView, anchor: JournalAnchor) -> list[JournalProblem]:
    found = anchor.seq == 0 or view.value("SELECT hash FROM journal WHERE seq = ?", anchor.seq) == anchor.hash
    if found:
        return []
    sentence = f"Event {anchor.seq} of the anchor is missing or differs: the journal was cut or rewritten."
    return [JournalProblem(anchor.seq, "audit.anchor", sentence)]


def _open(file: Path) -> sqlite3.Connection:
    """Read-only; a copy without a WAL is opened as immutable, so that SQLite creates no file beside it."""
    still = "" if file.with_name(file.name + "-wal").exists() else "&immutable=1"
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro{still}", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.text_factory = _lenient
    return connection


def _lenient(raw: bytes) -> str:
    """Decode a text with a flipped byte too; its hash will reveal it."""
    return raw.decode("utf-8", "backslashreplace")
