"""Statements without a name of their own are one row of their file, unless something is wrong with them."""

import pytest

from engine.record import UnitRecord
from store.access import people
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.findings import acceptances, finding_rows
from store.inbox import pages
from store.inbox.sql import QueryCaller
from store.inbox.unit_rows import list_units
from store.review import reviews, statements

ME = QueryCaller("me", 0.0)


@pytest.fixture
def tx(db):
    with db.write() as transaction:
        yield transaction


@pytest.fixture
def project(tx):
    return projects.add(tx, "erp", ["/srv"], "act_1").id


@pytest.fixture
def save(tx, project):
    """Record a file of inserts, one for each verdict: `save("seed.sql", "proved", "unverified")`."""

    def record(path, *verdicts, kind="data"):
        source = sources.record(tx, project, "/srv", path, "sql", sources.Content(path, path)).id
        results = [
            ConversionResult(
                UnitRecord(
                    kind, "shop.t", "sql", (0, 1), at, verdict=verdict, evidence={}, counts={}, spec=f"{path}{at}"
                ),
                f"{path} {at}",
            )
            for at, verdict in enumerate(verdicts)
        ]
        conversions.replace(tx, project, source, path, results)
        return [unit.id for unit in conversions.list_of_source(tx, source)]

    return record


@pytest.fixture
def found(tx, project):
    """The units that a query finds."""

    def find(where):
        return set(pages.window(tx, project, where, "", ME, 0, 100).units)

    return find


@pytest.fixture
def decide(tx):
    """Give a unit another state."""

    def set_state(unit, state):
        row = reviews.get(tx, unit)
        reviews.set_standing(tx, row, row.standing.__class__(state=state, spec="a", verdict="proved"))

    return set_state


def stands_for(tx, unit):
    return list_units(tx, [unit])[0]["statements"]


def test_the_first_statement_of_a_file_stands_for_the_others(tx, save, found):
    first, *others = save("seed.sql", "proved", "proved", "proved")
    assert found("open") == {first}
    assert found("folded") == set(others) == set(statements.list_folded_under(tx, [first]))
    assert stands_for(tx, first) == 2


def test_each_file_has_a_row_of_its_own(save, found):
    one, *_ = save("a.sql", "proved", "proved")
    other, *_ = save("b.sql", "proved", "proved")
    assert found("open") == {one, other}


def test_a_statement_that_is_not_proved_has_a_row_of_its_own(tx, save, found):
    first, wrong, _ = save("seed.sql", "proved", "unverified", "proved")
    assert found("open") == {first, wrong}
    assert [stands_for(tx, first), stands_for(tx, wrong)] == [1, 0]


def test_definitions_are_not_folded(save, found):
    units = save("a.sql", "proved", "proved", kind="alter")
    assert found("open") == set(units)


def test_once_the_first_is_decided_alone_the_next_one_stands_for_the_rest(tx, save, found, decide):
    first, second, _ = save("seed.sql", "proved", "proved", "proved")
    decide(first, "approved")
    assert found("open") == {second}
    assert stands_for(tx, second) == 1
    assert stands_for(tx, first) == 0


def test_an_undo_folds_them_again(save, found, decide):
    first, _, third = save("seed.sql", "proved", "proved", "proved")
    decide(first, "approved")
    decide(third, "flagged")
    decide(first, "converted")
    assert found("open") == {first, third}
    decide(third, "converted")
    assert found("open") == {first}


def test_a_severe_finding_unfolds_its_statement(tx, project, save, found):
    first, wrong, _ = save("seed.sql", "proved", "proved", "proved")
    source = conversions.get(tx, first).source
    tx.execute(
        "INSERT INTO findings (project, source, conversion, unit, rule, name, family, category, severity, line, start,"
        " stop, message, hint, minutes, fingerprint, since) VALUES (?, ?, ?, '', '', '', '', '', 0, 1, 0, 1, '', '', 1,"
        " '', '')",
        project,
        source,
        wrong,
    )
    statements.mark_file(tx, source)
    assert found("open") == {first, wrong}


def test_a_severe_finding_that_is_accepted_folds_its_statement_until_it_is_reopened(tx, project, save, found):
    first, wrong, _ = save("seed.sql", "proved", "proved", "proved")
    source = conversions.get(tx, first).source
    tx.execute(
        "INSERT INTO findings (project, source, conversion, unit, rule, name, family, category, severity, line, start,"
        " stop, message, hint, minutes, fingerprint, since) VALUES (?, ?, ?, '', '', '', '', '', 0, 1, 0, 1, '', '', 1,"
        " 'same', '')",
        project,
        source,
        wrong,
    )
    statements.mark_file(tx, source)
    (finding,) = finding_rows.list_of_unit(tx, wrong)
    acceptances.accept(tx, finding, people.get_or_add(tx, "key:ann", "Ann").id, "It is meant so.")
    assert found("open") == {first}
    acceptances.reopen(tx, finding, "act_1")
    assert found("open") == {first, wrong}


def test_statements_that_are_stored_ahead_are_folded_with_the_others(tx, project, save, found):
    first, *_ = save("seed.sql", "proved", "proved")
    source = conversions.get(tx, first).source
    results = [
        ConversionResult(
            UnitRecord("data", "shop.t", "sql", (0, 1), at, verdict="proved", evidence={}, counts={}, spec="s"), "x"
        )
        for at in (2, 3)
    ]
    conversions.record_ahead(tx, project, source, "later", results)
    assert found("open") == {first}
    assert stands_for(tx, first) == 3
