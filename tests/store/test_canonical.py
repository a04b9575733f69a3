"""Canonical JSON follows RFC 8785."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.core.canonical import NotCanonicalError, encode

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-1.7976931348623157e308, "-1.7976931348623157e+308"),
        (295147905179352830000.0, "295147905179352830000"),
        (1e21, "1e+21"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (333333333.33333329, "333333333.3333333"),
        (4.50, "4.5"),
        (1e30, "1e+30"),
        (100.0, "100"),
    ],
)
def test_numbers_are_written_as_ecmascript_does(number, text):
    assert encode(number) == text


def test_keys_are_sorted_by_utf16_units():
    # U+1F600 is D83D DE00 in UTF-16 and sorts before U+FB33, though its code point is larger.
    assert encode({"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "1": 4, "\r": 5}) == (
        '{"\\r":5,"1":4,"\u20ac":3,"\U0001f600":2,"\ufb33":1}'
    )


def test_only_what_must_be_is_escaped():
    assert encode('\u20ac$\x0f\nA\'B"\\\\"/\x7f') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800", {1: 2}, b"x", {"a"}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonicalError):
        encode(value)


@given(values)
def test_a_json_reader_gives_the_value_back(value):
    assert json.loads(encode(value), parse_int=float) == value  # JSON has one kind of number


@given(st.dictionaries(st.text(), st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value):
    assert encode(dict(reversed(value.items()))) == encode(value)
