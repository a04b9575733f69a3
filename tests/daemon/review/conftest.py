"""A store on disk with a few units, and people who decide on them."""

import json
from dataclasses import dataclass

import pytest

from daemon.server.review import undo_redo
from daemon.server.review.decisions import single_decision
from daemon.server.review.decisions.decision_input import CheckedText, DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from engine.record import UnitRecord
from engine.review import roles
from store.access import people
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.core.transaction import WriteTransaction
from store.review import reviews
from tests.plugins.new_database import open_new_database

COUNTS = {"statements": 2, "structured": 2, "raw": 0, "opaque_tokens": 0, "tokens": 10}


def finding(name="f()", sql="SELECT 1", spec="spec: 1", verdict="proved", proofs=(), **others):
    """What the engine says of a unit."""
    known = {"lowered": f"-- {spec}", "evidence": {"of": sql}, "counts": COUNTS}
    record = UnitRecord("function", name, "sql", (0, len(sql)), verdict=verdict, spec=spec or "", **known | others)
    return ConversionResult(record, sql, proofs)


@dataclass
class Desk:
    """A project in a transaction: convert, decide, look."""

    tx: WriteTransaction
    project: str
    source: int

    def convert(self, *findings):
        """Convert the source anew; the answer is the numbers of its units."""
        conversions.replace(self.tx, self.project, self.source, "basis", findings)
        return [unit.id for unit in conversions.list_of_source(self.tx, self.source)]

    def voice(self, name, role="owner"):
        return DecisionMaker(people.get_or_add(self.tx, f"key:{name}", name).id, roles.role_permissions(role))

    def say(self, voice, unit, word, revision=None, **fields):
        return single_decision.decide_unit(self.tx, voice, unit, DecisionInput(word, **fields), revision)

    def undo(self, voice, act=None):
        return undo_redo.undo(self.tx, voice, self.project, act)

    def redo(self, voice, act=None):
        return undo_redo.redo(self.tx, voice, self.project, act)

    def text(self, unit, spec, verdict="proved"):
        """A text as the checker gives it, over the one that is in review now."""
        base = self.tx.value("SELECT spec FROM reviews WHERE conversion = ?", unit)
        sql = conversions.get(self.tx, unit).sql
        return CheckedText(spec, verdict, base, sql, f"-- {spec}", {"of": spec}, [["a"]], [["changed"]])

    def review(self, unit):
        return reviews.get(self.tx, unit)

    def event(self, kind):
        """The data of the newest event of a kind."""
        row = self.tx.row("SELECT data FROM journal WHERE type = ? ORDER BY seq DESC LIMIT 1", kind)
        return json.loads(row["data"])


@pytest.fixture
def db(tmp_path):
    opened = open_new_database(tmp_path / "specdeck.db", clock=lambda: 1_795_000_000.0)
    yield opened
    opened.close()


@pytest.fixture
def desk(db):
    with db.write() as tx:
        project = projects.add(tx, "erp", ["/srv/erp"], "act_0").id
        source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
        yield Desk(tx, project, source)


@pytest.fixture
def ann(desk):
    return desk.voice("ann")


@pytest.fixture
def ben(desk):
    return desk.voice("ben")


@pytest.fixture
def unit(desk):
    return desk.convert(finding())[0]


@pytest.fixture
def convert(desk):
    return desk.convert


@pytest.fixture(name="finding")
def finding_():
    return finding
