"""What the reader refuses: every second way to write a thing, each with its place and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.spec.format_spec import format_spec
from engine.spec.reader import read_spec, read_spec_bytes
from engine.spec.spec_error import SpecError

ROUTINE = """\
entity: Order
actions:
  - name: f
    steps:
      - {step}
"""


def refusal(text):
    with pytest.raises(SpecError) as caught:
        read_spec(text, "specql/order.yaml")
    return caught.value


def step(text):
    return ROUTINE.replace("{step}", text.replace("\n", "\n        "))


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "says"),
    [
        ("entity: X\nfrobnicate: 1\n", "unknown", 2, 1, "is not a key here"),
        ("entity: X\ndescripton: a\n", "unknown", 2, 1, "did you mean `description`?"),
        ("entity: X\nentity: Y\n", "duplicate", 2, 1, "`entity` is repeated"),
        ("entity: X\nmodule: y\n", "one_of", 1, 1, "Exactly one of `entity` and `module`"),
        ("schema: s\n", "one_of", 1, 1, "Exactly one of `entity` and `module`"),
        ("entity: X\nactions: []\n", "second_way", 2, 10, "leave it out"),
        ("entity: X\nactions: x\n", "type", 2, 10, "a list belongs"),
        ("entity: X\nactions:\n", "type", 2, 9, "a list belongs"),
        ("entity: X\nactions: [{name: f}]\n", "missing", 2, 11, "`steps` is missing"),
        ("entity:\n", "empty", 1, 8, "missing"),
        ("- a\n", "type", 1, 1, "a mapping belongs"),
        ("", "empty", 1, 1, "empty"),
        ("entity: X # title\n", "comment", 1, 11, "write it as `note:`"),
        ("# title\nentity: X\n", "comment", 1, 1, "comment"),
        ("entity: X\n# end", "comment", 2, 1, "comment"),
        ("entity: X\nnote: |- # why\n  a\n", "comment", 2, 7, "comment"),
        ("entity: &a X\n", "anchor", 1, 9, "anchors"),
        ("entity: X\nschema: *a\n", "alias", 2, 9, "aliases"),
        ("entity: !!str X\n", "tag", 1, 9, "tags"),
        ("entity: X\n---\nentity: Y\n", "document", 2, 1, "second document"),
        ("---\nentity: X\n", "document", 1, 1, "one document"),
        ("entity: X\n...\n", "document", 2, 1, "one document"),
        ("%YAML 1.2\n---\nentity: X\n", "document", 1, 1, "one document"),
        ("entity: X\r\n", "character", 1, 10, "line feeds only"),
        ("\ufeffentity: X\n", "character", 1, 1, "byte order mark"),
        ("entity: X\x00\n", "character", 1, 10, "NUL"),
        ("entity: a\u2028b\n", "character", 1, 10, "U+2028"),
        ("entity:\tX\n", "tab", 1, 8, "spaces"),
        ("entity: X\nsource:\n\tfile: a\n", "yaml", 3, 1, "indent with spaces"),
        ("? entity\n: X\n", "key", 1, 1, "`key: value`"),
        ("{a: b}: c\n", "key", 1, 1, "a text as the key"),
        ("entity: 'a\n", "yaml", 2, 1, "not valid YAML"),
        ("entity: X\nfields: {a: text, a: text}\n", "duplicate", 2, 19, "is repeated"),
        ("entity: X\nfields:\n  a: {type: text}\n", "second_way", 3, 6, "write `a: text`"),
        ("entity: X\nfields:\n  a: {type: text, nullable: true}\n", "second_way", 3, 29, "leave it out"),
        ("entity: X\nfields: [a]\n", "type", 2, 9, "a mapping of fields belongs"),
        ("entity: X\nfields:\n  <<: text\n", "style", 3, 3, '"<<"'),
        ("entity: X\n\"schema\": s\n", "unknown", 2, 1, "is not a key here"),
        ("entity: X\ntriggers:\n  - {timing: before, events: [update: [a]]}", "style", 3, 31, "{"),
    ],
)  # fmt: skip
def test_a_file_is_refused_with_the_place_and_the_way_out(text, code, line, column, says):
    error = refusal(text)
    assert (error.code, error.line, error.column) == (f"spec.{code}", line, column), error
    assert says in f"{error.sentence} {error.hint}"
    assert str(error).startswith("specql/order.yaml:")


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("return: 'abc'", "style", "write it as: - return: abc"),
        ("return: NULL", "style", 'write it as: - return: "NULL"'),
        ("return: 1.50", "style", '"1.50"'),
        ('return: "abc"', "style", "return: abc"),
        ("return: \"a\\x41\"", "style", "return: aA"),
        ("return: >-\n  a", "style", "return: a"),
        ("return: a\n  b", "style", "return: a b"),
        ("return: doc #>> x", "comment", "`#`"),
        ("assign: \"Order\"\nto: 1", "style", "assign: Order"),
        ("query: SELECT 1\ninto: [a]", "second_way", "without brackets"),
        ("query: SELECT 1\ninto: []", "second_way", "without brackets"),
        ("query: SELECT 1\nstrict: true", "needs", "`into`"),
        ("query: SELECT 1\ninto: a\nstrict: false", "second_way", "leave it out"),
        ("query: SELECT 1\ninto: a\nstrict: yes", "unknown", "flag"),
        ("execute: x\nusing: [f(a, b)]", "cut", "brackets"),
        ("execute: x\nusing: [x = 'a, b']", "cut", "quotes"),
        ("asign: x\nto: 1", "unknown", "did you mean `assign`?"),
        ("retrun: x\nnote: why", "unknown", "did you mean `return`?"),
        ("dynamic_sql: x", "unknown", "it is called `execute`"),
        ("assign: x\nquery: SELECT 1\nto: 1", "two_kinds", "`assign` and `query`"),
        ("assign: x", "missing", "`to`"),
        ("assign: x\nto: 1\nwhere: 2", "unknown", "`where` is not a key here"),
        ("assign: x\nto: [1]", "type", "SQL belongs"),
        ("assign: x\nto:", "empty", "SQL belongs"),
        ("nothing: 1", "type", "takes no value"),
        ("nothing: \"\"", "type", "takes no value"),
        ("raise: fatal", "unknown", "`debug`"),
        ("raise: notice\nargs: [a]", "needs", "`message`"),
        ("raise: notice\nmessage: a\ncondition: b", "not_both", "cannot be used together"),
        ("foreach: x\nin: a\nslice: 01\nloop: []", "type", "whole number"),
        ("loop: []\nwhile: x\nfor_range: i", "two_kinds", "one kind"),
        ("if: x\nthen:", "type", "a list belongs"),
        ("{}", "kind", "empty"),
        ("assign", "type", "a step belongs"),
        ("insert: {table: t, values: {a: 1}, on_conflict: {target: (a)}}", "one_of", "`do` and `set`"),
        ("insert: t", "type", "a mapping belongs"),
        ("note: |- # c\n  x", "comment", "comment"),
    ],
)  # fmt: skip
def test_a_step_is_refused_with_the_way_out(text, code, says):
    error = refusal(step(text))
    assert error.code == f"spec.{code}", error
    assert says in f"{error.sentence} {error.hint}"


def test_a_block_is_always_a_way_to_write_sql():
    assert read_spec(step("return: |-\n  abc")) == read_spec(step("return: abc"))


def test_prose_may_be_written_in_any_style():
    folded = read_spec(step("validate: a > 0\nerror: >-\n  it must\n  be so"))
    assert folded == read_spec(step("validate: a > 0\nerror: 'it must be so'"))


def test_the_order_of_keys_and_the_layout_are_free_and_fmt_mends_them():
    given = 'actions: [{steps: [{to: 1, assign: a}],\n   name: f}]\nentity: "X"\n'
    assert format_spec(given) == "entity: X\nactions:\n  - name: f\n    steps:\n      - assign: a\n        to: 1\n"


def test_all_mistakes_of_a_file_are_told_in_their_order():
    error = refusal("entity: X\nfrobnicate: 1\nactions: x\nschema: 'y'\n")
    assert [(one.line, one.code) for one in (error, *error.others)] == [
        (2, "spec.unknown"),
        (3, "spec.type"),
        (4, "spec.style"),
    ]


def test_bytes_that_are_no_utf8_are_refused_with_their_line():
    with pytest.raises(SpecError) as caught:
        read_spec_bytes(b"entity: X\ndescription: caf\xe9\n", "order.yaml")
    assert (caught.value.code, caught.value.line) == ("spec.encoding", 2)


def test_deep_nesting_is_refused_within_bounds():
    assert refusal("entity: " + "[" * 100_000).code in ("spec.too_deep", "spec.yaml")
    assert refusal("a: " + "{a: " * 500 + "b" + "}" * 500 + "\n").code == "spec.too_deep"


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("abc:-#[]{}'\"|>&*!? \n\t\\~,"), max_size=60) | st.text(max_size=60))
def test_whatever_is_read_is_a_spec_or_an_error_with_a_place(text):
    try:
        read_spec("entity: X\nactions:\n  - " + text)
    except SpecError as error:
        assert error.line >= 1
        assert error.column >= 1
        assert error.sentence


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_whatever_bytes_are_read_are_a_spec_or_an_error(content):
    try:
        read_spec_bytes(b"entity: X\ndescription: " + content)
    except SpecError as error:
        assert error.code
