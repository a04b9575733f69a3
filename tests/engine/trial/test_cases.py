"""Generated cases: replayable, in foreign-key order, with the values that a routine compares with."""

from engine.source.split_file import split
from engine.trial.generate.case_generator import CaseGenerator, case_generator
from engine.trial.generate.mined_literals import mine_literals
from engine.trial.generate.table_order import fill_order
from engine.trial.routine.body_view import BodyView, body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.schema.trial_schema import (
    ColumnShape,
    ParameterShape,
    ReferenceShape,
    RoutineShape,
    TableShape,
    TrialSchema,
)

BODY = "BEGIN UPDATE item SET stock = 0 WHERE id = p_id AND stock > 40 AND state = 'old'; END"
OWNER = TableShape("public", "owner", (ColumnShape("id", "integer", "integer", False, False, False),), ("id",))
ITEM = TableShape(
    "public",
    "item",
    (
        ColumnShape("id", "integer", "integer", False, False, False),
        ColumnShape("owner_id", "integer", "integer", False, False, False),
        ColumnShape("stock", "integer", "integer", True, False, False),
        ColumnShape("state", "text", "text", True, False, False),
    ),
    ("id",),
    foreign_keys=(ReferenceShape(("owner_id",), OWNER.qualified, ("id",)),),
)


def view(body: str) -> BodyView:
    sql = f"CREATE FUNCTION f(p_id integer) RETURNS void LANGUAGE plpgsql AS $${body}$$;"
    return body_view(routine_text(split(sql, "x.sql").units[0]))


def generator(seed: int = 1) -> CaseGenerator:
    parameters = (ParameterShape("p_id", "integer", "integer"),)
    shape = RoutineShape("public", "f", "function", parameters, "void", False, "plpgsql", BODY, "f(integer)")
    return case_generator(view(BODY), shape, TrialSchema((ITEM, OWNER)), (ITEM.qualified,), seed=seed)


def test_a_seed_and_a_number_always_give_the_same_case():
    assert [generator().case(number) for number in range(5)] == [generator().case(number) for number in range(5)]
    assert generator(1).case(3) != generator(2).case(3)


def test_tables_come_after_those_that_they_refer_to():
    assert [table.name for table in fill_order((ITEM, OWNER))] == ["owner", "item"]
    assert list(generator().case(0).rows) == [OWNER.qualified, ITEM.qualified]


def test_a_reference_points_to_a_row_of_the_same_case():
    for number in range(50):
        rows = generator().case(number).rows
        owners = {row["id"] for row in rows[OWNER.qualified]}
        assert {row["owner_id"] for row in rows[ITEM.qualified]} <= owners


def test_literals_of_a_comparison_and_their_neighbours_turn_up_in_its_column():
    stocks = {row["stock"] for number in range(200) for row in generator().case(number).rows[ITEM.qualified]}
    assert {"'39'", "'40'", "'41'", "NULL"} <= stocks
    states = {row["state"] for number in range(200) for row in generator().case(number).rows[ITEM.qualified]}
    assert {"'old'", "'OLD'", "NULL"} <= states


def test_arguments_often_hit_a_row():
    cases = [case for case in map(generator().case, range(200)) if case.rows[ITEM.qualified]]
    hits = [case for case in cases if case.arguments[0] in {row["id"] for row in case.rows[ITEM.qualified]}]
    assert len(hits) > len(cases) / 2


def test_a_variable_shares_the_literals_of_the_column_that_it_is_selected_into():
    body = "DECLARE v_x integer; BEGIN SELECT stock INTO v_x FROM item; IF v_x = 77 THEN RETURN; END IF; END"
    assert mine_literals(view(body)).of("stock") == ("77",)


def test_columns_that_a_query_joins_often_have_the_same_value():
    one, other = (TableShape("public", name, ITEM.columns[2:], ()) for name in ("one", "other"))
    body = "BEGIN PERFORM 1 FROM one JOIN other USING (stock) WHERE one.state = p_state; END"
    shape = RoutineShape("public", "f", "function", (), "void", False, "plpgsql", body, "f()")
    drawn = case_generator(view(body), shape, TrialSchema((one, other)), (one.qualified, other.qualified))
    states = [case.rows for case in map(drawn.case, range(200)) if all(case.rows.values())]
    joined = [
        rows
        for rows in states
        if {row["stock"] for row in rows[one.qualified]} & {row["stock"] for row in rows[other.qualified]} - {"NULL"}
    ]
    assert len(joined) > len(states) / 3


def test_dynamic_sql_is_called_with_the_names_of_tables():
    body = "BEGIN EXECUTE format('DELETE FROM %I', p_table); END"
    parameters = (ParameterShape("p_table", "text", "text"), ParameterShape("p_kind", "regclass", "regclass"))
    shape = RoutineShape("public", "f", "function", parameters, "void", False, "plpgsql", body, "f()")
    drawn = case_generator(view(body), shape, TrialSchema((OWNER,)), (OWNER.qualified,))
    arguments = {value for number in range(40) for value in drawn.case(number).arguments}
    assert {"'owner'", '\'"public"."owner"\''} <= arguments
