"""How a spec is laid out: one way, so that a difference between two texts is a difference between two specs."""

import pytest

from engine.spec.model import (
    Action,
    AliasDeclaration,
    CatchHandler,
    CursorDeclaration,
    CursorParam,
    DynamicQuery,
    Field,
    OnConflict,
    Param,
    ResultColumn,
    ReturnsTable,
    SpecFile,
    TriggerSpec,
    UpdateOf,
    VariableDeclaration,
)
from engine.spec.spec_error import SpecError
from engine.spec.steps.assign import AssignStep
from engine.spec.steps.block import BlockStep
from engine.spec.steps.for_query import ForQueryStep
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.insert import InsertStep
from engine.spec.steps.loop import LoopStep
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.query import QueryStep
from engine.spec.steps.raise_ import RaiseStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.switch import SwitchStep
from engine.spec.writer import write_spec


def lines_of(*steps):
    text = write_spec(SpecFile(module="m", actions=(Action(name="f", steps=steps),))).text
    return [line.removeprefix("      ") for line in text.splitlines()[4:]]


def written_sql(text):
    return "\n".join(lines_of(ReturnStep(value=text))).removeprefix("- return: ")


@pytest.mark.parametrize(
    ("sql", "written"),
    [
        ("v_total + 1", "v_total + 1"),
        ("42", "42"),
        ("true", "true"),
        ("x::text", "x::text"),
        ("f(a => 1, b => 2)", "f(a => 1, b => 2)"),
        ("NULL", '"NULL"'),
        ("TRUE", '"TRUE"'),
        ("n", '"n"'),
        ("-1", '"-1"'),
        ("010", '"010"'),
        ("1.50", '"1.50"'),
        ("2024-01-01", '"2024-01-01"'),
        ("'abc'", "\"'abc'\""),
        ("doc #> '{a}' IS NULL", "\"doc #> '{a}' IS NULL\""),
        ('"createdAt"', "'\"createdAt\"'"),
        ("a\tb", '"a\tb"'),
        ("E'\\n'", "E'\\n'"),
        ("'\"' || b", "|-\n    '\"' || b"),
        ("SELECT 1\nFROM t", "|-\n    SELECT 1\n    FROM t"),
        ("a  \nb", '"a  \\nb"'),
        ("a\rb", '"a\\rb"'),
        (" \nx", '" \\nx"'),
        ("  x\ny", "|2-\n      x\n    y"),
        ("x\n", "|\n    x"),
        ("", '""'),
    ],
)
def test_sql_is_written_in_the_first_style_that_fits(sql, written):
    assert written_sql(sql) == written


def test_a_value_that_is_missing_is_written_as_nothing():
    assert lines_of(ReturnStep(), RaiseStep(), NothingStep()) == ["- return:", "- raise:", "- nothing:"]


def test_one_target_is_a_scalar_and_several_are_a_list():
    assert lines_of(QueryStep(query="SELECT 1", into=("a",)))[1] == "  into: a"
    assert lines_of(QueryStep(query="SELECT 1, 2", into=("a", "b")))[1] == "  into: [a, b]"


def test_within_brackets_a_comma_needs_quotes():
    assert lines_of(RaiseStep(level="notice", message="%", args=("x", "f(a, b)")))[2] == '  args: [x, "f(a, b)"]'


def test_a_mapping_is_on_one_line_where_it_fits_in_140_columns():
    assert lines_of(
        InsertStep(table="t", values=(("a", "1"), ('"B"', "'x'")), on_conflict=OnConflict(do="nothing"))
    ) == ["- insert: {table: t, values: {a: 1, '\"B\"': \"'x'\"}, on_conflict: {do: nothing}}"]
    assert lines_of(InsertStep(table="t", values=(("a", "x" * 140),))) == [
        "- insert:",
        "    table: t",
        "    values:",
        f"      a: {'x' * 140}",
    ]


def test_steps_stand_below_each_other_however_short():
    assert lines_of(IfStep(condition="a", then=(NothingStep(),), otherwise=())) == [
        "- if: a",
        "  then:",
        "    - nothing:",
        "  else: []",
    ]


def test_label_and_note_stand_before_the_steps_of_a_loop_or_block():
    assert lines_of(LoopStep(label="l", note="why", loop=())) == ["- label: l", "  note: why", "  loop: []"]
    assert lines_of(ForQueryStep(query="SELECT 1", as_=("r",), note="why", loop=())) == [
        "- for_query: SELECT 1",
        "  as: r",
        "  note: why",
        "  loop: []",
    ]


def test_an_absent_default_and_an_empty_one_are_two_things():
    assert lines_of(SwitchStep(cases=())) == ["- switch:", "    cases: []"]
    assert lines_of(SwitchStep(cases=(), default=())) == ["- switch:", "    cases: []", "    default: []"]


def test_a_query_put_together_at_run_time_stands_in_the_place_of_a_query():
    step = ForQueryStep(query=DynamicQuery(execute="v_sql", using=("a", "b")), as_=("r",), loop=())
    assert lines_of(step)[0] == "- for_query: {execute: v_sql, using: [a, b]}"


def test_the_header_of_a_routine():
    action = Action(
        name="f",
        kind="procedure",
        params=(Param(name="p", type="bigint"), Param(type="numeric(12,2)", default="NULL", mode="inout")),
        returns=ReturnsTable(table=(ResultColumn(name="a", type="text"),)),
        declare=(
            VariableDeclaration(name="v", type="text", constant=True, not_null=True, default="'x'"),
            CursorDeclaration(name="c", cursor="SELECT k", params=(CursorParam(name="k", type="int"),), scroll=False),
            AliasDeclaration(name="q", alias="$1"),
        ),
        steps=(),
        catch=(CatchHandler(when=("no_data_found", "SQLSTATE 22012"), then=(ReturnStep(),)),),
    )
    assert write_spec(SpecFile(entity="X", actions=(action,))).text == (
        "entity: X\n"
        "actions:\n"
        "  - name: f\n"
        "    kind: procedure\n"
        '    params: {p: bigint, $2: "inout numeric(12,2) = NULL"}\n'
        "    returns: {table: {a: text}}\n"
        "    declare: {v: constant text = 'x'!, c: {cursor: SELECT k, params: {k: int}, scroll: false}, "
        "q: {alias: $1}}\n"
        "    steps: []\n"
        "    catch:\n"
        "      - when: [no_data_found, SQLSTATE 22012]\n"
        "        then:\n"
        "          - return:\n"
    )


def test_a_field_is_short_where_that_says_it_all():
    spec = SpecFile(
        entity="X",
        fields=(
            Field(name="a", type="text", default="'draft'", nullable=False),
            Field(name="b", type="numeric(12,2)"),
            Field(name="c", type="text", collate='"C"'),
            Field(name="d", type="text", default="a!"),
        ),
    )
    assert write_spec(spec).text.splitlines()[2:] == [
        "  a: text = 'draft'!",
        "  b: numeric(12,2)",
        "  c: {type: text, collate: '\"C\"'}",
        "  d: {type: text, default: a!}",
    ]


def test_events_of_a_trigger():
    events = ("insert", UpdateOf(update=("a", "b")))
    trigger = TriggerSpec(name="t", timing="before", events=events, level="row", function="f", arguments=("it's",))
    assert write_spec(SpecFile(entity="X", triggers=(trigger,))).text.splitlines()[2] == (
        "  - {name: t, timing: before, events: [insert, {update: [a, b]}], level: row, function: f, "
        'arguments: ["it\'s"]}'
    )


def test_every_step_and_list_entry_has_its_place():
    inner = IfStep(
        condition="a", then=(AssignStep(target="x", to="1"), RaiseStep(level="notice", message="%", args=("a", "b")))
    )
    written = write_spec(SpecFile(module="m", actions=(Action(name="f", steps=(BlockStep(steps=(inner,)),)),)))
    step = ("actions", 0, "steps", 0, "block", "steps", 0)
    found = {path: written.text[place.start : place.end] for path, place in written.positions.items()}
    assert found[*step, "then", 0] == "assign: x\n                  to: 1"
    assert found[*step, "then", 1, "args", 1] == "b"
    assert written.positions[*step, "then", 0][:2] == (9, 19)
    assert written.position((*step, "then", 0, "to")) == written.positions[*step, "then", 0]


def test_what_no_yaml_can_hold_is_refused():
    with pytest.raises(SpecError, match="surrogate"):
        write_spec(SpecFile(entity="\ud800"))
    with pytest.raises(SpecError, match="thousand"):
        write_spec(SpecFile(entity="X", fields=(Field(name="x" * 1100, type="text"),)))


def test_steps_nested_too_deep_are_refused():
    step = NothingStep()
    for _ in range(200):
        step = IfStep(condition="a", then=(step,))
    with pytest.raises(SpecError, match="deep"):
        lines_of(step)
