"""The units of a large file are recorded some at a time, ahead of the end of their job."""

import json

import pytest

from jobs.effects.convert.record_ahead import PORTION
from jobs.job_effect import CheckedResult, job_effects
from jobs.kinds.convert import KIND
from store.codebase import conversions, projects, sources
from store.codebase.sources import Content
from store.core import journal, texts

CONVERT = job_effects()["convert"]
ROWS = 2 * PORTION + 10


def seed(rows):
    return "".join(f"INSERT INTO shop.country VALUES ({row});\n" for row in range(rows))


@pytest.fixture
def subject(tx):
    project = projects.add(tx, "shop", ["/srv"], "act_1").id
    source = sources.record(tx, project, "/srv", "seed.sql", "sql", Content("h", seed(ROWS)))
    return sources.subject(source.id)


@pytest.fixture
def result(tx, subject):
    found = json.loads(json.dumps(KIND.run(CONVERT.inputs(tx, subject))))
    return CheckedResult(found)


def recorded(tx, subject):
    return conversions.list_of_source(tx, sources.id_from_subject(subject))


def converted_events(tx):
    return sum(event.type == "unit.converted" for event in journal.list_after(tx, 0, 10_000))


def test_each_portion_records_its_units(tx, subject, result):
    found = []
    for portion in CONVERT.ahead(subject, result):
        portion(tx)
        found.append(len(recorded(tx, subject)))
    assert found == [PORTION, 2 * PORTION, ROWS]


def test_the_apply_records_what_is_left_and_nothing_twice(tx, subject, result):
    first, *_ = CONVERT.ahead(subject, result)
    first(tx)
    ids = [unit.id for unit in recorded(tx, subject)]
    CONVERT.apply(tx, subject, result)
    assert [unit.id for unit in recorded(tx, subject)][:PORTION] == ids
    assert (len(recorded(tx, subject)), converted_events(tx)) == (ROWS, ROWS)


def test_a_portion_may_be_recorded_twice(tx, subject, result):
    for _ in range(2):
        for portion in CONVERT.ahead(subject, result):
            portion(tx)
    assert (len(recorded(tx, subject)), converted_events(tx)) == (ROWS, ROWS)


@pytest.mark.parametrize("portions", [1, 3])
def test_a_conversion_that_ended_after_some_portions_is_done_again(tx, subject, result, portions):
    for portion in list(CONVERT.ahead(subject, result))[:portions]:
        portion(tx)
    again = CheckedResult(json.loads(json.dumps(KIND.run(CONVERT.inputs(tx, subject)))))
    assert CONVERT.apply(tx, subject, again).summary["new"] == ROWS
    assert len(recorded(tx, subject)) == ROWS


def test_nothing_is_due_after_the_apply(tx, subject, result):
    for portion in CONVERT.ahead(subject, result):
        portion(tx)
    CONVERT.apply(tx, subject, result)
    assert CONVERT.apply(tx, subject, KIND.run(CONVERT.inputs(tx, subject))).summary == {"unchanged": True}


def test_a_file_that_changed_meanwhile_keeps_its_units(tx, subject, result):
    portions = list(CONVERT.ahead(subject, result))
    source = sources.get(tx, sources.id_from_subject(subject))
    sources.record(tx, source.project, source.folder, source.path, "sql", Content("other", "SELECT 1;"))
    for portion in portions:
        portion(tx)
    assert recorded(tx, subject) == []


def test_units_that_the_file_lost_go_with_the_apply(tx, subject, result):
    CONVERT.apply(tx, subject, result)
    source = sources.get(tx, sources.id_from_subject(subject))
    sources.record(tx, source.project, source.folder, source.path, "sql", Content("less", seed(PORTION + 1)))
    less = CheckedResult(json.loads(json.dumps(KIND.run(CONVERT.inputs(tx, subject)))))
    for portion in CONVERT.ahead(subject, less):
        portion(tx)
    assert len(recorded(tx, subject)) == ROWS
    CONVERT.apply(tx, subject, less)
    assert len(recorded(tx, subject)) == PORTION + 1


def test_a_small_file_is_recorded_at_once(subject, result):
    small = CheckedResult(result | {"units": result["units"][:PORTION]})
    assert list(CONVERT.ahead(subject, small)) == []


def test_what_was_not_checked_is_not_recorded_ahead(subject, result):
    assert list(CONVERT.ahead(subject, dict(result))) == []


def test_a_checked_result_names_texts_of_its_file(tx, subject, result):
    CONVERT.check(tx, subject, result)
    CONVERT.apply(tx, subject, result)
    text = seed(ROWS)
    assert all(texts.get(tx, unit.sql).rstrip(";\n") in text for unit in recorded(tx, subject))
