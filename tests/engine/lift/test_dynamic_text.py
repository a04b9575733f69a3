"""EXECUTE of a template or of joined pieces is shown as one text with its parts."""

import pytest

from engine.conversion import convert_file
from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.spec.document.filled_template import fill_template, split_template
from engine.spec.document.text_parts import parts_from_text
from engine.spec.steps.dynamic import DynamicQuery
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.execute_format import ExecuteFormatStep
from engine.spec.steps.execute_text import ExecuteTextStep
from engine.spec.steps.open import OpenStep
from engine.spec.steps.return_query import ReturnQueryStep
from engine.spec.steps.set_ import SetStep
from engine.spec.steps.step import Step, Steps


def lifted(text: str) -> Steps:
    return lift_body(parse_body(f"BEGIN {text} END"), ("actions", 0)).steps


def command(expression: str) -> Step:
    (step,) = lifted(f"EXECUTE {expression};")
    return step


@pytest.mark.parametrize(
    ("expression", "template"),
    [
        ("format('DROP TABLE %I.%I', a, b::text)", "DROP TABLE %I{a}.%I{b::text}"),
        ("format($q$SELECT 'it''s', %L$q$, f(a, b))", "SELECT 'it''s', %L{f(a, b)}"),
        ("format('SELECT ''{\"a\": 5%%}''')", "SELECT '{\"a\": 5%%}'"),
    ],
)
def test_the_arguments_of_a_template_are_in_their_places(expression: str, template: str) -> None:
    assert command(expression) == ExecuteFormatStep(template=template)


@pytest.mark.parametrize(
    ("expression", "args"),
    [
        ("format('DROP %1$I', a)", ("a",)),
        ("format('DROP %s', a, b)", ("a", "b")),
        ("format('DROP %s{a}', a)", ("a",)),
        ("format('DROP %-5s', a)", ("a",)),
        ("format('DROP %s', '{}')", ("'{}'",)),
        ("format('DROP %s', VARIADIC a)", ("VARIADIC a",)),
    ],
)
def test_other_templates_list_their_arguments(expression: str, args: tuple[str, ...]) -> None:
    step = command(expression)
    assert isinstance(step, ExecuteFormatStep)
    assert step.args == args or (step.args == () and "VARIADIC" in step.template)


def test_joined_pieces_are_one_text() -> None:
    assert command("'DROP {' || quote_ident(a) || '.' || b || '}'") == ExecuteTextStep(
        text="DROP {{{quote_ident(a)}.{b}}}"
    )


@pytest.mark.parametrize(
    "expression",
    [
        "a || b",
        "'a' || 'b' || c",
        "'a' || '' || c",
        "'a' || b = c",
        "'a' || /* why */ b",
        "format('DROP %s')",
        "pg_catalog.format('DROP %s', a)",
        "format(a, b)",
        "format('a') || b = c",
        "'a  \n' || b",
    ],
)
def test_every_other_command_is_an_expression(expression: str) -> None:
    assert isinstance(command(expression), ExecuteStep)


def test_the_variable_between_is_named() -> None:
    kept, run = lifted("n := 1; q := format('DROP %I', a); EXECUTE q INTO v USING n;")
    assert kept == SetStep(set=(("n", "1"),))
    assert run == ExecuteFormatStep(template="DROP %I{a}", via="q", using=("n",), into=("v",))


def test_the_comment_before_the_variable_is_the_note() -> None:
    (run,) = lifted("\n -- all gone\n q := 'DROP ' || a; EXECUTE q;")
    assert run == ExecuteTextStep(text="DROP {a}", via="q", note="all gone")


@pytest.mark.parametrize(
    "text",
    ["q := 'DROP ' || a; EXECUTE r;", "q := 'DROP ' || a;\n -- now\n EXECUTE q;", "q := a; EXECUTE q;"],
)
def test_a_command_made_elsewhere_or_otherwise_is_two_steps(text: str) -> None:
    assert len(lifted(text)) == 2


@pytest.mark.parametrize("template", ["%I and %s", "100% ", "%", "%%%I"])
def test_a_filled_template_is_split_again(template: str) -> None:
    args = tuple(f"a{place}" for place in range(template.count("%I") + template.count("%s")))
    filled = fill_template(template, args)
    assert filled is None or split_template(filled) == (template, args)


def test_a_brace_without_a_partner_is_an_error() -> None:
    with pytest.raises(ValueError, match="the brace at character 3"):
        parts_from_text("a }b")


def test_a_query_made_at_run_time_shows_its_parts() -> None:
    first, second, third = lifted(
        "RETURN QUERY EXECUTE format('SELECT * FROM %I', a) USING b; OPEN c FOR EXECUTE 'TABLE ' || a;"
        " RETURN QUERY EXECUTE a;"
    )
    assert isinstance(first, ReturnQueryStep) and first.query == DynamicQuery(
        template="SELECT * FROM %I{a}", using=("b",)
    )
    assert isinstance(second, OpenStep) and second.for_ == DynamicQuery(text="TABLE {a}")
    assert isinstance(third, ReturnQueryStep) and third.query == DynamicQuery(execute="a")


def test_a_routine_of_such_commands_is_proved() -> None:
    sql = (
        "CREATE FUNCTION f(a text) RETURNS void LANGUAGE plpgsql AS $$ DECLARE q text; BEGIN "
        "EXECUTE format('DROP TABLE %I', a); q := E'SELECT \\'{}\\' FROM ' || a; EXECUTE q; END $$;"
    )
    (conversion,) = convert_file(split(sql, "f.sql"))
    assert conversion.verdict is not None and conversion.verdict.kind is VerdictKind.PROVED
    assert "execute_text: SELECT '{{}}' FROM {a}" in conversion.spec
