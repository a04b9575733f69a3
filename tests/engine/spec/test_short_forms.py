"""Short forms: records by name, steps with a condition, files without a title."""

import pytest

from engine.spec.model import Action, Param, SpecFile, VariableDeclaration
from engine.spec.reader import read_spec
from engine.spec.spec_error import SpecError
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.writer import write_spec


def file_of(action: Action) -> SpecFile:
    return SpecFile(module=action.name, actions=(action,))


def written(action: Action) -> str:
    return write_spec(file_of(action)).text


def action_of(keys: str) -> Action:
    return read_spec(f"actions:\n  - name: f\n{keys}\n    steps: []\n").actions[0]


@pytest.mark.parametrize(
    ("param", "text"),
    [
        (Param(name="a", type="int"), "a: int"),
        (Param(name="a", type="int", default="1"), "a: int = 1"),
        (Param(name="a", type="text", mode="out"), "a: out text"),
        (Param(type="int"), "$1: int"),
        (Param(name="a", type="int", note="why"), "a: {type: int, note: why}"),
        (Param(name="a", type="out int"), "a: {type: out int}"),
    ],
)
def test_a_parameter_is_written_by_its_name(param: Param, text: str) -> None:
    action = Action(name="f", params=(param,), steps=())
    assert f"    params: {{{text}}}\n" in written(action)
    assert read_spec(written(action)).actions == (action,)


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        (
            "v: constant text = 'x'!",
            VariableDeclaration(name="v", type="text", constant=True, default="'x'", not_null=True),
        ),
        ("v: int!", VariableDeclaration(name="v", type="int", not_null=True)),
    ],
)
def test_a_variable_is_written_by_its_name(text: str, variable: VariableDeclaration) -> None:
    assert action_of(f"    declare: {{{text}}}").declare == (variable,)


def test_two_parameters_of_one_name_are_a_list() -> None:
    action = Action(name="f", params=(Param(name="a", type="int"), Param(name="a", type="text", mode="out")), steps=())
    assert "      - {name: a, type: int}\n      - {name: a, type: text, mode: out}\n" in written(action)
    assert read_spec(written(action)).actions == (action,)


def test_the_list_form_is_read_too() -> None:
    assert action_of("    params: [{name: a, type: int}]").params == (Param(name="a", type="int"),)


def test_the_number_of_a_parameter_without_a_name_is_its_place() -> None:
    with pytest.raises(SpecError, match="This is entry 2"):
        action_of("    params: {a: int, $3: int}")


def test_a_long_form_that_says_no_more_is_refused() -> None:
    with pytest.raises(SpecError, match="The short form is enough"):
        action_of("    params: {a: {type: int}}")


def test_an_if_around_one_plain_step_is_that_step_with_a_condition() -> None:
    step = IfStep(condition="a IS NULL", note="nothing to do", then=(ReturnStep(value="b"),))
    text = written(Action(name="f", steps=(step,)))
    assert "      - return: b\n        when: a IS NULL\n        note: nothing to do\n" in text
    assert read_spec(text).actions[0].steps == (step,)


def test_the_step_under_a_condition_has_its_place() -> None:
    step = IfStep(condition="a", then=(ReturnStep(value="b"),))
    positions = write_spec(file_of(Action(name="f", steps=(step,)))).positions
    assert positions["actions", 0, "steps", 0, "then", 0].line == 4


def test_an_if_with_more_in_it_stays_an_if() -> None:
    twice = IfStep(condition="a", then=(ReturnStep(value="b"), ReturnStep(value="c")))
    noted = IfStep(condition="a", then=(ReturnStep(value="b", note="c"),))
    otherwise = IfStep(condition="a", then=(ReturnStep(value="b"),), otherwise=())
    text = written(Action(name="f", steps=(twice, noted, otherwise)))
    assert text.count("- if: a\n") == 3


def test_a_file_of_one_action_needs_no_title() -> None:
    text = "actions:\n  - name: s.f\n    steps: []\n"
    assert read_spec(text) == SpecFile(module="f", schema="s", actions=(Action(name="f", steps=()),))
    assert write_spec(read_spec(text)).text == text


def test_a_schema_key_beside_one_action_is_read_too() -> None:
    text = "schema: s\nactions:\n  - name: f\n    steps: []\n"
    assert read_spec(text) == SpecFile(module="f", schema="s", actions=(Action(name="f", steps=()),))


def test_a_quoted_name_with_a_dot_keeps_its_schema_apart() -> None:
    spec = SpecFile(module='"a.b"', schema='"S.x"', actions=(Action(name='"a.b"', steps=()),))
    assert read_spec(write_spec(spec).text) == spec


def test_a_file_of_two_actions_needs_a_title() -> None:
    with pytest.raises(SpecError, match="Exactly one of `entity` and `module`"):
        read_spec("actions:\n  - {name: f, steps: []}\n  - {name: g, steps: []}\n")
