"""What is never equal: the server could tell each of these pairs apart."""

import pytest

from engine.proof.prove import prove
from tests.engine.proof.pairs import function, headed

PLPGSQL = "RETURNS int LANGUAGE plpgsql"

STEPS = [
    # three-valued logic and operators
    ("IF NOT (a IS NULL) THEN RETURN 1; END IF;", "IF a IS NULL THEN RETURN 1; END IF;"),
    ("IF NOT (a = b) THEN RETURN 1; END IF;", "IF NOT a IS NULL AND a <> b THEN RETURN 1; END IF;"),
    ("IF a <> ALL (n) THEN RETURN 1; END IF;", "IF a <> ANY (n) THEN RETURN 1; END IF;"),
    ("IF a = b OR a IS NULL THEN RETURN 1; END IF;", "IF a IS NOT DISTINCT FROM b THEN RETURN 1; END IF;"),
    ("IF a IN (1, NULL) THEN RETURN 1; END IF;", "IF a IN (1) THEN RETURN 1; END IF;"),
    ("a := b - (1 - 2);", "a := b - 1 - 2;"),
    ("a := -(b ^ 2);", "a := (-b) ^ 2;"),
    ("a := -1::int2;", "a := (-1)::int2;"),
    ("t := t ->> 'a';", "t := t -> 'a';"),
    ("IF t LIKE 'a%' THEN RETURN 1; END IF;", "IF t ILIKE 'a%' THEN RETURN 1; END IF;"),
    ("IF a = 1 THEN RETURN 1; END IF;", "IF a == 1 THEN RETURN 1; END IF;"),
    # the sign of a value, and the same sign in an expression
    ("PERFORM f(a := 1);", "PERFORM f(a = 1);"),
    ("a := b = 1;", "a := b := 1;"),
    ("a := b = 1; a := 2;", "a = b := 1; a = 2;"),
    ("a := 1;", "a DEFAULT 1;"),
    # literals
    ("a := 1;", "a := 1.0;"),
    ("a := 1.0;", "a := 1.00;"),
    ("a := 10;", "a := 1e1;"),
    ("a := 16;", "a := 0x10;"),
    ("a := 1000;", "a := 1_000;"),
    ("a := 1;", "a := '1';"),
    ("t := 'a';", "t := 'A';"),
    ("t := 'a';", "t := 'a ';"),
    ("t := 'a  b';", "t := 'a b';"),
    ("t := '01';", "t := B'01';"),
    ("t := '1F';", "t := X'1F';"),
    ("t := '\\n';", "t := E'\\n';"),
    ("t := '\\0061';", "t := U&'\\0061';"),
    ("t := 'a--b';", "t := 'a';--b'"),
    ("t := '';", "t := NULL;"),
    ("t := $$a$$;", "t := $$a $$;"),
    ("RAISE EXCEPTION 'a%', a;", "RAISE EXCEPTION 'a%%', a;"),
    # names
    ('a := "A";', "a := A;"),
    ('a := "char"(t);', "a := char(t);"),
    ('a := "current_user";', "a := current_user;"),
    ("a := É;", "a := é;"),
    ("a := s.b;", "a := b;"),
    ("PERFORM x.f();", "PERFORM f();"),
    ("a := (r).x;", "a := r.x;"),
    ("a := $1;", "a := $2;"),
    # statements that look alike
    ("PERFORM f(a);", "SELECT f(a);"),
    ("PERFORM f(a);", "CALL f(a);"),
    ("RETURN;", "RETURN NULL;"),
    ("RETURN a;", "RETURN (a);"),
    ("RETURN NEXT r;", "RETURN NEXT (r);"),
    ("RETURN NEXT a;", "RETURN a;"),
    ("RETURN QUERY SELECT 1;", "RETURN QUERY EXECUTE 'SELECT 1';"),
    ("SELECT x INTO a FROM s;", "SELECT x INTO STRICT a FROM s;"),
    ("SELECT x INTO a FROM s;", "a := (SELECT x FROM s);"),
    ("SELECT x, y INTO a, b FROM s;", "SELECT x, y INTO b, a FROM s;"),
    ("SELECT x AS y INTO r FROM s;", "SELECT x INTO r FROM s;"),
    ("EXECUTE t INTO a USING b;", "EXECUTE t INTO a;"),
    ("EXECUTE t USING a, b;", "EXECUTE t USING b, a;"),
    ("COMMIT;", "ROLLBACK;"),
    ("COMMIT;", "COMMIT AND CHAIN;"),
    ("a := 1; b := 2;", "b := 2; a := 1;"),
    ("a := 1;", "a := 1; a := 1;"),
    ("n[1] := 1;", "n[2] := 1;"),
    ("FETCH FORWARD FROM c INTO a;", "FETCH BACKWARD FROM c INTO a;"),
    ("MOVE FORWARD ALL FROM c;", "MOVE FORWARD FROM c;"),
    ("(SELECT 1);", "SELECT 1;"),
    ("a := t::numeric(4);", "a := t::numeric(4, 1);"),
    ("n := t::int[];", "n := t::int[][];"),
    ("PERFORM a FROM s ORDER BY a;", "PERFORM a FROM s ORDER BY a NULLS FIRST;"),
    ("PERFORM a FROM s ORDER BY a DESC;", "PERFORM a FROM s ORDER BY a DESC NULLS LAST;"),
    ("RAISE 'x';", "RAISE U&'x';"),
    # keywords in quotes
    ("GET DIAGNOSTICS a = row_count;", 'GET DIAGNOSTICS a = "row_count";'),
    ("RAISE notice 'x';", "RAISE \"notice\" 'x';"),
    # branches
    ("CASE WHEN a = 1 THEN b := 1; ELSE NULL; END CASE;", "CASE WHEN a = 1 THEN b := 1; END CASE;"),
    ("CASE a WHEN 1 THEN b := 1; ELSE END CASE;", "CASE a WHEN 1 THEN b := 1; END CASE;"),
    ("CASE a WHEN 1, 2 THEN b := 1; END CASE;", "CASE a WHEN 2, 1 THEN b := 1; END CASE;"),
    ("CASE a WHEN 1 THEN b := 1; END CASE;", "CASE WHEN a = 1 THEN b := 1; END CASE;"),
    ("IF a = 1 THEN b := 1; ELSE b := 2; END IF;", "IF a = 1 THEN b := 1; END IF; b := 2;"),
    ("IF a = 1 THEN b := 1; ELSIF b = 1 THEN b := 2; END IF;",
     "IF a = 1 THEN b := 1; END IF; IF b = 1 THEN b := 2; END IF;"),
    (
        "IF a = 1 THEN b := 1; ELSE IF b = 1 THEN b := 2; END IF; a := 2; END IF;",
        "IF a = 1 THEN b := 1; ELSIF b = 1 THEN b := 2; a := 2; END IF;",
    ),
    # loops
    ("FOR i IN 1..3 LOOP a := i; END LOOP;", "FOR i IN REVERSE 1..3 LOOP a := i; END LOOP;"),
    ("FOR i IN 1..3 LOOP a := i; END LOOP;", "FOR i IN 1..3 BY 1 LOOP a := i; END LOOP;"),
    ("FOREACH a IN ARRAY n LOOP b := a; END LOOP;", "FOREACH a SLICE 1 IN ARRAY n LOOP b := a; END LOOP;"),
    ("FOR r IN SELECT 1 LOOP NULL; END LOOP;", "FOR r IN EXECUTE 'SELECT 1' LOOP NULL; END LOOP;"),
    ("WHILE a < 1 LOOP a := 1; END LOOP;", "LOOP EXIT WHEN a < 1; a := 1; END LOOP;"),
    ("<<x>> LOOP EXIT x; END LOOP;", "LOOP EXIT; END LOOP;"),
    ("<<x>> LOOP EXIT x; END LOOP;", "<<x>> LOOP EXIT; END LOOP;"),
    ("LOOP EXIT WHEN a = 1; END LOOP;", "LOOP CONTINUE WHEN a = 1; END LOOP;"),
    ("LOOP EXIT; END LOOP;", "LOOP EXIT; END LOOP nowhere;"),
    ("<<x>> LOOP EXIT; END LOOP x;", "<<x>> LOOP EXIT; END LOOP y;"),
    # errors
    ("RAISE EXCEPTION 'x';", "RAISE WARNING 'x';"),
    ("RAISE EXCEPTION 'x';", "RAISE NOTICE 'x';"),
    ("RAISE;", "RAISE EXCEPTION 'x';"),
    ("RAISE unique_violation;", "RAISE SQLSTATE '23505';"),
    ("RAISE 'x' USING ERRCODE = '23505';", "RAISE 'x' USING ERRCODE = 'unique_violation';"),
    ("RAISE 'x' USING HINT = 'y';", "RAISE 'x' USING DETAIL = 'y';"),
    ("RAISE '% %', a, b;", "RAISE '% %', b, a;"),
    ("ASSERT a = 1;", "ASSERT a = 1, 'x';"),
    (
        "BEGIN a := 1; EXCEPTION WHEN OTHERS THEN a := 2; END;",
        "BEGIN BEGIN a := 1; EXCEPTION WHEN OTHERS THEN a := 2; END; END;",
    ),
    (
        "BEGIN a := 1; EXCEPTION WHEN OTHERS THEN a := 2; END;",
        "BEGIN a := 1; EXCEPTION WHEN division_by_zero THEN a := 2; END;",
    ),
    (
        "BEGIN a := 1; EXCEPTION WHEN SQLSTATE '22012' THEN a := 2; END;",
        "BEGIN a := 1; EXCEPTION WHEN division_by_zero THEN a := 2; END;",
    ),
    ("BEGIN a := 1; END;", "a := 1;"),
    (
        "DECLARE z int := 1/0; BEGIN a := 1; EXCEPTION WHEN OTHERS THEN a := 2; END;",
        "BEGIN DECLARE z int := 1/0; BEGIN a := 1; END; EXCEPTION WHEN OTHERS THEN a := 2; END;",
    ),
    # cursors and diagnostics
    ("OPEN c FOR SELECT 1;", "OPEN c NO SCROLL FOR SELECT 1;"),
    ("OPEN c SCROLL FOR SELECT 1;", "OPEN c NO SCROLL FOR SELECT 1;"),
    ("FETCH c INTO a;", "FETCH PRIOR FROM c INTO a;"),
    ("FETCH RELATIVE 1 FROM c INTO a;", "FETCH RELATIVE 2 FROM c INTO a;"),
    ("FETCH FORWARD ALL FROM c INTO a;", "FETCH ALL FROM c INTO a;"),
    ("FETCH c INTO a;", "MOVE c;"),
    ("CLOSE c;", "CLOSE k;"),
    ("GET DIAGNOSTICS a = ROW_COUNT;", "GET STACKED DIAGNOSTICS a = ROW_COUNT;"),
    ("GET DIAGNOSTICS a = ROW_COUNT;", "GET DIAGNOSTICS b = ROW_COUNT;"),
    # what is not for people
    ("SELECT /*+ SeqScan(s) */ x INTO a FROM s;", "SELECT x INTO a FROM s;"),
    ("SELECT /*+ SeqScan(s) */ x INTO a FROM s;", "SELECT /*+ IndexScan(s) */ x INTO a FROM s;"),
    # one argument by its name, or a comparison
    ("a := f(x := 1);", "a := f(x = 1);"),
    ("a := b = 1;", "a := (b := 1);"),
    ("SELECT 1; -- x\n RETURN 1;", "SELECT 1; -- x RETURN 1;"),
]  # fmt: skip

DECLARATIONS = [
    ("a int := 1; b int := a;", "b int := a; a int := 1;"),
    ("a int := f(); b int := g();", "b int := g(); a int := f();"),
    ("a text := 'x' || f(); b text := 'y' || g();", "b text := 'y' || g(); a text := 'x' || f();"),
    ("a int := 99999999999; b int := 9999999999999;", "b int := 9999999999999; a int := 99999999999;"),
    ("a s.x%TYPE; b int;", "b int; a s.x%TYPE;"),
    ("a positive := 1; b positive := -1;", "b positive := -1; a positive := 1;"),
    ("a int := 1;", "a CONSTANT int := 1;"),
    ("a int := 1;", "a int NOT NULL := 1;"),
    ("a int;", "a int := 0;"),
    ("a numeric(3, 1);", "a numeric(3, 2);"),
    ("a varchar;", "a varchar(1);"),
    ("a char;", "a bpchar;"),
    ('a char;', 'a "char";'),
    ("a text;", 'a text COLLATE "C";'),
    ("a int[];", "a int;"),
    ("a s.x%TYPE;", "a s.x%ROWTYPE;"),
    ("a ALIAS FOR $1;", "a ALIAS FOR $2;"),
    ("a CURSOR FOR SELECT 1;", "a SCROLL CURSOR FOR SELECT 1;"),
    ("a CURSOR (k int) FOR SELECT k;", "a CURSOR (k text) FOR SELECT k;"),
    ("a int; b int;", "a int;"),
]  # fmt: skip

HEADERS = [
    (f"(a int) {PLPGSQL}", f"(b int) {PLPGSQL}"),
    (f"(a int) {PLPGSQL}", f"(int) {PLPGSQL}"),
    (f"(a int) {PLPGSQL}", f"(a bigint) {PLPGSQL}"),
    (f"(a int, b int) {PLPGSQL}", f"(b int, a int) {PLPGSQL}"),
    (f"(a int) {PLPGSQL}", f"(INOUT a int) {PLPGSQL}"),
    (f"(a int[]) {PLPGSQL}", f"(VARIADIC a int[]) {PLPGSQL}"),
    (f"(a int DEFAULT 1) {PLPGSQL}", f"(a int) {PLPGSQL}"),
    (f"(a int DEFAULT 1) {PLPGSQL}", f"(a int DEFAULT 2) {PLPGSQL}"),
    (f"(a text DEFAULT NULL) {PLPGSQL}", f"(a text DEFAULT '') {PLPGSQL}"),
    (f"() {PLPGSQL}", "() RETURNS bigint LANGUAGE plpgsql"),
    (f"() {PLPGSQL}", "() RETURNS SETOF int LANGUAGE plpgsql"),
    ("() RETURNS TABLE (a int) LANGUAGE plpgsql", "(OUT a int) RETURNS SETOF int LANGUAGE plpgsql"),
    (f"() {PLPGSQL}", "() RETURNS int LANGUAGE sql"),
    (f"() {PLPGSQL}", "() RETURNS int LANGUAGE 'PLpgSQL'"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} IMMUTABLE"),
    (f"() {PLPGSQL} STABLE", f"() {PLPGSQL} IMMUTABLE"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} STRICT"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} SECURITY DEFINER"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} LEAKPROOF"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} PARALLEL SAFE"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} COST 101"),
    ("() RETURNS SETOF int LANGUAGE plpgsql", "() RETURNS SETOF int LANGUAGE plpgsql ROWS 10"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} SET search_path = a"),
    (f"() {PLPGSQL} SET search_path = a, b", f"() {PLPGSQL} SET search_path = b, a"),
    (f"() {PLPGSQL} SET search_path = a, b", f"() {PLPGSQL} SET search_path = 'a, b'"),
    (f"() {PLPGSQL} SET a.x = 1 SET a.y = 2", f"() {PLPGSQL} SET a.y = 2 SET a.x = 1"),
    (f"() {PLPGSQL} SET a.x = 1", f"() {PLPGSQL} SET a.x FROM CURRENT"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} WINDOW"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} VOLATILE VOLATILE"),
    (f"() {PLPGSQL} STABLE", f"() {PLPGSQL} STABLE VOLATILE"),
    (f"() {PLPGSQL} STRICT", f"() {PLPGSQL} CALLED ON NULL INPUT STRICT"),
    (f"() {PLPGSQL} STRICT", f"() {PLPGSQL} STRICT STRICT"),
    (f"() {PLPGSQL}", f"() {PLPGSQL} SUPPORT s"),
]

F = "CREATE FUNCTION f() RETURNS int"
ONE = f"{F} LANGUAGE sql AS 'SELECT 1'"
WHOLE = [
    (ONE, "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    (ONE, "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    (ONE, "CREATE FUNCTION x.f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    (ONE, f"{F} LANGUAGE sql AS 'SELECT 2'"),
    (ONE, f"{F} LANGUAGE sql RETURN 1"),
    (ONE, f"{F} LANGUAGE sql BEGIN ATOMIC SELECT 1; END"),
    ("CREATE PROCEDURE f() LANGUAGE sql AS 'SELECT 1'", "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT 1'"),
    (f"{F} LANGUAGE c AS 'a', 'b'", f"{F} LANGUAGE c AS 'a', 'c'"),
    (f"{F} LANGUAGE c AS 'a' COST 100", f"{F} LANGUAGE c AS 'a'"),
    (f"{F} LANGUAGE plpython3u AS 'x = 1'", f"{F} LANGUAGE plpython3u AS 'X = 1'"),
    (f"{F} LANGUAGE plpgsql AS '#variable_conflict use_column\nBEGIN END'",
     f"{F} LANGUAGE plpgsql AS 'BEGIN END'"),
    (f"{F} LANGUAGE plpgsql AS '#option dump\nBEGIN END'",
     f"{F} LANGUAGE plpgsql AS 'BEGIN END'"),
    (f"{F} LANGUAGE plpgsql AS 'BEGIN END;'",
     f"{F} LANGUAGE plpgsql AS 'BEGIN END;;'"),
    (f"{F} LANGUAGE plpgsql AS 'BEGIN END'",
     f"{F} LANGUAGE plpgsql AS 'BEGIN END f'"),
    (f"{F} LANGUAGE plpgsql AS 'BEGIN NULL; END'",
     f"{F} LANGUAGE plpgsql AS 'BEGIN NULL; END; NULL'"),
    *[
        (f"CREATE PROCEDURE f() LANGUAGE plpgsql {word} AS 'BEGIN END'",
         "CREATE PROCEDURE f() LANGUAGE plpgsql AS 'BEGIN END'")
        for word in ("VOLATILE", "CALLED ON NULL INPUT", "COST 100", "NOT LEAKPROOF", "PARALLEL UNSAFE")
    ],
    ("DROP PROCEDURE p(int, int)", "DROP PROCEDURE p(IN int, IN int)"),
    ("COMMENT ON PROCEDURE p(int, int) IS 'x'", "COMMENT ON PROCEDURE p(IN int, IN int) IS 'x'"),
    ("DO $$BEGIN PERFORM 1; END$$", "DO LANGUAGE sql $$BEGIN PERFORM 1; END$$"),
    ("DO $$BEGIN PERFORM 1; END$$", f"{F} LANGUAGE plpgsql AS $$BEGIN PERFORM 1; END$$"),
]  # fmt: skip

PAIRS = [
    *((function(one), function(other)) for one, other in STEPS),
    *((function("NULL;", one), function("NULL;", other)) for one, other in DECLARATIONS),
    *((headed(one), headed(other)) for one, other in HEADERS),
    *WHOLE,
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_never_equal_in_either_direction(one: str, other: str) -> None:
    for original, lowered in ((one, other), (other, one)):
        verdict = prove(original, lowered)
        assert verdict.kind == "unverified"
        assert verdict.level is None
        assert verdict.difference


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("t := 'a\\b';", "t := E'a\\\\b';"),
        ("RAISE 'a\\b';", "RAISE E'a\\\\b';"),
    ],
)
def test_styles_of_literals_differ_where_the_routine_touches_their_setting(one: str, other: str) -> None:
    touching = "PERFORM set_config('standard_conforming_strings', 'off', false);"
    assert prove(function(one), function(other)).kind == "proved"
    assert prove(function(touching + one), function(touching + other)).kind == "unverified"


def test_short_names_of_types_differ_where_the_routine_names_pg_catalog() -> None:
    header = "LANGUAGE plpgsql SET search_path = mine, pg_catalog"
    one, other = (function(f"a := t::{name};", header=header) for name in ("int4", "integer"))
    assert prove(one, other).kind == "unverified"


@pytest.mark.parametrize(
    ("declare", "steps"),
    [
        ('"$1" int := 5;', "RETURN $1 + 0;"),
        ("a int;", 'FOR "$1" IN 7..7 LOOP RETURN $1 + 0; END LOOP;'),
        ('k CURSOR ("$1" int) FOR SELECT $1 + 0;', "OPEN k (7);"),
    ],
)
def test_a_number_is_not_the_parameter_where_something_else_has_its_name(declare: str, steps: str) -> None:
    one, other = (function(steps, declare), function(steps.replace(" $1 ", " p "), declare.replace(" $1 ", " p ")))
    assert prove(one, other).kind == "unverified"


def test_line_breaks_matter_where_an_into_divides_two_literals() -> None:
    one, other = function("SELECT 'a'\nINTO t 'b';"), function("SELECT 'a' INTO t\n'b';")
    assert prove(one, other).kind == "unverified"
    assert prove(one, function("SELECT 'ab' INTO t;")).kind == "unverified"


def test_swapped_names_of_two_variables_are_a_difference() -> None:
    one = "<<x>> DECLARE v int := 1; w int := 2; BEGIN RETURN x.v; END;"
    other = "<<x>> DECLARE w int := 1; v int := 2; BEGIN RETURN x.v; END;"
    assert prove(function(one), function(other)).kind == "unverified"


def test_the_difference_names_the_lines_of_both_texts() -> None:
    one = function("a := 1;\n            b := 2;")
    other = function("b := 3;", declare=f"{DECLARED_ON_TWO_LINES}").replace("b := 3;", "a := 1; b := 3;")
    difference = prove(one, other).difference
    assert difference
    assert difference.original
    assert difference.lowered
    assert (difference.original.line, difference.original.text) == (5, "b := 2;")
    assert (difference.lowered.line, difference.lowered.text) == (5, "a := 1; b := 3;")


def test_statements_over_several_lines_are_shown_at_the_line_that_differs() -> None:
    one = function("FOR b IN SELECT 1\n  FROM t\n WHERE x < y LOOP NULL; END LOOP;")
    difference = prove(one, one.replace("x < y", "x <= y")).difference
    assert difference
    assert difference.original
    assert difference.lowered
    assert (difference.original.text, difference.lowered.text) == (
        "WHERE x < y LOOP NULL; END LOOP;",
        "WHERE x <= y LOOP NULL; END LOOP;",
    )


DECLARED_ON_TWO_LINES = "a int; b int; t text;\n r record; c refcursor; k CURSOR FOR SELECT 1; n int[];"
