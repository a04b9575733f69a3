"""What variables are for, by what is written to them."""

import pytest

from engine.analysis.parsed_unit import parse_source
from engine.analysis.variables.variable_purpose import variable_purposes
from engine.source.split_file import split

BODIES = {
    "cursor row": "DECLARE v record; BEGIN FOR v IN SELECT id FROM t LOOP PERFORM f(v.id); END LOOP; END",
    "loop index": "DECLARE v int := 0; BEGIN WHILE v < 10 LOOP v := v + 1; END LOOP; END",
    "count": "DECLARE v int; BEGIN DELETE FROM t; GET DIAGNOSTICS v = ROW_COUNT; PERFORM f(v); END",
    "total": "DECLARE v numeric; BEGIN SELECT sum(amount) INTO v FROM t; PERFORM f(v); END",
    "accumulator": "DECLARE v text := ''; BEGIN v := v || 'a'; PERFORM f(v); END",
    "flag": "DECLARE v boolean; BEGIN v := EXISTS (SELECT 1 FROM t); IF v THEN PERFORM f(1); END IF; END",
    "result": "DECLARE v int; BEGIN SELECT id INTO v FROM t; RETURN v; END",
    "temp": "DECLARE v int; BEGIN SELECT id INTO v FROM t; PERFORM f(v); END",
}


def purposes(body: str) -> dict[str, list[str]]:
    text = f"CREATE FUNCTION g(p int) RETURNS int LANGUAGE plpgsql AS $$ {body} $$;"
    (unit,) = parse_source(split(text, "a.sql"))
    return {each.name: [str(kind) for kind in each.purposes] for each in variable_purposes(unit)}


@pytest.mark.parametrize("purpose", BODIES)
def test_a_variable_is_known_by_what_is_written_to_it(purpose: str) -> None:
    assert purposes(BODIES[purpose])["v"][0] == purpose


def test_a_count_in_a_loop_is_not_its_index_unless_the_loop_asks_for_it() -> None:
    body = "DECLARE n int := 0; r record; BEGIN FOR r IN SELECT 1 LOOP n := n + 1; END LOOP; RETURN n; END"
    assert purposes(body) == {"n": ["count", "result"], "r": ["cursor row"]}


def test_what_a_loop_adds_up_is_a_total() -> None:
    body = "DECLARE s numeric := 0; r record; BEGIN FOR r IN SELECT a FROM t LOOP s := s + r.a; END LOOP; RETURN s; END"
    assert purposes(body)["s"] == ["total", "result"]


def test_a_name_says_nothing() -> None:
    assert purposes("DECLARE v_total int; BEGIN SELECT id INTO v_total FROM t; PERFORM f(v_total); END") == {
        "v_total": ["temp"]
    }


def test_a_variable_that_nobody_reads_has_no_purpose() -> None:
    assert purposes("DECLARE v int; BEGIN SELECT id INTO v FROM t; END") == {}
