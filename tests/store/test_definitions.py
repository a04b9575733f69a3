"""Of several definitions of one object the last counts; the others are its history."""

import pytest

from engine.record import UnitRecord
from store.codebase import conversions, projects, sources
from store.codebase.conversions import ConversionResult
from store.inbox import pages
from store.inbox.sql import QueryCaller
from store.review import definitions

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
    """Record a file that defines things: `save("v1.sql", "f()")`."""

    def record(path, *names, kind="function"):
        source = sources.record(tx, project, "/srv", path, "sql", sources.Content(path, path)).id
        places = dict.fromkeys(names, 0)
        results = []
        for name in names:
            record = UnitRecord(kind, name, "sql", (0, 1), places[name], verdict="proved", evidence={}, counts={})
            places[name] += 1
            results.append(ConversionResult(record, f"{path} {name} {places[name]}"))
        conversions.replace(tx, project, source, path, results)
        return [unit.id for unit in conversions.list_of_source(tx, source)]

    return record


@pytest.fixture
def found(tx, project):
    """The units that a query finds."""

    def find(where):
        return set(pages.window(tx, project, where, "", ME, 0, 100).units)

    return find


def earlier(tx, unit):
    return tx.value("SELECT earlier FROM reviews WHERE conversion = ?", unit)


def test_the_definition_in_the_last_file_counts(tx, save, found):
    (second,) = save("v2.sql", "f()")
    (tenth,) = save("v10.sql", "f()")
    (first,) = save("v1.sql", "f()")
    assert (found("open"), found("superseded")) == ({tenth}, {first, second})
    assert earlier(tx, tenth) == 2


def test_within_a_file_the_last_position_counts(save, found):
    first, second = save("a.sql", "f()", "f()")
    assert (found("open"), found("superseded")) == ({second}, {first})


def test_the_definition_before_counts_again_once_the_last_is_gone(tx, save, found):
    (first,) = save("v1.sql", "f()")
    save("v2.sql", "f()")
    save("v2.sql")
    assert (found("open"), found("superseded"), earlier(tx, first)) == ({first}, set(), 0)


def test_a_renamed_file_changes_the_order(tx, project, save, found):
    (first,) = save("v1.sql", "f()")
    (second,) = save("v2.sql", "f()")
    source = sources.rename(tx, project, "/srv", "v1.sql", "v3.sql")
    conversions.sync_spec_files_of_source(tx, source.id)
    assert (found("open"), found("superseded")) == ({first}, {second})


def test_other_names_and_kinds_are_other_objects(save, found):
    units = {*save("a.sql", "f()"), *save("b.sql", "g()"), *save("c.sql", "f()", kind="procedure")}
    assert found("open") == units


def test_statements_replace_no_other(save, found):
    units = {*save("a.sql", "shop.item", kind="data"), *save("b.sql", "shop.item", kind="data")}
    assert found("open") == units


def test_definitions_of_another_project_do_not_count(tx, save, found):
    (unit,) = save("a.sql", "f()")
    other = projects.add(tx, "crm", ["/crm"], "act_1").id
    definitions.mark_definitions(tx, other, [("function", "f()")])
    assert found("open") == {unit}


def test_the_history_of_a_definition_is_found_by_its_name(save, found):
    (first,) = save("v1.sql", "f()")
    (second,) = save("v2.sql", "f()")
    assert found("name='f()'") == {first, second}
    assert found("earlier>0") == {second}
