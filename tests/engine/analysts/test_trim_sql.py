"""A long routine is shortened by its syntax: what decides stays, and so does every line."""

from engine.analysts.route.open_questions import MOST_CHARACTERS, open_questions
from engine.analysts.trim_sql import MARK, trim_sql
from tests.engine.analysts.conftest import lifted

COLUMNS = ",\n    ".join(f"column_number_{n}" for n in range(200))
LONG = f"""CREATE FUNCTION f(p int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v_x int;
BEGIN
  IF p IS NULL THEN RAISE EXCEPTION 'a message that has to stay whole, whatever its length may be'; END IF;
  INSERT INTO t SELECT {COLUMNS} FROM other WHERE id = p;
  UPDATE t SET done = true WHERE id = v_x;
END $$;"""


def test_long_lists_go_and_control_flow_stays():
    trimmed = trim_sql(LONG, 2000)
    assert len(trimmed) < 2000
    assert "has to stay whole" in trimmed
    assert "FROM other WHERE id = p" in trimmed
    assert "UPDATE t SET done = true" in trimmed
    assert MARK in trimmed


def test_every_line_keeps_its_number():
    trimmed = trim_sql(LONG, 2000)
    assert trimmed.count("\n") == LONG.count("\n")


def test_a_short_text_stays_as_it_is():
    assert trim_sql(LONG, 100_000) == LONG


def test_what_is_no_routine_stays_as_it_is():
    assert trim_sql("SELECT 1;" * 50, 20) == "SELECT 1;" * 50


def test_a_routine_that_fits_once_it_is_trimmed_is_asked_about():
    many = LONG.replace(COLUMNS, COLUMNS * 4)
    assert len(many) > MOST_CHARACTERS
    assert "name_variables" in open_questions(lifted(many))
