"""Whatever people decide and however the SQL changes, a store on disk keeps its laws."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daemon.server.review import inbox_items
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState
from store.codebase import conversions, projects, sources
from store.core import outbox, texts
from store.core.errors import MissingError
from store.review import policies, proposals
from store.review.proposals import NewProposal
from tests.daemon.review.conftest import Desk, finding
from tests.plugins.new_database import open_new_database

PEOPLE = ("ann", "ben", "cyd")
SPECS = {"a": "proved", "b": "tested", "c": "proved", None: "unverified"}
POLICIES = ("", '[[approvals]]\nrisk = "high"\nn = 2', '[[approvals]]\nrisk = "normal"\nn = 2\ndistinct = false')
NAMES = ("f()", "refund()")
words = st.sampled_from([word.value for word in DecisionKind])
said = st.fixed_dictionaries(
    {
        "who": st.sampled_from(PEOPLE),
        "name": st.sampled_from(NAMES),
        "kind": words,
        "spec": st.sampled_from("abc"),
        "proposal": st.booleans(),
        "asked": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
        "send_back": st.booleans(),
    }
)
found = st.none() | st.tuples(st.sampled_from(["SELECT 1", "SELECT 2"]), st.sampled_from(list(SPECS)))
converted = st.fixed_dictionaries(dict.fromkeys(NAMES, found))
scripts = st.lists(st.one_of(said, said, said, converted), max_size=12)


class World:
    """A project of two units, with what was done to it and what there was before."""

    def __init__(self, desk, policy):
        self.desk = desk
        self.voices = {name: desk.voice(name) for name in PEOPLE}
        policies.set_text(desk.tx, desk.project, policy, None, self.voices["ann"].actor)
        self.there = {}
        self.done = []
        self.convert(dict.fromkeys(NAMES, ("SELECT 1", "a")))
        self.done.clear()

    def convert(self, there):
        self.done.append(self.there)
        self.there = there
        self.desk.convert(*[finding(name, sql, spec, SPECS[spec]) for name, (sql, spec) in seen(there)])

    def unit(self, name):
        query = "SELECT id FROM conversions WHERE name = ? AND NOT gone"
        return self.desk.tx.value(query, name) or 0

    def say(self, who, name, kind, spec, proposal, asked, send_back):
        unit, voice = self.unit(name), self.voices[who]
        asked = tuple(self.voices[each].actor for each in asked)
        try:
            with self.desk.tx.part():
                offered = self.offer(unit, spec, proposal)
                text = self.desk.text(unit, spec, SPECS[spec]) if kind in {"edit", "merge"} and unit else None
                fields = {"note": "because", "reason": "other", "text": text, "proposal": offered}
                act = self.desk.say(voice, unit, kind, **fields, asked=asked, send_back=send_back)
        except (Refusal, MissingError):
            return
        self.done.append((voice, act.id))

    def offer(self, unit, spec, wanted):
        if not wanted or not unit:
            return None
        sql, digest = conversions.get(self.desk.tx, unit).sql, texts.save(self.desk.tx, spec)
        new = NewProposal(unit, "file", digest, SPECS[spec], sql, actor=self.voices["cyd"].actor)
        return proposals.add(self.desk.tx, new)

    def back(self):
        """Take the last step back."""
        step = self.done.pop()
        if isinstance(step, dict):
            self.convert(step)
            self.done.pop()
        else:
            assert self.desk.undo(*step).changed == 1

    def rows(self):
        """All that counts, by the unit's name: how it stands, what is shown, what is said."""
        query = (
            "SELECT c.name, c.gone, c.drift, c.sql, c.spec, c.verdict, r.state, r.verdict, r.risk, r.author, r.spec,"
            " r.lowered, r.evidence, r.links, r.approved, r.standing, r.before,"
            " (SELECT count(*) FROM comments m WHERE m.conversion = c.id AND NOT taken_back),"
            " (SELECT count(*) FROM proposals p WHERE p.conversion = c.id AND p.state IN ('accepted', 'rejected'))"
            " FROM conversions c JOIN reviews r ON r.conversion = c.id ORDER BY c.name"
        )
        return [tuple(row) for row in self.desk.tx.rows(query)]


def seen(there):
    return [(name, known) for name, known in there.items() if known is not None]


@pytest.fixture(scope="module")
def opened():
    """One store for all examples: each begins in a transaction of its own, which is not committed."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_new_database(Path(folder) / "specdeck.db", clock=lambda: 1_795_000_000.0)
        yield db
        db.close()


class EndError(Exception):
    """An example is over."""


def world_of(tx, policy):
    project = projects.add(tx, "erp", ["/srv/erp"], "act_0").id
    source = sources.record(tx, project, "/srv/erp", "a.sql", "sql", sources.Content("h", "SELECT 1")).id
    return World(Desk(tx, project, source), policy)


def play(opened, policy, script, look):
    """Play a script in a world of its own, and look at it after each step."""
    with pytest.raises(EndError), opened.write() as tx:
        world = world_of(tx, policy)
        start = world.rows()
        for step in script:
            world.say(**step) if "who" in step else world.convert(step)
            look(world)
        while world.done:
            world.back()
        assert world.rows() == start
        raise EndError


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.sampled_from(POLICIES), scripts)
def test_the_store_keeps_its_laws_and_undoing_everything_restores_the_start(opened, policy, script):
    letters = []

    def look(world):
        tx, rules = world.desk.tx, policies.get(world.desk.tx, world.desk.project)
        for row in tx.rows("SELECT c.id, c.name, r.* FROM conversions c JOIN reviews r ON r.conversion = c.id"):
            review = world.desk.review(row["id"])
            standing = review.standing
            assert row["state"] == standing.state
            assert (row["spec"], row["approved"], row["author"]) == (standing.spec, standing.approved, standing.author)
            assert review.risk == (("refund",) if row["name"] == "refund()" else ())
            if standing.state is ReviewState.APPROVED:
                assert len(standing.approvals) >= rules.approvals(review.risk).n
                assert standing.verdict == "proved" or standing.waiver
            letters.append((row["id"], standing.approved, len(outbox.list_pending(tx, "spec-file", 1000))))
        assert all(after[2] > before[2] for before, after in changed(letters))

    play(opened, policy, script, look)


def changed(letters):
    """The looks at a unit before and after its approved text changed."""
    latest = {}
    for look in letters:
        former = latest.get(look[0])
        if former is not None and former[1] != look[1]:
            yield former, look
        latest[look[0]] = look


def test_an_inbox_item_matches_the_store(desk, ann, ben, unit):
    desk.say(ann, unit, "edit", text=desk.text(unit, "spec: 2"))
    desk.say(ben, unit, "comment", note="fine")
    item = inbox_items.inbox_item(desk.tx, unit)
    assert (item.author, item.comments, item.state, item.needed) == ("ann", 1, "in review", 1)
    assert json.dumps(item.risk) == "[]"
    assert NewDecision(DecisionKind.SKIP).kind in set(DecisionKind)
