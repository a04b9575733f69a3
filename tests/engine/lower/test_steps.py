"""Each step kind to its SQL."""

import re
from pathlib import Path
from textwrap import dedent, indent

import pytest

from engine.lower.action import lower_action
from engine.lower.error import LowerError
from engine.plpgsql import parse_body
from engine.spec.reader import read_spec

STEPS = dict(
    found.groups()
    for found in re.finditer(
        r"^=== (.*)\n((?:.*\n)+?)(?=\n*===|\Z)", Path(__file__).with_name("steps.txt").read_text("utf-8"), re.MULTILINE
    )
)
"""Name to `steps --- SQL`."""


def pair(name: str) -> tuple[str, str]:
    steps, _, sql = STEPS[name].strip("\n").partition("\n---\n")
    return steps, sql


def lowered(steps: str) -> str:
    text = (
        "module: m\nactions:\n  - name: f\n    returns: int\n    traits: {language: plpgsql}\n    steps:\n"
        + indent(steps, " " * 6)
        + "\n"
    )
    spec = read_spec(text)
    return lower_action(spec.actions[0], spec)


def body(sql: str) -> str:
    return sql.partition("$$")[2].rpartition("$$")[0]


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_lowered_to_this_sql(name: str) -> None:
    steps, expected = pair(name)
    assert body(lowered(steps)) == f"\nBEGIN\n{indent(expected, '    ')}\nEND;\n"


@pytest.mark.parametrize("name", [name for name in STEPS if name != "raw"])
def test_what_is_lowered_is_understood_again(name: str) -> None:
    assert not parse_body(body(lowered(pair(name)[0]))).opaque


def test_lines_inside_a_literal_are_not_moved() -> None:
    steps = "- query: |-\n    SELECT 'a\n      b'\n      FROM t"
    assert "    SELECT 'a\n  b'\n      FROM t;" in lowered(steps)


def test_more_follows_a_comment_on_a_new_line() -> None:
    sql = lowered("- if: a -- why\n  then:\n    - return: a -- how")
    assert dedent("""\
        IF a -- why
        THEN
            RETURN a -- how
            ;
        END IF;
    """) in dedent(body(sql).replace("BEGIN\n", "").replace("END;", ""))


def test_a_carriage_return_in_a_note_cannot_end_its_comment() -> None:
    sql = lowered('- nothing:\n  note: "x\\rDROP TABLE t;"')
    assert "-- x\n    -- DROP TABLE t;\n    NULL;" in sql


def test_a_long_statement_has_an_item_a_line() -> None:
    columns = ", ".join(f"column_number_{number}: value_{number}" for number in range(9))
    sql = lowered(f"- update:\n    table: t\n    set: {{{columns}}}\n    where: a = 1")
    assert "    UPDATE t\n    SET\n        column_number_0 = value_0,\n        column_number_1 = value_1,\n" in sql
    assert "        column_number_8 = value_8\n    WHERE a = 1;" in sql


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ("- on_event:\n    upsert: []", "`on_event` does not know the event upsert"),
        ("- on_event:\n    else: []\n    insert: []", "`on_event` does not know the event else"),
        ("- lookup: TABLE t\n  if_found: []", "a `lookup` without `into` is not a SELECT"),
        ("- lookup: SELECT a\n  into: [v, w]\n  if_null: []", "does not say which of them is NULL"),
        ("- execute_format: DROP %I", "the place %I has no argument"),
        ("- execute_text: DROP }", "the brace at character 6 has no partner"),
        ("- insert: {table: t, values: {a: x}, from: u, where: z}", "has both `from` and `where`"),
    ],
)
def test_a_step_that_means_no_sql_is_an_error(steps: str, sentence: str) -> None:
    with pytest.raises(LowerError, match=re.escape(sentence)):
        lowered(steps)
