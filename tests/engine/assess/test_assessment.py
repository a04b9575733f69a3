"""The assessment of a project: counts, graph, duplicates, redefinitions, effort, where to begin."""

import pytest

from engine.assess.assessment import Assessment, assess_sources
from engine.assess.render.markdown import assessment_markdown
from engine.assess.render.page import assessment_page
from engine.assess.strong_components import strong_components
from engine.source.split_file import split

TABLES = "CREATE TABLE app.item (id integer PRIMARY KEY, name text);\nCREATE TABLE app.log (at timestamptz);\n"
ROUTINES = """
CREATE FUNCTION app.leaf(p integer) RETURNS integer LANGUAGE sql AS $$ SELECT p + 1 $$;
CREATE FUNCTION app.save(p text) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO app.log (at) SELECT now() FROM app.item WHERE name = p;
  RETURN app.leaf(1);
END $$;
CREATE FUNCTION app.ping(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN app.pong(p); END $$;
CREATE FUNCTION app.pong(p integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN app.ping(p); END $$;
CREATE FUNCTION app.run(p text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE p; END $$;
"""


@pytest.fixture
def found() -> Assessment:
    return assess_sources([split(TABLES, "a.sql"), split(ROUTINES, "b.sql")])


def test_statements_are_counted_by_kind_and_schema(found):
    assert found.count_by(lambda each: each.kind) == {"function": 5, "table": 2}
    assert found.count_by(lambda each: each.schema) == {"app": 7}


def test_every_definition_has_a_proof_status(found):
    assert found.count_by(lambda each: each.status) == {"proved": 7}


def test_the_graph_says_who_calls_reads_and_writes(found):
    edges = {(each.source, each.kind, each.target) for each in found.graph.edges}
    assert edges == {
        ("app.save(text)", "writes", "app.log"),
        ("app.save(text)", "reads", "app.item"),
        ("app.save(text)", "calls", "app.leaf(integer)"),
        ("app.ping(integer)", "calls", "app.pong(integer)"),
        ("app.pong(integer)", "calls", "app.ping(integer)"),
    }


def test_routines_that_call_each_other_are_a_cycle(found):
    assert found.graph.cycles == (("app.ping(integer)", "app.pong(integer)"),)


def test_the_first_unit_to_look_at_is_the_injection(found):
    assert found.start_here[0].unit.name == "app.run(text)"
    assert found.start_here[0].reasons[0] == "critical: sql-injection"


def test_the_last_definition_in_loading_order_counts():
    body = "CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT {n} $$;"
    found = assess_sources([split(body.format(n=1), "v2.sql"), split(body.format(n=2), "v10.sql")])
    assert [(each.current, each.older) for each in found.redefinitions] == [("v10.sql", ("v2.sql",))]


def test_the_effort_lies_between_its_bounds(found):
    assert found.effort.least <= found.effort.hours <= found.effort.most


def test_a_unit_that_cannot_be_parsed_is_refused():
    found = assess_sources([split("CREATE FUNCTION broken( RETURNS integer;\nSELECT 1;", "a.sql")])
    assert (found.unparsed, found.count_by(lambda each: each.status)["refused"]) == (1, 1)


def test_an_empty_project_has_an_assessment():
    found = assess_sources([])
    assert (found.files, found.effort.hours, found.start_here) == (0, 0.0, ())


def test_the_page_needs_nothing_from_elsewhere_and_escapes_names():
    found = assess_sources([split('CREATE TABLE "<script>" (id integer);', "a.sql")])
    page = assessment_page(found)
    assert "<script" not in page and "http" not in page and "src=" not in page


def test_the_page_begins_with_what_to_do_and_why(found):
    page = assessment_page(found)
    start, findings = page.index("Start here</h2>"), page.index("Findings</h2>")
    assert start < page.index("app.run(text)") < findings
    assert "Quote names with format" in page[start:findings]


def test_lines_of_one_rule_are_one_sentence():
    body = "BEGIN EXECUTE p;\n EXECUTE p;\n END"
    sql = f"CREATE FUNCTION f(p text) RETURNS void LANGUAGE plpgsql AS $$ {body} $$;"
    assert "Lines 1, 2: Dynamic SQL contains" in assessment_page(assess_sources([split(sql, "a.sql")]))


def test_markdown_has_the_same_tables(found):
    text = assessment_markdown(found)
    assert "## Start here" in text and "app.run(text)" in text


def test_components_of_a_long_chain_need_no_recursion():
    chain = {str(at): [str(at + 1)] for at in range(5000)}
    assert next(iter(strong_components(chain | {"5000": ["0"]})))[0] == "0"
    assert list(strong_components(chain)) == []


INJECTED = "CREATE OR REPLACE FUNCTION f(p text) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n  EXECUTE p;\nEND $$;"


def test_a_definition_that_a_later_file_replaces_is_not_where_to_begin():
    found = assess_sources([split(INJECTED, "v1.sql"), split(INJECTED, "v2.sql")])
    assert [each.unit.path for each in found.start_here] == ["v2.sql"]


def test_the_effort_leaves_out_replaced_definitions():
    alone = assess_sources([split(INJECTED, "v2.sql")])
    assert assess_sources([split(INJECTED, "v1.sql"), split(INJECTED, "v2.sql")]).effort == alone.effort


def test_a_card_quotes_the_line_of_its_finding():
    assert "<code>3  EXECUTE p;</code>" in assessment_page(assess_sources([split(INJECTED, "v2.sql")]))


def test_a_quoted_line_keeps_no_secret():
    sql = INJECTED.replace("EXECUTE p", "EXECUTE p || 'postgres://u:s3cretpw@db/x'")
    assert "s3cretpw" not in assessment_page(assess_sources([split(sql, "a.sql")]))


def test_refused_statements_are_listed_by_name():
    page = assessment_page(assess_sources([split("CREATE FUNCTION broken( RETURNS integer;", "a.sql")]))
    assert "Refused statements</h2>" in page


def test_a_statement_about_an_object_is_called_by_its_kind_too():
    found = assess_sources([split("DROP TABLE app.item CASCADE;", "a.sql")])
    assert [each.unit.title for each in found.start_here] == ["drop app.item"]
