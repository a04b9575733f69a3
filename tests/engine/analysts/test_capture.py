"""A new name that something in the routine has already is refused by the task's check, and by the gate without it."""

import pytest

from engine.analysts.gate import pass_gate
from engine.analysts.local_names import identifiers, local_names
from engine.analysts.roles.namer import renamed_change
from engine.llm.tasks.name_variables import check
from tests.engine.analysts.conftest import lifted

HEAD = "CREATE FUNCTION f(p int) RETURNS int LANGUAGE plpgsql AS $$\n"
ROUTINES = {
    "a quoted column": 'DECLARE v int; BEGIN SELECT max("net") INTO v FROM t WHERE "net" > v; RETURN v; END $$;',
    "a column": "DECLARE v int; BEGIN SELECT net INTO v FROM t WHERE v > 3; RETURN v; END $$;",
    "an alias of a table": "DECLARE v int; BEGIN SELECT net.a INTO v FROM t AS net WHERE net = v; RETURN v; END $$;",
    "an alias of a column": "DECLARE v int; BEGIN SELECT a AS net INTO v FROM t ORDER BY net, v; RETURN v; END $$;",
    "a record": "DECLARE v int; net record; BEGIN SELECT * INTO net FROM t; v := net.a; RETURN v; END $$;",
    "a label": "DECLARE v int := 0; BEGIN <<net>> LOOP v := v + 1; EXIT net WHEN v > p; END LOOP; RETURN v; END $$;",
    "a variable of a nested block": (
        "DECLARE v int := 1; BEGIN DECLARE net int := 2; BEGIN v := v + net; END; RETURN v; END $$;"
    ),
    "a parameter": "DECLARE v int; BEGIN SELECT a INTO v FROM t WHERE id = net; RETURN v + p; END $$;",
    "a variable of a loop": "DECLARE v int := 0; BEGIN FOR net IN 1..p LOOP v := v + net; END LOOP; RETURN v; END $$;",
}


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES)
def test_a_name_in_use_is_refused_by_the_check(routine: str) -> None:
    sql = HEAD + routine
    answer = {"renames": [{"old": "v", "evidence": "", "new": "net"}]}
    assert check({"variables": local_names(sql), "identifiers": identifiers(sql)}, answer)


@pytest.mark.parametrize("what", sorted(ROUTINES.keys() - {"a label"}))  # a label and a variable may share a name
def test_a_captured_name_does_not_pass_the_gate(what: str) -> None:
    unit = lifted(HEAD + ROUTINES[what])
    safe = [each for each in renamed_change(unit, {"v": "net"}) if pass_gate(unit, each).is_safe]
    assert safe == []


@pytest.mark.parametrize("what", ["a label", "a variable of a nested block", "a variable of a loop"])
def test_a_new_name_passes_the_gate(what: str) -> None:
    unit = lifted(HEAD + ROUTINES[what])
    (change,) = renamed_change(unit, {"v": "order_total"})
    assert pass_gate(unit, change).is_safe
