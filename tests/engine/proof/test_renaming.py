"""Level 2: another name for a local variable, and every trap on the way."""

import pytest

from engine.proof.prove import prove


def routine(declare: str, steps: str, before: str = "") -> str:
    return f"CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $${before} DECLARE {declare} BEGIN {steps} END$$"


SOUND = [
    ("x int;", "x := p; RETURN x + 1;", "y int;", "y := p; RETURN y + 1;"),
    ("x int;", "FOR i IN 1..2 LOOP x := i; END LOOP;", "x int;", "FOR k IN 1..2 LOOP x := k; END LOOP;"),
    ("x int;", "<<a>> LOOP EXIT a; END LOOP a;", "x int;", "<<b>> LOOP EXIT b; END LOOP b;"),
    ("x ALIAS FOR p;", "RETURN x;", "y ALIAS FOR p;", "RETURN y;"),
    ("x ALIAS FOR $1;", "RETURN x;", "y ALIAS FOR $1;", "RETURN y;"),
    ("x int; z x%TYPE;", "RETURN z;", "y int; z y%TYPE;", "RETURN z;"),
    ("x int := 1;", "DECLARE x int := x; BEGIN RETURN x; END;",
     "x int := 1;", "DECLARE y int := x; BEGIN RETURN y; END;"),
    ("r record;", "FOR r IN SELECT a FROM s LOOP PERFORM f(r.a); END LOOP;",
     "z record;", "FOR z IN SELECT a FROM s LOOP PERFORM f(z.a); END LOOP;"),
    ("x int; y int;", "x := 1; y := x;", "a int; b int;", "a := 1; b := a;"),
    ("x int := 1; y int := 2;", "RETURN x;", "y int := 1; x int := 2;", "RETURN y;"),
    ("x int;", "x := 1; PERFORM f(s.x) FROM s;", "y int;", "y := 1; PERFORM f(s.x) FROM s;"),
    ("x int;", "x := 1; DECLARE x int; BEGIN x := 2; END; RETURN x;",
     "y int;", "y := 1; DECLARE x int; BEGIN x := 2; END; RETURN y;"),
]  # fmt: skip


@pytest.mark.parametrize(("declare", "steps", "declare_there", "steps_there"), SOUND)
def test_a_rename_without_relations_is_proved(declare: str, steps: str, declare_there: str, steps_there: str) -> None:
    verdict = prove(routine(declare, steps), routine(declare_there, steps_there))
    assert (verdict.kind, verdict.level) == ("proved", 2)
    assert "local_rename" in verdict.evidence.rules


def test_a_rename_beside_a_relation_is_proved_if_it_has_no_such_columns() -> None:
    verdict = prove(
        routine("x int;", "UPDATE sales.o SET a = x WHERE b = p;"),
        routine("y int;", "UPDATE sales.o SET a = y WHERE b = p;"),
    )
    assert (verdict.kind, verdict.level) == ("proved-if", 2)
    assert [obligation.sentence for obligation in verdict.obligations] == [
        "sales.o has no column x",
        "sales.o has no column y",
    ]


class Known:
    """The schema of one table."""

    def __init__(self, columns: set[str] | None) -> None:
        self.known = columns

    def columns(self, relation: str) -> frozenset[str] | None:
        return frozenset(self.known) if self.known is not None and relation == "o" else None


BESIDE = (
    routine("x int;", "DELETE FROM o WHERE b = x;"),
    routine("y int;", "DELETE FROM o WHERE b = y;"),
)


@pytest.mark.parametrize(
    ("columns", "kind"), [({"a", "b"}, "proved"), ({"a", "x"}, "proved-if"), ({"y"}, "proved-if"), (None, "proved-if")]
)
def test_obligations_are_discharged_only_by_complete_facts(columns: set[str] | None, kind: str) -> None:
    assert prove(*BESIDE, Known(columns)).kind == kind


@pytest.mark.parametrize("change", ["CREATE TEMP TABLE o (c int);", "EXECUTE 'CREATE TEMP TABLE o (c int)';"])
def test_a_relation_that_the_body_may_change_is_no_table_of_the_catalog(change: str) -> None:
    one, other = (routine(f"{name} int;", f"{change} DELETE FROM o WHERE b = {name};") for name in ("x", "y"))
    assert prove(one, other, Known({"a", "b"})).kind == "proved-if"


def test_a_name_in_a_trigger_function_may_be_a_transition_table_of_any_trigger() -> None:
    one, other = (each.replace("RETURNS int", "RETURNS trigger") for each in BESIDE)
    assert prove(*BESIDE, Known({"a", "b"})).kind == "proved"
    assert prove(one, other, Known({"a", "b"})).kind == "proved-if"


def test_a_quoted_name_with_a_dot_is_no_table_of_a_schema() -> None:
    class Dotted:
        def columns(self, relation: str) -> frozenset[str] | None:
            return frozenset({"b"}) if relation == "s.o" else None

    one, other = (routine(f"{name} int;", f'DELETE FROM "s.o" WHERE b = {name};') for name in ("x", "y"))
    assert prove(one, other, Dotted()).kind == "proved-if"


def test_a_query_of_its_own_name_is_no_table_of_the_catalog() -> None:
    one, other = (
        routine(
            f"{name} int;", f"DELETE FROM t WHERE a IN (WITH o AS (SELECT 1 AS c) SELECT c FROM o WHERE c = {name});"
        )
        for name in ("x", "y")
    )
    verdict = prove(one, other, Known({"a"}))
    assert verdict.kind == "proved-if"
    assert {obligation.relation for obligation in verdict.obligations} == {"t", "WITH o"}


LONG = "x" * 63
UNSOUND = {
    "the new name is used already": ("x int;", "x := q; RETURN x;", "q int;", "q := q; RETURN q;"),
    "a column is renamed too": ("x int;", "x := 1; INSERT INTO s (x) VALUES (x);",
                                "y int;", "y := 1; INSERT INTO s (y) VALUES (y);"),
    "a column behind a dot is renamed too": ("x int;", "SELECT s.x INTO x FROM s;",
                                             "y int;", "SELECT s.y INTO y FROM s;"),
    "an alias is renamed too": ("x int;", "FOR r IN SELECT 1 AS x LOOP x := r.x; END LOOP;",
                                "y int;", "FOR r IN SELECT 1 AS y LOOP y := r.y; END LOOP;"),
    "a named argument is renamed too": ("x int;", "x := 1; PERFORM f(x => x);", "y int;", "y := 1; PERFORM f(y => y);"),
    "a table is renamed too": ("x int;", "x := 1; PERFORM 1 FROM x;", "y int;", "y := 1; PERFORM 1 FROM y;"),
    "an inner column is named after it": ("x int;", "FOR r IN SELECT x LOOP RETURN row_to_json(r); END LOOP;",
                                          "y int;", "FOR r IN SELECT y LOOP RETURN row_to_json(r); END LOOP;"),
    "an inner column is named after its cast": ("x int;", "FOR r IN SELECT x::text LOOP NULL; END LOOP;",
                                                "y int;", "FOR r IN SELECT y::text LOOP NULL; END LOOP;"),
    "an error names it": ("x int NOT NULL := 1;", "x := NULL;", "y int NOT NULL := 1;", "y := NULL;"),
    "it is a portal's name": ("x CURSOR FOR SELECT 1;", "OPEN x;", "y CURSOR FOR SELECT 1;", "OPEN y;"),
    "the server gives the new name to columns": ("x int;", "PERFORM count(*) FROM s WHERE a = x;",
                                                 "ctid int;", "PERFORM count(*) FROM s WHERE a = ctid;"),
    "a handler gives the new name to its error": (
        "x text := 'a';", "BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', x; END;",
        "sqlerrm text := 'a';", "BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', sqlerrm; END;"),
    "a handler gave the old name to its error": (
        "x int;", "BEGIN x := 1; EXCEPTION WHEN OTHERS THEN RETURN x; END;",
        "sqlstate int;", "BEGIN sqlstate := 1; EXCEPTION WHEN OTHERS THEN RETURN sqlstate; END;"),
    "a default reads the name from outside": ("x int := x;", "RETURN x;", "y int := y;", "RETURN y;"),
    "a sibling block means the outer name": (
        "z int;", "DECLARE x int; BEGIN x := 1; END; RETURN x;",
        "z int;", "DECLARE y int; BEGIN y := 1; END; RETURN y;"),
    "a handler means its own block": (
        "x int := 1;", "DECLARE x int := 2; BEGIN RETURN 1 / 0; EXCEPTION WHEN OTHERS THEN RETURN x; END;",
        "y int := 1;", "DECLARE x int := 2; BEGIN RETURN 1 / 0; EXCEPTION WHEN OTHERS THEN RETURN y; END;"),
    "the new name means a parameter": ("x int := 1;", "RETURN p;", "p int := 1;", "RETURN p;"),
    "a loop variable hides it": ("x int := 5;", "FOR i IN 1..2 LOOP RETURN x; END LOOP;",
                                 "i int := 5;", "FOR i IN 1..2 LOOP RETURN i; END LOOP;"),
    "a column is named after the ELSE of a CASE": (
        "x int; r record;", "SELECT CASE WHEN true THEN 1 ELSE x END INTO r; PERFORM row_to_json(r);",
        "y int; r record;", "SELECT CASE WHEN true THEN 1 ELSE y END INTO r; PERFORM row_to_json(r);"),
    "a column is named after the subquery it comes from": (
        "x int; r record;", "SELECT (SELECT x) INTO r; PERFORM row_to_json(r);",
        "y int; r record;", "SELECT (SELECT y) INTO r; PERFORM row_to_json(r);"),
    "a function's column has the new name": (
        "x text;", "PERFORM 1 FROM (SELECT trim(b) FROM s) q WHERE a = x;",
        "btrim text;", "PERFORM 1 FROM (SELECT trim(b) FROM s) q WHERE a = btrim;"),
    "an element is named after it": ("x int;", "PERFORM xmlforest(x);", "y int;", "PERFORM xmlforest(y);"),
    "an error names a record without a row": ("r record;", "RETURN r.a;", "z record;", "RETURN z.a;"),
    "an error names a record without that field": (
        "r record;", "FOR r IN SELECT a FROM s LOOP RETURN r.b; END LOOP;",
        "z record;", "FOR z IN SELECT a FROM s LOOP RETURN z.b; END LOOP;"),
    "an error names a constant": ("x CONSTANT int := 1;", "x := 2;", "y CONSTANT int := 1;", "y := 2;"),
    "an error names a variable that has no fields": ("x int;", "RETURN x.a;", "y int;", "RETURN y.a;"),
    "an error names the array whose element has no such field": (
        "x int[];", "x[1].a := 1;", "y int[];", "y[1].a := 1;"),
    "an error names a record that a procedure filled": (
        "r record;", "FOR r IN SELECT a FROM s LOOP CALL p(r); RETURN r.a; END LOOP;",
        "z record;", "FOR z IN SELECT a FROM s LOOP CALL p(z); RETURN z.a; END LOOP;"),
    "the server has a variable for the value of a CASE": (
        "x int := 7;", "CASE p WHEN x THEN RETURN 1; ELSE RETURN 2; END CASE;",
        '"__Case__Variable_3__" int := 7;',
        'CASE p WHEN "__Case__Variable_3__" THEN RETURN 1; ELSE RETURN 2; END CASE;'),
    "an alias stands for it": ("x record; z ALIAS FOR x;", "RETURN z.a;", "y record; z ALIAS FOR y;", "RETURN z.a;"),
    "a utility statement has the name": ("x int;", "NOTIFY x;", "y int;", "NOTIFY y;"),
    "the name is in code points": ("x int;", "x := 1;", 'U&"y" int;', 'U&"y" := 1;'),
    "the names are cut to the same": (f"{LONG}a int;", f"{LONG}a := 1;", f"{LONG}b int;", f"{LONG}b := 1;"),
    "the text of a statement is seen": (
        "x int; t text;", "x := f(x); GET DIAGNOSTICS t = PG_CONTEXT;",
        "y int; t text;", "y := f(y); GET DIAGNOSTICS t = PG_CONTEXT;"),
    "CONTINUE leaves a block": ("x int;", "LOOP <<a>> BEGIN CONTINUE a; END; END LOOP;",
                                "x int;", "LOOP <<b>> BEGIN CONTINUE b; END; END LOOP;"),
    "a label is in front of a name": ("x int;", "<<a>> DECLARE y int; BEGIN RETURN a.y; END;",
                                      "x int;", "<<b>> DECLARE y int; BEGIN RETURN b.y; END;"),
    "something is not understood": ("x int;", "x := 1; FOO BAR", "y int;", "y := 1; FOO BAR"),
}  # fmt: skip


@pytest.mark.parametrize("trap", UNSOUND)
def test_a_rename_is_given_up_where(trap: str) -> None:
    declare, steps, declare_there, steps_there = UNSOUND[trap]
    verdict = prove(routine(declare, steps), routine(declare_there, steps_there))
    assert verdict.kind == "unverified"


def test_a_name_behind_a_label_is_given_up() -> None:
    one = routine("x int;", "RETURN b.x;", before="<<b>>")
    other = routine("y int;", "RETURN b.y;", before="<<b>>")
    assert prove(one, other).kind == "unverified"


@pytest.mark.parametrize("setting", ["plpgsql.print_strict_params TO on", "plpgsql.extra_warnings TO 'all'"])
def test_a_setting_that_prints_names_is_a_reason_to_give_up(setting: str) -> None:
    one, other = (routine(f"{name} int;", f"RETURN {name};") + f" SET {setting}" for name in ("x", "y"))
    assert prove(one, other).kind == "unverified"


def test_a_pragma_that_prints_names_is_a_reason_to_give_up() -> None:
    one = routine("x int;", "RETURN x;", before="#print_strict_params on\n")
    other = routine("y int;", "RETURN y;", before="#print_strict_params on\n")
    assert prove(one, other).kind == "unverified"


def test_the_parameters_of_two_routines_keep_their_names() -> None:
    one = "CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN p; END$$"
    assert prove(one, one.replace("p int", "q int").replace("RETURN p", "RETURN q")).kind == "unverified"


def numbered(steps: str, header: str = "p int, OUT q int") -> str:
    return f"CREATE FUNCTION f({header}) LANGUAGE plpgsql AS $$BEGIN {steps} END$$"


@pytest.mark.parametrize(
    ("named", "by_number"),
    [
        ("q := p + 1;", "q := $1 + 1;"),
        ("q := p;", "$2 := p;"),
        ("q := p;", "$2 := $1;"),
        ("q := p + p;", "q := p + $1;"),
    ],
)
def test_a_parameter_is_meant_by_its_name_or_by_its_number(named: str, by_number: str) -> None:
    verdict = prove(numbered(named), numbered(by_number))
    assert (verdict.kind, verdict.level) == ("proved", 2)
    assert "parameter_number" in verdict.evidence.rules


OTHER_PARAMETERS = {
    "another parameter has the number": ("q := p;", "q := $2;"),
    "a variable has the name": ("DECLARE p int := 1; BEGIN q := p; END;", "DECLARE p int := 1; BEGIN q := $1; END;"),
    "a column is named after it": (
        "FOR q IN SELECT to_json(r) FROM (SELECT p) r LOOP END LOOP;",
        "FOR q IN SELECT to_json(r) FROM (SELECT $1) r LOOP END LOOP;",
    ),
    "a utility statement has numbers of its own": ("PREPARE s AS SELECT p;", "PREPARE s AS SELECT $1;"),
}


def test_a_parameter_called_found_is_hidden_by_the_one_of_the_server() -> None:
    header = "OUT found int, OUT q int"
    assert prove(numbered("q := found;", header), numbered("q := $1;", header)).kind == "unverified"


@pytest.mark.parametrize("trap", OTHER_PARAMETERS)
def test_a_number_is_another_thing_where(trap: str) -> None:
    named, by_number = OTHER_PARAMETERS[trap]
    assert prove(numbered(named), numbered(by_number)).kind == "unverified"
