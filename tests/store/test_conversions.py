"""Units are added, changed, removed with their SQL and restored, and review follows."""

from dataclasses import replace

import pytest

from engine.record import UnitRecord
from engine.review.standing import ReviewState
from store.access import people
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.core import outbox, texts
from store.core.errors import MissingError
from store.findings import unit_features
from store.review import proposals, reviews
from store.review.decisions import NewDecisionRow, add

LINK = (("spec",), (0, 6), (0, 4), "exact")
COUNTS = {"statements": 4, "structured": 3, "raw": 1, "opaque_tokens": 3, "tokens": 12}


class Files:
    """A project with a file; `convert` records what the engine found in it."""

    def __init__(self, tx):
        self.tx = tx
        self.project = projects.add(tx, "erp", ["/srv/erp"], "act_1").id
        self.source = self.add("a.sql")

    def add(self, path):
        return sources.record(self.tx, self.project, "/srv/erp", path, "sql", sources.Content("h", path)).id

    def convert(self, *findings, source=None, text="text"):
        return conversions.replace(self.tx, self.project, source or self.source, f"{text}:rules", findings)

    def units(self, source=None):
        return conversions.list_of_source(self.tx, source or self.source)

    def decide(self, unit):
        """Somebody says something that changes nothing: it is reason enough to keep the unit."""
        standing = reviews.get(self.tx, unit).standing
        actor = people.get_or_add(self.tx, "key:ann", "ann").id
        add(self.tx, NewDecisionRow("do_1", unit, actor, "comment", standing, standing, "sql"))


@pytest.fixture
def files(db):
    with db.write() as tx:
        yield Files(tx)


def finding(name="f()", sql="SELECT 1\n", spec="spec", verdict="proved", features=None):
    record = UnitRecord(
        "function",
        name,
        "sql",
        (0, len(sql)),
        verdict=verdict,
        evidence={"of": sql},
        counts=COUNTS,
        spec=spec,
        lowered="low",
        links=(LINK,),
        features=features,
    )
    return ConversionResult(record, sql)


def test_a_new_unit_enters_review_with_its_measures(files):
    files.convert(finding("refund_tax()"))
    (unit,) = files.units()
    review = reviews.get(files.tx, unit.id)
    assert (review.state, review.spec, review.lowered, review.evidence, review.links) == (
        "converted",
        unit.spec,
        unit.lowered,
        unit.evidence,
        unit.links,
    )
    assert (review.coverage, review.raw, review.lines, review.risk) == (0.75, 1, 2, ("tax", "refund"))


def test_a_unit_with_the_same_result_keeps_its_revision(files):
    files.convert(finding())
    files.convert(finding())
    assert [unit.revision for unit in files.units()] == [1]
    assert files.convert(finding(sql="SELECT 2")) == ["f()"]
    assert [unit.revision for unit in files.units()] == [2]


def test_an_edit_beside_a_unit_leaves_the_unit_as_it_is(files):
    beside = finding("g()", sql="SELECT 2")
    files.convert(finding(features={"tokens": 1.0, "findings": 0.0}), beside)
    unit_features.set_features(files.tx, files.units()[0].id, 3.0, 1.0)
    files.convert(finding(features={"tokens": 1.0, "findings": 0.0}), finding("g()", sql="SELECT 3"), text="edited")
    first, second = files.units()
    assert (first.revision, second.revision) == (1, 2)
    assert {first.basis, second.basis} == {"edited:rules"}
    assert first.details["features"]["findings"] == 3.0


@pytest.mark.parametrize("found", [{"spec": "other"}, {"verdict": "unverified"}, {"features": {"tokens": 2.0}}])
def test_a_unit_with_another_result_is_stored(files, found):
    files.convert(finding(features={"tokens": 1.0}))
    files.convert(finding(**{"features": {"tokens": 1.0}} | found), text="edited")
    (unit,) = files.units()
    expected = finding(**{"features": {"tokens": 1.0}} | found).record
    assert (unit.verdict, unit.details["features"]) == (expected.verdict, expected.features)
    assert unit.spec == texts.hash_of(expected.spec)


def test_a_unit_without_sql_is_deleted_unless_it_has_history(files):
    files.convert(finding(), finding("g()"))
    plain, spoken = (unit.id for unit in files.units())
    files.decide(spoken)
    assert files.convert() == ["f()", "g()"]
    assert files.convert() == []
    assert (files.units(), conversions.count_by_verdict(files.tx, files.project)) == ([], {})
    assert conversions.page(files.tx, files.project) == []
    assert conversions.get_basis(files.tx, files.source) is None
    with pytest.raises(MissingError):
        conversions.get(files.tx, spoken)
    assert files.convert(finding(), finding("g()")) == ["f()", "g()"]
    back = [unit.id for unit in files.units()]
    assert spoken in back
    assert plain not in back


def test_kept_units_of_a_file_stay_when_another_file_replaces_it(files):
    files.convert(finding())
    (unit,) = files.units()
    files.decide(unit.id)
    files.convert()
    sources.mark_gone(files.tx, files.project, "/srv/erp", "a.sql")
    other = files.add("b.sql")
    files.convert(finding("g()"), source=other)
    sources.rename(files.tx, files.project, "/srv/erp", "b.sql", "a.sql")
    files.convert(finding(), finding("g()"), source=other)
    assert unit.id in [found.id for found in files.units(other)]


def test_newer_rules_propose_their_text_once_for_a_decided_unit(files):
    files.convert(finding())
    (unit,) = files.units()
    review = reviews.get(files.tx, unit.id)
    mine = replace(review.standing.with_text("mine", "proved", "act_1"), state=ReviewState.IN_REVIEW)
    reviews.set_standing(files.tx, review, mine)
    for _ in range(2):
        files.convert(finding(spec="spec 2"))
    files.convert(finding(spec="spec 3"))
    found = proposals.list_proposals(files.tx, unit.id)
    assert [(each.analyst, each.state) for each in found] == [("lifter", "withdrawn"), ("lifter", "open")]
    assert reviews.get(files.tx, unit.id).standing.spec == "mine"
    assert not outbox.list_pending(files.tx, "spec-file")
