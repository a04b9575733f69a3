"""Read the plan of every statement that a test of this process sends to a database.

A statement that scans a table which grows, or that builds an index for itself, costs more with everything that is
there. The first test that sends such a statement fails.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from store.core import database

ROOT = Path(__file__).parents[2]
ROOMS = ("store/", "jobs/", "daemon/")
# Tables that stay small, each with its reason.
SMALL = {
    "table_digests": "one for each table of the database",
    "projects": "a person adds each of them",
    "people": "those who connected",
    "members": "people with a role",
    "grants": "given by a person, a handful for each project",
    "policies": "one for each project",
    "views": "saved by a person",
    "trial_projects": "one for each project that allows trials",
    "turns": "one for each project and queue",
    "breakers": "one for each project and kind that fails now",
    "pauses": "set by a person",
    "periodic_tasks": "one for each task of the daemon",
    "watermarks": "one for each topic",
    "learning_cycles": "one for each project",
    "unit_counts": "a few for each project",
    "job_counts": "a few for each project",
}
# Statements that read everything on purpose, by their beginning, each with its reason.
WHOLE = {
    "SELECT * FROM journal ORDER BY seq": "a person asked to verify the journal",
    'SELECT * FROM "': "a person asked to replay the tables, or a migration computed their digests",
    "SELECT hash, content, packed FROM texts": "a person asked to verify the texts",
    "SELECT conversion, approved FROM reviews WHERE approved IS NOT NULL": "a person asked to replay the journal",
    "SELECT conversion, state, verdict, spec, approved, standing FROM reviews": "a person asked to replay the journal",
    "SELECT id, conversion, actor, word FROM decisions": "a person asked to replay the journal",
    "SELECT conversion, sql, lowered, verdict, evidence FROM unit_trials": "a person asked to replay the journal",
    "SELECT r.conversion, r.verdict, r.lowered, c.sql FROM reviews r": "a person asked to replay the journal",
    "SELECT * FROM conversions WHERE id NOT IN (SELECT conversion FROM reviews)": "once, when the daemon starts",
    "SELECT folder, path FROM spec_files ORDER BY": "once, when the daemon starts",
}
_STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+([a-z_]+)(?:\s+(?:AS\s+)?([a-z_]+))?", re.IGNORECASE)
_SCANNED = re.compile(r"SCAN ([a-z_]+)")


@dataclass
class SeenStatements:
    """The statements that this process sent, the places in the code that sent them, and faults of their plans."""

    texts: set[str] = field(default_factory=set)
    sites: set[tuple[str, int]] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


SEEN = SeenStatements()


class ExplainedConnection(sqlite3.Connection):
    """A connection whose statements are explained when they are sent for the first time."""

    def execute(self, sql, values=(), /):
        self._look(sql, values)
        return super().execute(sql, values)

    def executemany(self, sql, rows, /):
        rows = list(rows)
        if rows:
            self._look(sql, rows[0])
        return super().executemany(sql, rows)

    def _look(self, sql, values):
        site = site_of(sys._getframe(2))
        if not _STATEMENT.match(sql) or not site[0].startswith(ROOMS):
            return
        SEEN.sites.add(site)
        if sql not in SEEN.texts:
            SEEN.texts.add(sql)
            SEEN.faults += faults_of(super(), sql, values)


def faults_of(connection, sql, values):
    """Return the steps of a statement's plan that cost more with everything that is there."""
    plain = " ".join(sql.split())
    if plain.startswith(tuple(WHOLE)):
        return []
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    if "TEMP B-TREE" not in " ".join(steps) and " LIMIT " in plain and "WHERE" not in plain.replace("WHERE true", ""):
        return []  # the first rows of a table, in its own order
    return [f"{step}: {plain}" for step in steps if _grows(step, plain, tables - SMALL.keys())]


def site_of(frame):
    """Return the file and line that sent a statement through a view or a transaction."""
    while frame.f_code.co_filename.endswith("store/core/transaction.py") and frame.f_back is not None:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    return (path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path), frame.f_lineno)


def _grows(step, sql, growing):
    """Whether a step scans a table that grows, under its own name or another, or builds an index for itself."""
    if "AUTOMATIC" in step:
        return True
    scanned = _SCANNED.match(step)
    if scanned is None or "VIRTUAL TABLE" in step:
        return False
    named = {alias: table for table, alias in _NAMED.findall(sql) if alias}
    return named.get(scanned[1], scanned[1]) in growing


@pytest.fixture(autouse=True)
def query_plans(monkeypatch):
    """Explain the statements of every store that a test opens in this process."""
    plain = sqlite3.connect

    def connect(*given, **named):
        return plain(*given, **{"factory": ExplainedConnection} | named)

    monkeypatch.setattr(database.sqlite3, "connect", connect)
    known = len(SEEN.faults)
    yield
    assert SEEN.faults[known:] == []
