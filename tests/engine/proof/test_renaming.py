"""Level 2: another name for a local variable, and every trap on the way."""

import pytest

from engine.proof.prove import prove


def routine(declare: str, steps: str, before: str = "") -> str:
    return f"CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $${before} DECLARE {declare} BEGIN {steps} END$$"


SOUND = [
    ("x int;", "x := p; RETURN x + 1;", "y int;", "y := p; RETURN y + 1;"),
    ("r record;", "FOR r IN SELECT a FROM s LOOP PERFORM f(r.a); END LOOP;",
     "z record;", "FOR z IN SELECT a FROM s LOOP PERFORM f(z.a); END LOOP;"),
    ("x int; y int;", "x := 1; y := x;", "a int; b int;", "a := 1; b := a;"),
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


UNSOUND = {
    "the new name is used already": ("x int;", "x := q; RETURN x;", "q int;", "q := q; RETURN q;"),
    "the old name lives on": ("x int;", "x := 1; PERFORM f(s.x) FROM s;", "y int;", "y := 1; PERFORM f(s.x) FROM s;"),
    "two names are swapped": ("x int := 1; y int := 2;", "RETURN x;", "y int := 1; x int := 2;", "RETURN y;"),
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
    "it is shadowed": ("x int;", "x := 1; DECLARE x int; BEGIN x := 2; END; RETURN x;",
                       "y int;", "y := 1; DECLARE x int; BEGIN x := 2; END; RETURN y;"),
    "the server gives the new name to columns": ("x int;", "PERFORM count(*) FROM s WHERE a = x;",
                                                 "ctid int;", "PERFORM count(*) FROM s WHERE a = ctid;"),
    "a handler gives the new name to its error": (
        "x text := 'a';", "BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', x; END;",
        "sqlerrm text := 'a';", "BEGIN PERFORM 1/0; EXCEPTION WHEN OTHERS THEN RAISE NOTICE '%', sqlerrm; END;"),
    "a handler gave the old name to its error": (
        "x int;", "BEGIN x := 1; EXCEPTION WHEN OTHERS THEN RETURN x; END;",
        "sqlstate int;", "BEGIN sqlstate := 1; EXCEPTION WHEN OTHERS THEN RETURN sqlstate; END;"),
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


def test_a_pragma_that_prints_names_is_a_reason_to_give_up() -> None:
    one = routine("x int;", "RETURN x;", before="#print_strict_params on\n")
    other = routine("y int;", "RETURN y;", before="#print_strict_params on\n")
    assert prove(one, other).kind == "unverified"


def test_parameters_are_no_local_variables() -> None:
    one = "CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN p; END$$"
    assert prove(one, one.replace("p int", "q int").replace("RETURN p", "RETURN q")).kind == "unverified"
