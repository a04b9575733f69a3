"""A spec file taken apart and put together again: nothing is lost, nothing moves, everything means the same."""

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

import specdeck
from engine.compose_file import FileTitle, compose_file, unit_key
from engine.conversion import convert_file, lower_spec
from engine.source.split_file import split
from engine.spec.model import Action, IndexSpec, SpecFile, StatementSpec, TableOptions
from engine.spec.reader import read_spec
from engine.spec.spec_parts import ENTRY_LISTS, TwoTablesError, has_table, join_parts, split_parts, without_title
from tests.engine.spec.strategies import specs

DEMO = Path(specdeck.__file__).parent / "sample" / "db"
TITLE = FileTitle("T", entity=True)
lawful = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module", name="demo")
def demo_():
    """The conversions of the demo by the file that they share: that of their entity, or of their source."""
    files = defaultdict(list)
    for path in sorted(DEMO.glob("*.sql")):
        for each in convert_file(split(path.read_text(encoding="utf-8"), path.name)):
            if each.spec and each.fault is None:
                files[each.entity or path.stem].append(each)
    return dict(files)


def test_taking_apart_what_was_gathered_gives_the_units_back(demo):
    for found in demo.values():
        units = [read_spec(each.spec) for each in found]
        assert Counter(map(without_title, split_parts(join_parts(SpecFile(module="m"), units)))) == Counter(
            map(without_title, units)
        )


def test_each_unit_of_a_written_file_stands_for_the_sql_it_stood_for_alone(demo):
    for title, found in demo.items():
        text = compose_file(FileTitle(title, entity=False), None, [each.spec for each in found], []).text
        assert Counter(map(lower_spec, split_parts(read_spec(str(text))))) == Counter(each.lowered for each in found)


def test_a_file_is_the_same_whatever_was_in_it_before(demo):
    ours = [each.spec for found in demo.values() for each in found if not has_table(read_spec(each.spec))][:40]
    fresh, half = alone(*ours), alone(*ours[:15])
    assert compose_file(TITLE, half, ours, ours[:15]).text == fresh
    assert compose_file(TITLE, fresh, ours, ours).text == fresh
    assert compose_file(TITLE, fresh, [], ours).text is None


@lawful
@given(specs)
def test_any_file_is_gathered_again_from_its_parts(spec):
    entries = [entry for key in ENTRY_LISTS for entry in getattr(spec, key)]
    assume("" not in {spec.schema, *(getattr(entry, "schema", None) for entry in entries)})  # the name of no schema
    found = split_parts(spec)
    again = split_parts(join_parts(SpecFile(module="m", search_path=spec.search_path), found))
    assert list(map(without_title, again)) == list(map(without_title, found))


@lawful
@given(specs)
def test_no_part_is_lost_or_made_when_any_file_is_taken_apart(spec):
    found = split_parts(spec)
    entries = sum(len(getattr(spec, key)) for key in ENTRY_LISTS)
    assert len(found) == entries + has_table(spec)


def test_what_is_not_ours_stays_and_what_is_ours_no_more_goes():
    mine, theirs = unit("mine"), unit("theirs")
    assert compose_file(TITLE, alone(mine, theirs), [], [mine]).text == alone(theirs)


def test_a_file_of_ours_alone_is_told_from_one_in_which_something_is_to_be_kept():
    mine, theirs = unit("mine"), unit("theirs")
    described = alone(mine).replace("entity: T\n", "entity: T\ndescription: By hand.\n")
    assert compose_file(TITLE, None, [mine], []).alone
    assert compose_file(TITLE, alone(theirs), [mine], [theirs]).alone
    assert not compose_file(TITLE, alone(theirs), [mine], []).alone
    assert not compose_file(TITLE, described, [mine], [mine]).alone


def test_a_file_of_ours_alone_is_composed_the_same_without_reading_it(demo):
    for title, found in demo.items():
        ours = [each.spec for each in found]
        made = compose_file(FileTitle(title, entity=False), None, ours, [])
        assert compose_file(FileTitle(title, entity=False), made.text, ours, ours) == made
        assert compose_file(FileTitle(title, entity=False), made.text, ours[1:], ours) == compose_file(
            FileTitle(title, entity=False), None, ours[1:], []
        )


def test_which_unit_a_part_is_of_does_not_hang_on_its_body():
    (action,) = read_spec(unit("mine")).actions
    part = read_spec(unit("mine"))
    assert unit_key(part) == unit_key(replace(part, actions=(replace(action, steps=()),)))
    assert unit_key(part).name == "s.mine()"


def test_the_schema_that_all_share_is_said_once_and_else_at_each():
    one, other = (
        SpecFile(module="a", schema="a", actions=(f("f"),)),
        SpecFile(module="b", schema="b", actions=(f("g"),)),
    )
    both = join_parts(SpecFile(module="m"), [one, other])
    assert (both.schema, [each.schema for each in both.actions]) == (None, ["a", "b"])
    assert join_parts(SpecFile(module="m"), [one]).schema == "a"


def test_a_table_without_a_name_keeps_its_schema_beside_units_of_others():
    table = SpecFile(entity="T", schema="a", options=TableOptions())
    other = SpecFile(module="b", schema="b", actions=(f("g"),))
    both = join_parts(SpecFile(entity="T"), [table, other])
    assert (both.schema, [each.schema for each in both.actions]) == ("a", ["b"])


def test_an_index_keeps_its_table_when_it_stands_alone():
    table = SpecFile(entity="T", schema="s", table="s.t", indexes=(IndexSpec(name="i", columns=("a",)),))
    assert [each.indexes[0].table for each in split_parts(table) if each.indexes] == ["s.t"]


def test_two_tables_cannot_share_a_file():
    one, other = (SpecFile(entity="T", schema=schema, table=f"{schema}.t") for schema in ("a", "b"))
    with pytest.raises(TwoTablesError):
        join_parts(SpecFile(entity="T"), [one, other])


def test_two_statements_are_two_units_though_they_have_one_name():
    one, other = (SpecFile(module="m", statements=(StatementSpec(sql=f"SELECT {n}", reason="r"),)) for n in (1, 2))
    assert unit_key(one) != unit_key(other)


def alone(*units):
    """A file of these units and nothing else."""
    return compose_file(TITLE, None, units, []).text


def f(name):
    return Action(name=name, returns="integer", steps=())


def unit(name):
    sql = f"CREATE FUNCTION s.{name}() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;"
    (found,) = convert_file(split(sql, "a.sql"))
    return found.spec
