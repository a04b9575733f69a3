"""Each analyst turns a valid answer into changes and remarks, and asks nothing where it has nothing to ask."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from engine.analysts.analyse_unit import analyse_unit
from engine.analysts.analyst import Analyst, AnalystContext, AnalystLane, Proposed, all_analysts
from engine.analysts.gate import pass_gate
from engine.analysts.local_names import local_names, rename_locals
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import ProposedChange
from engine.analysts.shown_text import ShownText
from engine.check_edit import EditedUnit
from engine.fault import EngineError, Fault
from engine.llm.ask_model import ModelAnswer
from engine.llm.prompt_task import PromptTask, TaskInput
from tests.engine.analysts.conftest import TOTAL, lifted

Answering = Callable[[Any], AnalystContext]


def renames(**names: str) -> dict[str, Any]:
    return {"renames": [{"old": old, "evidence": "", "new": new} for old, new in names.items()]}


def only(analyst: str, unit: EditedUnit, context: AnalystContext) -> Any:
    (analysis,) = analyse_unit(unit, [all_analysts()[analyst]], context)
    return analysis


def no_question(_task: PromptTask, _given: TaskInput) -> ModelAnswer:
    raise AssertionError("there is nothing to ask")


def test_the_namer_gives_one_proved_spec(total: EditedUnit, answering: Answering) -> None:
    (change,) = only("namer", total, answering(renames(v_x="order_total", r="open_line"))).changes
    assert change.is_safe
    assert "order_total + open_line.price" in change.change.spec
    assert change.change.reason == "v_x → order_total, r → open_line"


def test_a_name_that_is_also_a_column_elsewhere_is_not_safe(answering: Answering) -> None:
    unit = lifted(
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE n int; BEGIN "
        "SELECT count(*) INTO n FROM a JOIN b USING (id) WHERE n > 3; RETURN n; END $$;"
    )
    assert not any(change.is_safe for change in only("namer", unit, answering(renames(n="row_count"))).changes)


def test_no_renames_are_no_change(total: EditedUnit, answering: Answering) -> None:
    assert only("namer", total, answering({"renames": []})).changes == ()


def test_the_describer_signs_its_note(total: EditedUnit, answering: Answering) -> None:
    value = {"evidence_lines": [7, 12], "description": "Adds up the\nopen lines."}
    (change,) = only("describer", total, answering(value)).changes
    assert change.is_safe
    assert "note: Adds up the open lines. (describer)" in change.change.spec


@pytest.mark.parametrize("text", ["*/ DROP TABLE x;", "-- x\nDROP TABLE x;", "$$; DROP TABLE x; $$", "' OR 1=1 --"])
def test_no_description_can_become_sql(total: EditedUnit, answering: Answering, text: str) -> None:
    value = {"evidence_lines": [1], "description": text + " long enough"}
    (change,) = only("describer", total, answering(value)).changes
    assert change.is_safe


def test_rules_and_intent_are_remarks_with_their_lines(total: EditedUnit, answering: Answering) -> None:
    rule = {"first_line": 9, "last_line": 11, "kind": "constraint", "rule": "An order has lines."}
    (remark,) = only("rule_explainer", total, answering({"rules": [rule]})).remarks
    assert (remark.text, remark.lines) == ("An order has lines.", (9, 11))
    intent = {"evidence_lines": [7, 3], "analysis": "", "intent": "compute", "subject": "order", "confidence": 80}
    (remark,) = only("intent_writer", total, answering(intent)).remarks
    assert (remark.text, remark.lines) == ("compute: order (80 %)", (3, 7))


@pytest.mark.parametrize("analyst", sorted(all_analysts()))
def test_a_table_leaves_nothing_to_ask(analyst: str) -> None:
    assert not only(analyst, lifted("CREATE TABLE t (id int);"), AnalystContext(no_question)).usage.input


@pytest.mark.parametrize(
    "error", [EngineError(Fault("llm.timeout", "Not in time.")), KeyError("renames")], ids=["foreseen", "unforeseen"]
)
def test_a_fault_of_one_analyst_costs_its_own_answer_only(
    total: EditedUnit, answering: Answering, error: Exception
) -> None:
    def broken(_unit: EditedUnit, _context: AnalystContext) -> Any:
        raise error

    bad = Analyst("bad", "Bad", (), AnalystLane.GPU, "a test", (), propose=broken)
    first, second = analyse_unit(total, [bad, all_analysts()["namer"]], answering(renames(v_x="order_total")))
    assert first.fault
    assert second.changes


def test_a_late_analyst_costs_its_own_answer_only(total: EditedUnit, answering: Answering) -> None:
    released = threading.Event()

    def slow(_unit: EditedUnit, _context: AnalystContext) -> Any:
        released.wait(30)
        return Proposed()

    late = Analyst("late", "Late", (), AnalystLane.GPU, "a test", (), propose=slow)
    context = answering(renames(v_x="order_total"))
    first, second = analyse_unit(total, [late, all_analysts()["namer"]], context, seconds=2.0)
    released.set()
    assert first.fault is not None
    assert first.fault.code == "analysts.late"
    assert second.changes


def test_comments_are_removed_and_lines_are_kept() -> None:
    sql = "-- by Jane\nSELECT 1; /* and\nJohn */ CREATE FUNCTION f() RETURNS int AS $$\n-- Joe\nSELECT 2 $$;"
    text = prompt_text(sql, ShownText(comments=False))
    assert not [name for name in ("Jane", "John", "Joe") if name in text]
    assert (text.count("\n"), "SELECT 1;" in text, "SELECT 2" in text) == (sql.count("\n"), True, True)


def test_the_table_of_analysts_has_every_role() -> None:
    assert {"lifter", "detector", "retriever", "namer", "critic", "router", "person"} <= set(all_analysts())
    assert all(each.works_in for each in all_analysts().values())


@pytest.mark.parametrize(
    ("spec", "gate"),
    [("x" * 200_000, "size"), ("entity: [", "reading"), ("v_x", "proof")],
)
def test_the_gate_that_stops_a_change_is_named(total: EditedUnit, spec: str, gate: str) -> None:
    changed = {"v_x": (total.lift or "").replace("price", "cost")}.get(spec, spec)
    gated = pass_gate(total, ProposedChange("namer", "rename", changed, "because"))
    assert gated.stopped_by.startswith(f"stopped by the {gate} gate")


def test_a_prompt_has_no_literal_and_no_secret_and_keeps_its_lines() -> None:
    sql = TOTAL.replace("'open'", "'two\nlines'") + "\nALTER ROLE app PASSWORD 'hunter2hunter2';"
    text = prompt_text(sql, ShownText())
    assert "open" not in text
    assert "hunter2hunter2" not in text + prompt_text(sql, ShownText(literals=True))
    assert text.count("\n") == sql.count("\n")


def test_the_local_names_are_those_of_the_declarations() -> None:
    assert local_names(TOTAL) == ("v_x", "r")


def test_a_name_after_a_dot_keeps_its_name() -> None:
    sql = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ DECLARE v int; BEGIN RETURN t.v + v; END $$;"
    assert "RETURN t.v + total" in (rename_locals(sql, {"v": "total"}) or "")
