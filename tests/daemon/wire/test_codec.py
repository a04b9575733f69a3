"""Wire values survive a round trip, and a wrong value is refused by name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daemon.wire import codec
from daemon.wire.errors import MalformedError
from daemon.wire.event import Event
from daemon.wire.project import NewProject


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    size: float


@dataclass(frozen=True, slots=True)
class Whole:
    colour: Colour
    parts: tuple[Part, ...]
    facts: Mapping[str, object]
    number: int
    sure: bool
    note: str | None = None


facts = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()))
parts = st.builds(Part, st.text(), st.floats(allow_nan=False, allow_infinity=False))
wholes = st.builds(
    Whole,
    st.sampled_from(Colour),
    st.lists(parts).map(tuple),
    facts,
    st.integers(),
    st.booleans(),
    st.none() | st.text(),
)


@given(wholes)
def test_values_survive_a_round_trip(whole):
    assert codec.from_json_text(Whole, codec.json_bytes(whole)) == whole


@given(wholes, facts)
def test_keys_of_a_newer_peer_are_ignored(whole, extra):
    data = {f"new {key}": value for key, value in extra.items()} | codec.to_json(whole)
    assert codec.from_json(Whole, data) == whole


GOOD = {"colour": "red", "parts": [], "facts": {}, "number": 1, "sure": True}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"number": None}, "Whole.number is NoneType, not int."),
        ({"number": True}, "Whole.number is bool, not int."),
        ({"number": "1"}, "Whole.number is str, not int."),
        ({"sure": 1}, "Whole.sure is int, not bool."),
        ({"colour": "green"}, "Whole.colour is 'green', not one of red, blue."),
        ({"parts": [{"name": "a"}]}, "Whole.parts[0] has no 'size'."),
        ({"parts": {}}, "Whole.parts is dict, not list."),
        ({"facts": []}, "Whole.facts is list, not dict."),
        ({"note": 3}, "Whole.note is int, not str."),
    ],
)
def test_a_wrong_value_is_named(change, sentence):
    with pytest.raises(MalformedError) as refused:
        codec.from_json(Whole, GOOD | change)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("missing", GOOD)
def test_a_missing_key_is_named(missing):
    with pytest.raises(MalformedError, match=f"has no '{missing}'"):
        codec.from_json(Whole, {key: value for key, value in GOOD.items() if key != missing})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_other_json_is_refused_as_malformed(data):
    with pytest.raises(MalformedError):
        codec.from_json_text(Event, json.dumps(data))


def test_text_that_is_not_json_is_refused():
    with pytest.raises(MalformedError, match="not JSON"):
        codec.from_json_text(Event, b"<html>")


@pytest.mark.parametrize(
    ("name", "folders"),
    [
        ("", ["/db"]),
        (" a", ["/db"]),
        ("a/b", ["/db"]),
        ("a\n", ["/db"]),
        ("a" * 101, ["/db"]),
        ("a", []),
        ("a", ["db"]),
        ("a", ["/d\0b"]),
    ],
)
def test_a_value_checks_itself_on_either_side(name, folders):
    with pytest.raises(MalformedError, match="NewProject"):
        codec.from_json(NewProject, {"name": name, "folders": folders})
