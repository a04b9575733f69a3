"""INSERT, UPDATE and DELETE are structured where their lowering gives the same tokens, else `sql` or `query`."""

import pytest

from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.spec.steps.delete import DeleteStep
from engine.spec.steps.insert import InsertStep, OnConflict
from engine.spec.steps.query import QueryStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.sql import SqlStep
from engine.spec.steps.step import Step
from engine.spec.steps.update import UpdateStep


def lifted(text: str) -> Step:
    (step,) = lift_body(parse_body(f"BEGIN {text}; END"), ("actions", 0)).steps
    return step


def test_insert_of_one_row() -> None:
    step = lifted(
        'INSERT INTO s.t AS x (a, "b", "order") VALUES (f(1, 2), DEFAULT, \'v\') RETURNING id, a INTO STRICT v, w'
    )
    assert step == InsertStep(
        table="s.t",
        as_="x",
        values=(("a", "f(1, 2)"), ("b", "DEFAULT"), ('"order"', "'v'")),
        returning="id, a",
        into=("v", "w"),
        strict=True,
    )


def test_insert_of_a_query_has_columns_and_values_side_by_side() -> None:
    assert lifted(
        "INSERT INTO t (a, b) SELECT u.x, f(y, 1) FROM u JOIN v ON u.k = v.k WHERE z GROUP BY 1 ON CONFLICT DO NOTHING"
    ) == InsertStep(
        table="t",
        values=(("a", "u.x"), ("b", "f(y, 1)")),
        from_="u JOIN v ON u.k = v.k WHERE z GROUP BY 1",
        on_conflict=OnConflict(do="nothing"),
    )


def test_insert_of_one_row_under_a_condition() -> None:
    assert lifted("INSERT INTO t (a) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM t)") == InsertStep(
        table="t", values=(("a", "1"),), where="NOT EXISTS (SELECT 1 FROM t)"
    )


def test_on_conflict_in_its_forms() -> None:
    head = "INSERT INTO t (a) VALUES (1) ON CONFLICT"
    nothing, target, named = (
        lifted(f"{head} DO NOTHING"),
        lifted(f"{head} (a, lower(b)) WHERE c DO UPDATE SET a = excluded.a, d = 2 WHERE t.e RETURNING *"),
        lifted(f"{head} ON CONSTRAINT k DO UPDATE SET a = 1"),
    )
    assert isinstance(nothing, InsertStep) and nothing.on_conflict == OnConflict(do="nothing")
    assert isinstance(target, InsertStep) and target.returning == "*"
    assert target.on_conflict == OnConflict(
        target="(a, lower(b)) WHERE c", set=(("a", "excluded.a"), ("d", "2")), where="t.e"
    )
    assert isinstance(named, InsertStep) and named.on_conflict == OnConflict(constraint="k", set=(("a", "1"),))


def test_update_with_all_clauses() -> None:
    step = lifted(
        "UPDATE t AS x SET a = 1, b = (SELECT 2) FROM u, v WHERE x.c IS DISTINCT FROM u.c RETURNING x.a INTO n"
    )
    assert step == UpdateStep(
        table="t",
        as_="x",
        set=(("a", "1"), ("b", "(SELECT 2)")),
        from_="u, v",
        where="x.c IS DISTINCT FROM u.c",
        returning="x.a",
        into=("n",),
    )


def test_delete_with_all_clauses_and_at_a_cursor() -> None:
    assert lifted("DELETE FROM t AS x USING u WHERE x.a = u.a RETURNING *") == DeleteStep(
        table="t", as_="x", using="u", where="x.a = u.a", returning="*"
    )
    assert lifted("DELETE FROM t WHERE CURRENT OF c") == DeleteStep(table="t", where="CURRENT OF c")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO t VALUES (1)",
        "INSERT INTO t (a) VALUES (1), (2)",
        "INSERT INTO t (a) SELECT 1",
        "INSERT INTO t (a) SELECT DISTINCT x FROM u",
        "INSERT INTO t (a) SELECT * FROM u",
        "INSERT INTO t (a, b) SELECT u.*, 1 FROM u",
        "INSERT INTO t (a) SELECT x, y FROM u",
        "INSERT INTO t (a) SELECT x FROM u UNION SELECT y FROM v",
        "INSERT INTO t (a) (SELECT x FROM u)",
        "INSERT INTO t (a) WITH w AS (SELECT 1) SELECT x FROM w",
        "INSERT INTO t (a) SELECT x /* why */ FROM u",
        "INSERT INTO t (a[1]) VALUES (1)",
        "INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1)",
        "INSERT INTO t DEFAULT VALUES",
        "INSERT INTO t (a) /* why */ VALUES (1)",
        "UPDATE ONLY t SET a = 1",
        "UPDATE t * SET a = 1",
        "UPDATE t x SET a = 1",
        "UPDATE t SET (a, b) = (1, 2)",
        "UPDATE t SET a[1] = 2",
        "UPDATE t SET a.b = 2",
        "DELETE FROM ONLY t",
        "DELETE FROM t x",
        "WITH w AS (SELECT 1) DELETE FROM t",
        "MERGE INTO t USING s ON a = b WHEN MATCHED THEN DELETE",
        "CREATE TABLE t (a int)",
        "SET search_path = s",
        "NOTIFY c, 'x'",
    ],
)
def test_every_other_statement_stands_as_it_is(text: str) -> None:
    assert lifted(text) == SqlStep(sql=text)


@pytest.mark.parametrize(
    "text", ["SELECT 1", "VALUES (1)", "TABLE t", "WITH w AS (DELETE FROM t RETURNING a) SELECT a FROM w"]
)
def test_what_gives_rows_is_a_query(text: str) -> None:
    assert lifted(text) == QueryStep(query=text)


def test_into_stands_beside_the_query() -> None:
    assert lifted("SELECT a INTO STRICT x, r.y FROM t") == QueryStep(
        query="SELECT a FROM t", into=("x", "r.y"), strict=True
    )


def test_what_the_grammar_refuses_is_raw_with_its_reason() -> None:
    step = lifted("SELECT a FROM FROM t")
    assert step == RawStep(raw="SELECT a FROM FROM t", reason='syntax error at or near "FROM"')
