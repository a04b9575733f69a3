"""A unit whose SQL moves to another file of its project keeps its history."""

from dataclasses import replace

import pytest

from engine.record import UnitRecord
from engine.review.standing import ReviewState
from store.access import people
from store.codebase import conversion_row, conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.core import journal, outbox
from store.review import decisions, proposals, reviews
from store.review.decisions import NewDecisionRow
from store.review.proposals import FILE, NewProposal

COUNTS = {"statements": 1, "structured": 1, "raw": 0, "opaque_tokens": 0, "tokens": 4}


def finding(name="f()", sql="SELECT 1", verdict="proved", occurrence=0, kind="function"):
    record = UnitRecord(
        kind,
        name,
        "sql",
        (0, len(sql)),
        occurrence,
        verdict=verdict,
        evidence={"of": sql},
        counts=COUNTS,
        spec=f"spec of {sql}",
        lowered="low",
    )
    return ConversionResult(record, sql)


class Project:
    """Two files, `a` and `b`; `convert` records what the engine found in one of them."""

    def __init__(self, tx):
        self.tx = tx
        self.id = projects.add(tx, "erp", ["/srv"], "act_1").id
        self.a, self.b = self.file("a.sql"), self.file("b.sql")
        self.ann = people.get_or_add(tx, "key:ann", "ann").id

    def file(self, path):
        return sources.record(self.tx, self.id, "/srv", path, "sql", sources.Content("h", path)).id

    def convert(self, source, *findings):
        conversions.replace(self.tx, self.id, source, "text:rules", findings)

    def units(self, source):
        return [unit.id for unit in conversions.list_of_source(self.tx, source)]

    def approve(self, unit):
        """Ann approves what is in review, as a decision does."""
        review = reviews.get(self.tx, unit)
        standing = review.standing
        after = replace(standing, state=ReviewState.APPROVED, approved=standing.spec, asked=(self.ann,))
        reviews.set_standing(self.tx, review, after)
        sql = conversions.get(self.tx, unit).sql
        decisions.add(self.tx, NewDecisionRow("do_1", unit, self.ann, "approve", standing, after, sql))

    def propose(self, unit):
        sql = conversions.get(self.tx, unit).sql
        return proposals.add(self.tx, NewProposal(unit, FILE, "theirs", "proved", sql))

    def standing(self, unit):
        return reviews.get(self.tx, unit).standing

    def causes(self, unit):
        """Why the unit was another one, oldest first."""
        told = [
            each for each in journal.list_after(self.tx, 0, 1000) if each.subject == conversion_row.unit_subject(unit)
        ]
        return [each.data["cause"] for each in told if each.type == "unit.converted"]


@pytest.fixture
def project(db):
    with db.write() as tx:
        yield Project(tx)


@pytest.fixture
def unit(project):
    """A unit of the first file that is approved and for which another text is proposed."""
    project.convert(project.a, finding())
    (number,) = project.units(project.a)
    project.approve(number)
    project.propose(number)
    return number


def lose_then_find(project, found):
    project.convert(project.a)
    project.convert(project.b, found)


def find_then_lose(project, found):
    project.convert(project.b, found)
    project.convert(project.a)


ORDERS = pytest.mark.parametrize("move", [lose_then_find, find_then_lose])


@ORDERS
def test_a_moved_unit_keeps_its_identity(project, unit, move):
    before = project.standing(unit)
    move(project, finding())
    assert (project.units(project.a), project.units(project.b)) == ([], [unit])
    assert project.standing(unit) == before
    assert [each.state for each in proposals.list_proposals(project.tx, unit)] == ["open"]
    assert [each.word for each in decisions.list_of_unit(project.tx, unit)] == ["approve"]
    assert project.causes(unit)[-1] == "moved"


@ORDERS
def test_a_unit_that_moves_and_changes_has_drifted(project, unit, move):
    approved = project.standing(unit).approved
    move(project, finding(sql="SELECT 2"))
    standing = project.standing(unit)
    assert project.units(project.b) == [unit]
    assert (standing.state, standing.approved, standing.asked) == (ReviewState.DRIFTED, approved, (project.ann,))
    assert conversions.get(project.tx, unit).drift


@ORDERS
def test_its_spec_file_is_synced_since_it_may_be_named_after_the_source(project, unit, move):
    move(project, finding())
    assert outbox.list_pending(project.tx, "spec-file")[-1].data == {"conversion": unit}


@ORDERS
def test_a_unit_that_moves_back_is_unchanged(project, unit, move):
    before = project.standing(unit)
    lose_then_find(project, finding(sql="SELECT 2"))
    if move is lose_then_find:
        project.convert(project.b)
        project.convert(project.a, finding())
    else:
        project.convert(project.a, finding())
        project.convert(project.b)
    assert (project.units(project.a), project.units(project.b)) == ([unit], [])
    assert project.standing(unit) == before


def test_a_copy_has_no_history(project, unit):
    project.convert(project.b, finding())
    (copy,) = project.units(project.b)
    assert project.units(project.a) == [unit]
    assert project.standing(copy).state is ReviewState.CONVERTED
    assert not proposals.list_proposals(project.tx, copy)


def test_two_decided_units_stay_separate_when_one_goes(project, unit):
    project.convert(project.b, finding())
    (copy,) = project.units(project.b)
    project.approve(copy)
    project.convert(project.a)
    assert project.units(project.b) == [copy]
    project.convert(project.a, finding())
    assert project.units(project.a) == [unit]


def test_of_two_candidates_the_one_with_the_same_sql_is_the_successor(project, unit):
    other = project.file("c.sql")
    project.convert(project.b, finding())
    project.convert(other, finding(sql="SELECT 2"))
    project.convert(project.a)
    assert project.units(project.b) == [unit]
    assert unit not in project.units(other)


def test_proposals_for_the_successor_move_along(project, unit):
    project.convert(project.b, finding())
    (copy,) = project.units(project.b)
    offered = project.propose(copy)
    project.convert(project.a)
    assert proposals.get(project.tx, offered).conversion == unit


def test_removing_the_first_of_two_definitions_keeps_the_second_unchanged(project):
    project.convert(project.a, finding(), finding(sql="SELECT 2", occurrence=1))
    _, second = project.units(project.a)
    project.approve(second)
    before = project.standing(second)
    project.convert(project.a, finding(sql="SELECT 2"))
    assert project.units(project.a) == [second]
    assert project.standing(second) == before


def test_a_unit_that_leaves_all_its_files_is_hidden(project, unit):
    project.convert(project.a, finding(), finding(sql="SELECT 2", occurrence=1))
    project.convert(project.a)
    assert project.units(project.a) == []
    project.convert(project.b, finding())
    assert project.units(project.b) == [unit]


def test_a_unit_of_another_project_is_not_a_successor(project, unit):
    other = projects.add(project.tx, "crm", ["/srv/crm"], "act_1").id
    there = sources.record(project.tx, other, "/srv/crm", "a.sql", "sql", sources.Content("h", "x")).id
    project.convert(project.a)
    conversions.replace(project.tx, other, there, "text:rules", [finding()])
    assert project.units(there) != [unit]


def test_a_file_that_replaces_another_keeps_the_history_of_both(project, unit):
    project.convert(project.b, finding())
    (copy,) = project.units(project.b)
    project.approve(copy)
    project.convert(project.a)
    sources.mark_gone(project.tx, project.id, "/srv", "a.sql")
    sources.rename(project.tx, project.id, "/srv", "b.sql", "a.sql")
    assert project.units(project.b) == [copy]
    project.convert(project.b, finding(), finding(occurrence=1))
    assert project.units(project.b) == [unit, copy]


def test_a_successor_converted_by_older_rules_is_due_again(project, unit):
    conversions.replace(project.tx, project.id, project.b, "text:newer", [finding()])
    project.convert(project.a)
    assert conversions.get(project.tx, unit).basis == "text:rules"


@pytest.mark.parametrize(("kind", "name"), [("query", ""), ("data", "shop.country"), ("alter", "shop.item")])
def test_a_statement_moves_with_its_sql_only(project, kind, name):
    def row(sql, occurrence=0):
        return finding(name=name, sql=sql, kind=kind, occurrence=occurrence)

    project.convert(project.a, row("one"))
    (unit,) = project.units(project.a)
    project.approve(unit)
    project.convert(project.b, row("two"))
    project.convert(project.a)
    assert project.units(project.b) != [unit]
    project.convert(project.b, row("two"), row("one", occurrence=1))
    assert unit in project.units(project.b)
