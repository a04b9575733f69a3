"""Edges of the call graph: which object of the project a written name means."""

import pytest

from engine.assess.assessment import assess_sources
from engine.assess.unit_status import unproved_status
from engine.source.split_file import split


def edges(*texts: str) -> set[tuple[str, str, str]]:
    """The edges of files, as source, kind and target."""
    sources = [split(text, f"{at}.sql") for at, text in enumerate(texts)]
    graph = assess_sources(sources, (), status_of=unproved_status).graph
    return {(each.source, each.kind, each.target) for each in graph.edges}


def routine(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name} RETURNS void LANGUAGE plpgsql AS $$ {body} $$;"


OVERLOADS = routine("note(p integer)", "BEGIN END") + routine("note(p text)", "BEGIN END")


@pytest.mark.parametrize(
    ("argument", "meant"),
    [
        ("1", "note(integer)"),
        ("n", "note(integer)"),
        ("v", "note(text)"),
        ("n::text", "note(text)"),
    ],
)
def test_a_call_means_the_overload_that_its_argument_fits(argument, meant):
    caller = routine("f(n integer)", f"DECLARE v text; BEGIN PERFORM note({argument}); END")
    assert edges(OVERLOADS + caller) == {("f(integer)", "calls", meant)}


def test_a_call_with_an_argument_of_unknown_type_can_mean_each_overload():
    found = edges(OVERLOADS + routine("f()", "BEGIN PERFORM note('x'); END"))
    assert {target for _, _, target in found} == {"note(integer)", "note(text)"}


def test_a_time_with_something_added_is_a_time():
    sends = routine("send(q text, at timestamptz)", "BEGIN END") + routine("send(q text, wait integer)", "BEGIN END")
    caller = routine("f()", "BEGIN PERFORM send('q', clock_timestamp() + make_interval(secs => 1)); END")
    assert edges(sends + caller) == {("f()", "calls", "send(text, timestamp with time zone)")}


def test_a_name_without_a_schema_does_not_mean_an_object_of_another_schema():
    view = "CREATE VIEW api.item AS SELECT 1 AS id;"
    assert edges(view, routine("f()", "BEGIN PERFORM id FROM item; END")) == set()


def test_a_name_without_a_schema_means_the_own_schema_or_that_of_the_search_path():
    table = "CREATE TABLE app.item (id integer);"
    own = routine("app.f()", "BEGIN PERFORM id FROM item; END")
    by_path = "SET search_path = app;\n" + routine("g()", "BEGIN PERFORM id FROM item; END")
    assert {(kind, target) for _, kind, target in edges(table, own)} == {("reads", "app.item")}
    assert {(kind, target) for _, kind, target in edges(table, by_path)} == {("reads", "app.item")}


def test_a_mark_of_a_template_is_the_same_schema_everywhere():
    called, caller = ("@extschema@.f()", "BEGIN END"), ("@extschema@.g()", "BEGIN\n  PERFORM @extschema@.f();\nEND")
    text = routine(*called) + "\n" + routine(*caller)
    assert edges(text) == {("@extschema@.g()", "calls", "@extschema@.f()")}


def test_a_call_with_fewer_arguments_means_a_routine_with_defaults():
    text = routine("f(a integer, b integer DEFAULT 1)", "BEGIN END") + routine("g()", "BEGIN PERFORM f(1); END")
    assert edges(text) == {("g()", "calls", "f(integer, integer)")}
