"""Another text for a unit's spec, checked against its SQL."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.check_edit import CheckedEdit, EditedUnit, check_edit
from engine.conversion import convert_file
from engine.source.split_file import split

SAMPLE = Path(__file__).parents[2] / "specdeck" / "sample" / "db"
TEMPLATED = "CREATE FUNCTION {{schema}}.one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 FROM {{schema}}.t $$;"
MOVED = "SET search_path = shop;\nCREATE TABLE item (id integer PRIMARY KEY, price numeric);"


def units_of(text, path="a.sql"):
    """Each unit of a file with the spec that the lift made of it."""
    for found in convert_file(split(text, path)):
        if found.ok:
            sql = text[found.span.start : found.span.end]
            yield EditedUnit(found.kind, found.unit, sql, found.spec), found


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("0[468]*.sql")), ids=lambda path: path.stem)
def test_what_the_lift_wrote_is_of_its_unit_with_the_same_verdict(path):
    for original, found in units_of(path.read_text(encoding="utf-8"), path.name):
        checked = check_edit(original, found.spec)
        assert isinstance(checked, CheckedEdit), (found.unit, checked)
        assert checked.verdict.kind is found.verdict.kind


def test_the_marks_of_a_template_count_as_names():
    ((original, found),) = units_of(TEMPLATED)
    assert check_edit(original, found.spec).verdict.kind == "proved"


def test_a_unit_that_got_its_schema_from_its_file_is_still_itself():
    original, found = list(units_of(MOVED))[-1]
    assert isinstance(check_edit(original, found.spec), CheckedEdit)


def test_a_unit_without_a_lift_takes_a_spec_of_its_kind_and_name():
    original, found = list(units_of("CREATE TABLE shop.item (id integer PRIMARY KEY);"))[-1]
    bare = EditedUnit(original.kind, original.name, original.sql, None)
    assert isinstance(check_edit(bare, found.spec), CheckedEdit)
    (mistake,) = check_edit(bare, found.spec.replace("item", "thing"))
    assert "but the unit is table shop.item" in mistake.sentence


def test_every_mistake_is_told_in_the_order_of_the_lines():
    original, found = next(units_of("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"))
    mistakes = check_edit(original, found.spec.replace("returns", "retruns").replace("traits", "triats"))
    assert [mistake.place for mistake in mistakes] == sorted(mistake.place for mistake in mistakes)
    assert len(mistakes) == 2


def test_a_name_that_stands_for_a_template_mark_is_refused():
    ((original, found),) = units_of(TEMPLATED)
    (fault,) = check_edit(original, found.spec.replace("{{schema}}.t", "__schema__.t"))
    assert fault.code == "spec.neutral_name"
    assert '"__schema__"' in fault.sentence


def test_a_description_that_the_sql_does_not_have_is_not_proved():
    ((original, found),) = units_of("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;")
    checked = check_edit(original, found.spec.replace("name: f", "name: f\n    description: one"))
    assert checked.verdict.kind == "unverified"
    assert "COMMENT ON FUNCTION" in checked.lowered


ONE = "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;"


@pytest.mark.parametrize(
    ("comment", "verdict"),
    [
        ("COMMENT ON FUNCTION f() IS 'one';", "proved"),
        ("comment on function f () is $$one$$", "proved"),
        ("COMMENT ON FUNCTION f() IS 'two'; COMMENT ON FUNCTION f() IS 'one';", "proved"),
        ("COMMENT ON FUNCTION f() IS 'one'; COMMENT ON FUNCTION f() IS 'two';", "unverified"),
        ("COMMENT ON FUNCTION f(int) IS 'one';", "unverified"),
        ("COMMENT ON FUNCTION s.f() IS 'one';", "unverified"),
        ("COMMENT ON TABLE f IS 'one';", "unverified"),
    ],
)
def test_a_description_may_come_from_a_comment_elsewhere_in_the_file(comment, verdict):
    ((original, found),) = units_of(ONE)
    known = replace(original, comments=(comment,))
    assert check_edit(known, found.spec.replace("name: f", "name: f\n    description: one")).verdict.kind == verdict


def test_an_edit_that_differs_shows_the_line_of_both_texts():
    sql = "CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $$\nBEGIN\n    RETURN 1;\nEND $$;"
    ((original, found),) = units_of(sql)
    difference = check_edit(original, found.spec.replace("return: 1", "return: 2")).verdict.difference
    assert difference.original.text == "RETURN 1;"
    assert difference.lowered.text == "RETURN 2;"


def test_an_edit_of_a_table_shows_the_line_of_both_texts():
    ((original, found),) = units_of("CREATE TABLE item (\n    id integer,\n    price numeric\n);")
    difference = check_edit(original, found.spec.replace("numeric", "text")).verdict.difference
    assert difference.original.text == "price numeric"
    assert "price text" in difference.lowered.text
