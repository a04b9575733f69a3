"""The short forms of a field and of its own two types."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.spec.document.field import Field
from engine.spec.document.field_text import field_from_text, field_parts, field_text
from engine.spec.document.field_type import enum_labels, enum_text, ref_target, ref_text

words = st.from_regex(r"[A-Za-z_]\w{0,8}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("text", ("text", None, True)),
        ("text!", ("text", None, False)),
        ("text = 'draft'!", ("text", "'draft'", False)),
        ("boolean = a = b", ("boolean", "a = b", True)),
        ("text = 'a!'", ("text", "'a!'", True)),
    ],
)
def test_a_short_form_is_type_default_and_not_null(text, parts):
    assert field_parts(text) == parts
    assert field_text(field_from_text("a", text)) == text


@pytest.mark.parametrize(
    "field",
    [
        Field(name="a", type="text", default="b!"),
        Field(name="a", type="x = y"),
        Field(name="a", type="text", description="said"),
        Field(name="a", type="text", generated="1", stored=True),
    ],
)
def test_a_field_that_the_short_form_would_change_has_none(field):
    assert field_text(field) is None


@given(st.builds(Field, name=st.just("a"), type=st.text(), default=st.none() | st.text(), nullable=st.booleans()))
def test_a_short_form_never_lies(field):
    text = field_text(field)
    assert text is None or field_from_text("a", text) == field


@given(st.lists(words, min_size=1))
def test_labels_come_back_from_an_enum(labels):
    assert enum_labels(enum_text(labels)) == tuple(labels)


@given(st.none() | words, words)
def test_the_target_comes_back_from_a_reference(schema, entity):
    assert ref_target(ref_text(schema, entity)) == (schema, entity)


@pytest.mark.parametrize("kind", ["text", "enum", "enum()", "sales.enum(a)", "ref", "ref(a.b.c)", "numeric(12,2)"])
def test_any_other_type_is_sql(kind):
    assert enum_labels(kind) is None
    assert ref_target(kind) is None
