"""Units converted by a version without review enter review."""

import sqlite3

import pytest

import store
from store.codebase import conversions
from store.core import texts
from store.core.maintenance import migrate
from store.migrations import STEPS
from store.review import reviews

OLD = STEPS.index("m0004_conversions") + 1
ROWS = """
    INSERT INTO projects (id, name, folders, created) VALUES ('prj', 'erp', '[]', 't');
    INSERT INTO sources (project, folder, path, kind, hash, changed) VALUES ('prj', '/srv', 'a.sql', 'sql', 'h', 't');
    INSERT INTO texts VALUES ('{refund}', CAST('SELECT refund()' AS BLOB), 0);
    INSERT INTO conversions
        (project, source, kind, name, occurrence, language, sql, basis, spec, verdict, counts, changed)
        VALUES ('prj', 1, 'function', 'f()', 0, 'sql', '{refund}', 'b', 's', 'proved',
            '{{"tokens": 10, "opaque_tokens": 4, "raw": 1}}', 't');
    INSERT INTO conversions
        (project, source, kind, name, occurrence, language, sql, basis, verdict, counts, error, changed)
        VALUES ('prj', 1, 'function', 'g()', 0, 'sql', '{refund}', 'b', 'unverified', '{{}}',
            '{{"code": "c", "sentence": "s", "hint": ""}}', 't');
"""


@pytest.fixture
def db(file, monkeypatch):
    """A database of the version before review, with a unit and a broken one, as this version opens it."""
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "STEPS", STEPS[:OLD])
        patch.setattr(migrate, "NEWEST", OLD)
        store.open(file).close()
    connection = sqlite3.connect(file)
    connection.executescript(ROWS.format(refund=texts.hash_of("SELECT refund()")))
    connection.commit()
    connection.close()
    opened = store.open(file)
    yield opened
    opened.close()


def test_each_unit_gets_a_review_as_if_it_was_converted_now(db):
    with db.write() as tx:
        assert conversions.enter_review(tx) == 2
        found, broken = reviews.get(tx, 1), reviews.get(tx, 2)
    assert (found.state, found.spec, found.standing.verdict) == ("converted", "s", "proved")
    assert (found.risk, found.coverage, found.raw, found.lines) == (("refund",), 0.6, 1, 1)
    assert (broken.state, broken.spec) == ("proposed", None)


def test_units_enter_review_once(db):
    with db.write() as tx:
        conversions.enter_review(tx)
        assert conversions.enter_review(tx) == 0
