"""Mutants of a routine: which mistakes are made, and that each is one edit of the body."""

import pytest

from engine.source.split_file import split
from engine.trial.mutate.make_mutants import choose_mutants, make_mutants
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import UntriableError, routine_text


def view(body: str, header: str = "f(a int, b int) RETURNS int", language: str = "plpgsql") -> BodyView:
    sql = f"CREATE FUNCTION {header} LANGUAGE {language} AS $${body}$$;"
    return body_view(routine_text(split(sql, "x.sql").units[0]))


def edits(body: str, family: str, **options: str) -> set[tuple[str, str]]:
    found = make_mutants(view(body, **options))
    return {(each.before, each.after) for each in found if each.family == family}


@pytest.mark.parametrize(
    ("body", "family", "expected"),
    [
        ("BEGIN RETURN a < b; END", "operator", ("<", "<=")),
        ("BEGIN RETURN a + 41; END", "constant", ("41", "42")),
        ("BEGIN IF a > 0 THEN RETURN 1; END IF; RETURN 2; END", "condition", ("a > 0", "NOT (a > 0)")),
        ("BEGIN IF a > 0 AND b > 0 THEN RETURN 1; END IF; RETURN 2; END", "condition", ("b > 0", "true")),
        ("BEGIN a := 1; RETURN a; END", "missing statement", ("a := 1;", "NULL;")),
        ("BEGIN IF a > 0 THEN b := 1; ELSE b := 2; END IF; RETURN b; END", "lost branch", ("b := 2;", "NULL;")),
        ("BEGIN RETURN 1 / a; EXCEPTION WHEN OTHERS THEN RETURN 0; END", "lost branch",
         ("EXCEPTION WHEN OTHERS THEN RETURN 0;", "")),
        ("BEGIN SELECT x, y INTO a, b FROM t; RETURN a; END", "INTO", ("a, b", "b, a")),
        ("BEGIN SELECT x INTO STRICT a FROM t; RETURN a; END", "INTO", ("STRICT", "")),
        ("BEGIN DELETE FROM t WHERE x = a AND y = b; RETURN a; END", "lost filter", ("y = b", "true")),
        ("BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '22000'; END", "RAISE", ("'22000'", "'P0099'")),
        ("BEGIN RAISE EXCEPTION 'no'; END", "RAISE", ("", " USING ERRCODE = 'P0099'")),
        ("BEGIN RETURN NEXT a; END", "early end", ("", " RETURN;")),
        ("BEGIN RETURN g(a, 1); END", "swapped arguments", ("a, 1", "1, a")),
        ("BEGIN RETURN coalesce(a, 0); END", "NULL", ("coalesce(a, 0)", "(a)")),
        ("BEGIN RETURN a; END", "wrong variable", ("a", "b")),
    ],
)  # fmt: skip
def test_each_kind_of_mistake_is_made(body: str, family: str, expected: tuple[str, str]):
    assert expected in edits(body, family)


def test_the_and_of_between_is_not_a_term():
    assert ("q BETWEEN 1 AND 2", "true") in edits(
        "BEGIN SELECT 1 INTO a FROM t WHERE q BETWEEN 1 AND 2; END", "lost filter"
    )
    assert ("AND", "OR") not in edits("BEGIN a := (SELECT 1 FROM t WHERE q BETWEEN 1 AND 2); END", "operator")


def test_a_routine_in_language_sql_has_mutants():
    assert ("=", "<>") in edits("SELECT x FROM t WHERE id = a", "operator", language="sql")


def test_a_mutant_differs_from_the_routine_in_one_place_and_keeps_its_header():
    original = view("BEGIN IF a > 1 THEN RETURN b; END IF; RETURN 2; END")
    for mutant in make_mutants(original):
        assert mutant.routine.header == original.routine.header
        assert original.text[: mutant.place] == mutant.routine.body[: mutant.place]
        assert mutant.routine.body != original.text


def test_a_choice_of_mutants_has_every_family():
    every = make_mutants(view("BEGIN IF a > 1 AND b < 2 THEN a := coalesce(b, 3); ELSE a := 1; END IF; RETURN a; END"))
    chosen = choose_mutants(every, 8, seed=1)
    assert len(chosen) == 8
    assert {each.family for each in chosen} == {each.family for each in every}
    assert chosen == choose_mutants(every, 8, seed=1)


def test_a_routine_without_a_body_of_its_own_is_refused():
    unit = split("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f';", "x.sql").units[0]
    with pytest.raises(UntriableError, match="no quoted body"):
        routine_text(unit)
