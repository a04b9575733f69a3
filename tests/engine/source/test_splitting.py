"""What a unit is: its span, kind, identity, language, and what happens to text that is no SQL."""

import pytest

from engine.source.split_file import split
from engine.source.unit import Unit


def one(text: str) -> Unit:
    units = split(text).units
    assert len(units) == 1, units
    return units[0]


def found(text: str) -> list[tuple[str, str]]:
    return [(unit.kind, unit.name) for unit in split(text).units]


@pytest.mark.parametrize(
    ("sql", "kind", "name"),
    [
        (
            "CREATE FUNCTION s.f(a int, b text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "function",
            "s.f(integer, text[])",
        ),
        ("CREATE OR REPLACE PROCEDURE p(INOUT a bigint) LANGUAGE plpgsql AS $$BEGIN END$$;", "procedure", "p(bigint)"),
        ("DO $x$ BEGIN NULL; END $x$;", "do", ""),
        ("CREATE TABLE s.t (id int);", "table", "s.t"),
        ("CREATE TABLE s.t AS SELECT 1 AS a;", "table", "s.t"),
        ("CREATE VIEW v AS SELECT 1;", "view", "v"),
        ("CREATE MATERIALIZED VIEW s.m AS SELECT 1;", "materialized_view", "s.m"),
        ("CREATE TRIGGER g BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION f();", "trigger", "s.t.g"),
        ("CREATE TYPE s.e AS ENUM ('a');", "type", "s.e"),
        ("CREATE TYPE c AS (a int);", "type", "c"),
        ("CREATE DOMAIN s.d AS text;", "domain", "s.d"),
        ("CREATE SEQUENCE s.q;", "sequence", "s.q"),
        ("CREATE UNIQUE INDEX i ON s.t (a);", "index", "s.i"),
        ("CREATE POLICY p ON s.t USING (true);", "policy", "s.t.p"),
        ("COMMENT ON FUNCTION s.f(int) IS 'x';", "comment", "s.f(integer)"),
        ("COMMENT ON COLUMN s.t.c IS 'x';", "comment", "s.t.c"),
        ("GRANT SELECT ON s.t, u TO r;", "grant", "s.t, u"),
        ("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);", "rule", "t.r"),
        ("CREATE TEMP TABLE t (id int);", "table", "pg_temp.t"),
        ("ALTER TABLE s.t ADD c int;", "alter", "s.t"),
        ("CREATE AGGREGATE s.sum2(int) (sfunc = f, stype = int);", "aggregate", "s.sum2"),
    ],
)
def test_every_kind_has_its_identity(sql, kind, name):
    unit = one(sql)
    assert (unit.kind, unit.name, unit.fault) == (kind, name, None)
    assert unit.text == sql


def test_the_span_runs_from_the_first_keyword_through_the_semicolon():
    text = "\ufeff-- head\r\n/* more */ SELECT 1 ;\r\n-- tail\r\n"
    unit = one(text)
    assert text[unit.span.start : unit.span.end] == unit.text == "SELECT 1 ;"


def test_a_last_statement_needs_no_semicolon():
    assert [unit.text for unit in split("SELECT 1; SELECT 2.5 -- end").units] == ["SELECT 1;", "SELECT 2.5"]


def test_the_search_path_names_what_names_no_schema():
    text = "SET search_path TO sales, public; CREATE TABLE t (a int); RESET search_path; CREATE TABLE t (a int);"
    assert [name for kind, name in found(text) if kind == "table"] == ["sales.t", "t"]


def test_the_search_path_of_a_dump_is_read_from_set_config():
    text = "SELECT pg_catalog.set_config('search_path', 'a, b', false); CREATE FUNCTION f() RETURNS int RETURN 1;"
    assert found(text)[1] == ("function", "a.f()")


@pytest.mark.parametrize("body", ["'SELECT '';'' '", "$$;$$", "$a$ $b$ ; $b$ $$ $a$", "E'\\';'", "'a;'\n  'b;'"])
def test_a_semicolon_in_a_literal_ends_nothing(body):
    assert [unit.text for unit in split(f"SELECT {body}; SELECT 2;").units] == [f"SELECT {body};", "SELECT 2;"]


def test_begin_atomic_holds_its_statements_together():
    body = "BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END"
    text = f"CREATE FUNCTION f(a bool) RETURNS int {body}; SELECT 3;"
    assert found(text) == [("function", "f(boolean)"), ("query", "")]
    assert split(text).units[0].language == "sql"


def test_a_language_is_lower_case_and_a_do_block_speaks_plpgsql():
    assert one("CREATE FUNCTION f() RETURNS int LANGUAGE 'PLpgSQL' AS 'BEGIN END';").language == "plpgsql"
    assert one("DO 'BEGIN END'").language == "plpgsql"


def test_a_broken_statement_is_one_unit_with_a_place_and_the_next_is_found():
    text = "SELECT 1;\nCREATE TABLE t (a int,, b int);\nSELECT 2;"
    units = split(text).units
    assert [unit.fault is None for unit in units] == [True, False, True]
    error = units[1].fault
    assert text[error.place :].startswith(", b")
    assert "syntax error" in error.sentence
    assert error.hint
    assert (units[1].kind, units[1].name) == ("table", "t")


def test_the_place_of_an_error_is_right_behind_letters_of_several_bytes():
    text = "SELECT 'ééé — ü';\nSELECT 'ö', 1 FROM (2;"
    error = split(text).units[1].fault
    assert text[error.place :] == "2;"


def test_a_missing_semicolon_costs_one_statement():
    text = "CREATE TABLE a (x int)\n\nCREATE TABLE b (x int);\nSELECT 1;"
    assert found(text) == [("table", "a"), ("table", "b"), ("query", "")]
    assert not any(unit.fault for unit in split(text).units)


def test_a_quote_that_is_missing_costs_one_statement():
    text = "SELECT 'oops;\nCREATE TABLE a (x text DEFAULT 'b');\nCREATE TABLE b (x int);"
    units = split(text).units
    assert [unit.fault is None for unit in units] == [False, True, True]
    assert [unit.name for unit in units[1:]] == ["a", "b"]


@pytest.mark.parametrize("opening", ["'", '"', "$body$", "/*"])
def test_what_is_never_closed_is_reported_where_it_opens(opening):
    text = f"SELECT 1;\nSELECT {opening} x;\nCREATE TABLE t (a int);\n"
    units = split(text).units
    assert [unit.fault is None for unit in units] == [True, False, True]
    assert units[1].fault.code == "source.unterminated"
    assert text[units[1].fault.place :].startswith(opening)


def test_psql_commands_stand_beside_the_units():
    source = split("\\set x 1\n\\i other.sql\nSELECT 1 \\gset\n\\if :x\nSELECT 2;\n\\endif\n")
    assert [unit.text for unit in source.units] == ["SELECT 1", "SELECT 2;"]
    assert [aside.text for aside in source.includes] == ["\\i other.sql"]
    assert [aside.kind for aside in source.asides] == ["psql", "include", "psql", "psql", "psql"]


def test_a_backslash_semicolon_ends_a_statement():
    assert [unit.text for unit in split("SELECT 1\\; SELECT 2;").units] == ["SELECT 1", "SELECT 2;"]


def test_the_rows_of_a_copy_are_no_sql():
    source = split("COPY t (a) FROM stdin;\n1\tit's; CREATE\n\\.\nSELECT 1;\n")
    assert [(unit.kind, unit.fault) for unit in source.units] == [("data", None), ("query", None)]
    assert source.asides[0].text == "1\tit's; CREATE\n\\."


def test_a_copy_without_rows_swallows_nothing():
    assert found("COPY t FROM stdin;\nSELECT 1;\n") == [("data", "t"), ("query", "")]


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE {{ schema }}.t (a int);",
        "CREATE TABLE @extschema@.t (a int);",
        "SELECT * FROM t WHERE a = %(a)s;",
        "SELECT * FROM :schema.t WHERE a = :'a' AND :\"b\";",
        "CREATE TABLE ${schema}.t (a int);",
        "SELECT 1 {% if x %}, 2 {% endif %};",
        "EXPLAIN :options SELECT 1;",
        "ALTER TABLE t OWNER TO $owner;",
    ],
)
def test_a_template_is_read_with_neutral_names_of_the_same_length(sql):
    unit = one(sql)
    assert unit.template
    assert unit.fault is None
    assert len(unit.parsed_text) == len(unit.text)


def test_the_mark_stays_in_the_name():
    assert one("CREATE TABLE @extschema@.t (a int);").name == "@extschema@.t"


def test_marks_inside_a_body_make_the_routine_a_template():
    body = "BEGIN PERFORM @extschema@.f(); END"
    unit = one(f"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$\n{body}\n$$;")
    assert unit.template
    assert "@" not in unit.parsed_text


@pytest.mark.parametrize(
    "sql", ["SELECT a[1:n];", "SELECT '{{1,2},{3,4}}'::int[];", "SELECT a::int, b := 1 FROM f(b := 2);"]
)
def test_what_sql_can_say_itself_is_no_template(sql):
    assert not one(sql).template


def test_a_nul_refuses_the_file_before_the_lexer_sees_it():
    source = split("SELECT 1;\0SELECT 2;")
    assert source.units == ()
    assert (source.fault.code, source.fault.place) == ("source.nul", 9)


def test_sql_deeper_than_the_parser_bears_is_reported():
    deep = "SELECT " + "(" * 10_000 + "1" + ")" * 10_000 + ";"
    chain = "SELECT 1" + " + 1" * 60_000 + ";"
    units = split(f"{deep}\n{chain}\nSELECT 2;").units
    assert [unit.fault.code if unit.fault else None for unit in units] == ["source.too_deep", "source.too_deep", None]


def test_a_large_data_load_is_checked_without_a_tree():
    unit = one("INSERT INTO t VALUES " + ", ".join("(1, 'abcdefgh')" for _ in range(20_000)) + ";")
    assert (unit.kind, unit.node, unit.fault) == ("data", None, None)


def test_a_long_literal_is_one_token():
    assert one("SELECT '" + "x" * 1_000_000 + "';").fault is None


def test_the_directives_of_a_template_are_between_the_statements_of_its_branches():
    source = split("{% if x %}\nCREATE TABLE a (b int);\n{%- else -%} CREATE TABLE a (c int); {# why #}\n{% endif %}\n")
    assert [(unit.name, unit.template, unit.fault) for unit in source.units] == [("a", False, None)] * 2
    assert [aside.text for aside in source.asides] == ["{% if x %}", "{%- else -%}", "{# why #}", "{% endif %}"]
    assert {aside.kind for aside in source.asides} == {"template"}


def test_the_name_of_a_unit_has_the_mark_that_is_a_name_not_the_one_that_is_a_literal():
    (unit,) = split("CREATE TABLE :\"schema\".t (a text DEFAULT :'schema');").units
    assert unit.name == ':"schema".t'


def test_a_mark_behind_a_break_that_divides_a_literal_belongs_to_no_unit_before_it():
    text = "$a$*/COPY t FROM stdin;\nCREATE FUNCTION f() RETURNS int %(a)s$a$"
    assert sum(unit.text.count("%(a)s") for unit in split(text).units) == 1
