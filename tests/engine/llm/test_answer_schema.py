"""Answer schemas: only what is enforced is allowed; the grammar and the validation agree."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.llm.schema.answer_schema import AnswerSchema, SchemaError
from engine.llm.schema.build_schema import items, number, one_of, optional, record, text, yes_or_no
from engine.llm.schema.grammar import compile_grammar
from engine.llm.schema.integer_rule import integer_rule
from engine.llm.schema.longest_answer import longest_answer
from engine.llm.schema.validate_answer import MAX_ANSWER, validate_answer

ANSWER = record(
    evidence=items(text(20), 3, 1), kind=one_of("table", 'fun"ction'), score=number(0, 100), note=optional(text(9))
)
GOOD = {"evidence": ["line 3"], "kind": "table", "score": 7, "note": None}


@given(low=st.integers(-1500, 1500), width=st.integers(0, 700))
def test_the_rule_of_a_range_gives_exactly_its_integers(low: int, width: int) -> None:
    high = low + width
    pattern = re.compile(integer_rule(low, high).replace(" ", "").replace('"', ""))
    said = {value for value in range(-2500, 2500) if pattern.fullmatch(str(value))}
    assert said == set(range(low, high + 1))


@pytest.mark.parametrize("text", ["00", "-0", "007", "+1", "1.0"])
def test_the_rule_of_a_range_gives_one_form_of_each_integer(text: str) -> None:
    assert not re.fullmatch(integer_rule(-20, 300).replace(" ", "").replace('"', ""), text)


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"type": "number"},
        {"type": "string"},
        {"type": "string", "maxLength": 5, "pattern": "a"},
        {"type": "string", "maxLength": 5000},
        {"type": "integer", "minimum": 3, "maximum": 2},
        {"type": "integer", "minimum": 3},
        {"type": "array", "items": yes_or_no()},
        {"type": "array", "maxItems": 1000, "items": yes_or_no()},
        {"type": "object", "properties": {"a": yes_or_no()}, "required": [], "additionalProperties": False},
        {"type": "object", "properties": {"a": yes_or_no()}, "required": ["a"]},
        {"enum": []},
        {"$ref": "#"},
        {"oneOf": [yes_or_no()]},
    ],
)
def test_a_schema_that_would_not_be_enforced_is_refused(schema: AnswerSchema) -> None:
    with pytest.raises(SchemaError) as raised:
        compile_grammar(schema)
    assert raised.value.code == "llm.schema"


def test_a_schema_that_is_nested_too_deeply_is_refused() -> None:
    schema = yes_or_no()
    for _ in range(20):
        schema = record(a=schema)
    with pytest.raises(SchemaError):
        compile_grammar(schema)


def test_a_grammar_is_plain_ascii_and_defines_every_rule_that_it_uses() -> None:
    grammar = compile_grammar(ANSWER)
    assert grammar.isascii()
    defined = {line.split(" ::= ")[0] for line in grammar.splitlines()}
    bare = re.sub(r'"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}', " ", grammar.replace(" ::= ", " "))
    assert set(re.findall(r"[a-z][a-z0-9-]*", bare)) <= defined


def test_a_good_answer_is_its_value() -> None:
    assert validate_answer(ANSWER, json.dumps(GOOD)).value == GOOD


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"score": 101}, "answer.score is an integer from 0 to 100"),
        ({"score": True}, "answer.score is an integer from 0 to 100"),
        ({"score": 7.0}, "answer.score is an integer from 0 to 100"),
        ({"kind": "view"}, 'answer.kind is one of ["table", "fun\\"ction"]'),
        ({"evidence": []}, "answer.evidence is a list of 1 to 3 items"),
        ({"evidence": [3]}, "answer.evidence[0] is a text of 0 to 20 characters"),
        ({"note": "0123456789"}, "answer.note is a text of 0 to 9 characters"),
        ({"note": "\ud800"}, "answer.note has a character that no text can hold"),
        ({"extra": 1}, "answer is an object with the keys evidence, kind, score, note, in this order"),
    ],
)
def test_a_bad_answer_says_where_and_what_was_expected(change: dict[str, object], message: str) -> None:
    assert validate_answer(ANSWER, json.dumps({**GOOD, **change})).messages == (message,)


@pytest.mark.parametrize(
    "answer", ["", "{", "[" * 50_000, '{"a": NaN}', '{"a": 1, "a": 2}', "x" * (MAX_ANSWER + 1), '"' + "\\ud800" * 3]
)
def test_no_text_ends_in_an_exception(answer: str) -> None:
    assert not validate_answer(ANSWER, answer).ok


@pytest.mark.parametrize("character", ["a", '"'])
def test_the_longest_answer_is_exactly_as_long_as_its_bounds_say(character: str) -> None:
    longest = {
        "evidence": [character * 20] * 3,
        "kind": 'fun"ction',
        "score": 100,
        "note": character * 9,
    }
    each = len(json.dumps(character)) - len('""')
    assert len(json.dumps(longest)) == longest_answer(ANSWER, each)


def test_null_may_be_the_longest_answer() -> None:
    assert longest_answer(optional(text(1))) == len("null")
