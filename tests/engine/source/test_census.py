"""The independent count says what a statement is."""

import pytest

from engine.source.independent_counts import count_routines, count_statements
from engine.source.routine_body import RoutineBody


def count(body: str, language: str = "plpgsql", form: str = "quoted") -> int | None:
    return count_statements(RoutineBody(body, form, ((0, 0),)), language)


@pytest.mark.parametrize(
    ("body", "statements"),
    [
        ("BEGIN END", 0),
        ("BEGIN NULL; END;", 1),
        ("DECLARE a int := 1; b CURSOR FOR SELECT 1; BEGIN a := 2; END", 1),
        ("BEGIN IF a THEN b := 1; ELSIF c THEN d := 2; ELSE e := 3; END IF; END", 4),
        ("BEGIN CASE WHEN a THEN b := 1; ELSE c := 2; END CASE; END", 3),
        ("BEGIN CASE CASE WHEN x THEN 1 END WHEN 1, 2 THEN b := 1; END CASE; END", 2),
        ("BEGIN x := CASE WHEN a THEN 1 ELSE 2 END; END", 1),
        ("BEGIN IF CASE WHEN a THEN b END THEN c := 1; END IF; END", 2),
        ("<<l>> BEGIN LOOP EXIT l WHEN a; END LOOP l; END l", 2),
        ("BEGIN FOR r IN SELECT 1 LOOP PERFORM 1; END LOOP; WHILE a LOOP NULL; END LOOP; END", 4),
        ("BEGIN FOREACH x SLICE 1 IN ARRAY a LOOP NULL; END LOOP; END", 2),
        ("BEGIN BEGIN a := 1; EXCEPTION WHEN others THEN NULL; END; END", 3),
        ("BEGIN a := 1; EXCEPTION WHEN no_data_found OR SQLSTATE '22012' THEN RAISE; END", 2),
        ("#variable_conflict use_column\nBEGIN RETURN; END", 1),
        ("BEGIN INSERT INTO t VALUES (';') ON CONFLICT DO NOTHING; RETURN QUERY SELECT 1; END", 2),
        ("BEGIN <<inner>> DECLARE a int; BEGIN NULL; END; END", 2),
    ],
)
def test_every_executable_statement_counts_once(body, statements):
    assert count(body) == statements


def test_a_sql_body_is_divided_by_semicolons():
    assert count("SELECT 1; SELECT (2); ", "sql") == 2
    assert count("BEGIN ATOMIC SELECT 1; SELECT 2; END", "sql", "atomic") == 2
    assert count("RETURN 1", "sql", "return") == 1


def test_what_cannot_be_read_is_not_counted():
    assert count("BEGIN a := 'x; END") is None
    assert count("int x;", "c") is None


def test_routines_count_where_a_statement_begins():
    text = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'CREATE FUNCTION g';\n-- CREATE FUNCTION h\nSELECT 1;\n"
    assert count_routines(text + "create or replace procedure p() language sql as '';") == 2


def test_rows_and_commands_of_psql_hide_no_routine():
    text = "\\echo it's\nCOPY t FROM stdin;\n'\n\\.\nCREATE FUNCTION f() RETURNS int RETURN 1;"
    assert count_routines(text) == 1
