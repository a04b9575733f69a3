"""What a correction changed, by structure."""

from pathlib import Path

import pytest

from engine.conversion import convert_file
from engine.review.spec_difference import SpecChange, spec_difference
from engine.source.split_file import split
from engine.spec.reader import read_spec

SPEC = """\
module: f
schema: core
actions:
  - name: f
    returns: int
    traits: {language: plpgsql}
    steps:
      - if: a > 1
        then:
          - return: 1
      - return: 2
"""


def changes(new, old=SPEC):
    return spec_difference(read_spec(old), read_spec(new))


def test_specs_that_say_the_same_do_not_differ():
    assert changes(SPEC) == ()


def test_a_value_is_told_with_its_path_before_and_after():
    (change,) = changes(SPEC.replace("a > 1", "a > 2"))
    assert change == SpecChange(("actions", 0, "steps", 0, "condition"), "a > 1", "a > 2")


def test_a_step_that_is_added_stands_alone():
    (change,) = changes(SPEC.replace("      - return: 2\n", "      - return: 3\n      - return: 2\n"))
    assert change.path == ("actions", 0, "steps", 1)
    assert change.before is None
    assert change.after["is"] == "Return"


def test_a_step_that_is_taken_away_stands_alone():
    (change,) = changes(SPEC.replace("      - return: 2\n", ""))
    assert change.path == ("actions", 0, "steps", 1)
    assert change.after is None


def test_a_step_of_another_kind_is_told_whole():
    (change,) = changes(SPEC.replace("- return: 2", "- assign: v\n        to: 2"))
    assert (change.before["is"], change.after["is"]) == ("Return", "Assign")


def test_a_name_is_one_change_and_not_a_text_of_changes():
    assert [each.path for each in changes(SPEC.replace("returns: int", "returns: bigint"))] == [
        ("actions", 0, "returns")
    ]


SAMPLE = Path(__file__).parents[3] / "specdeck" / "sample" / "db"


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("0[3-6]*.sql")), ids=lambda path: path.stem)
def test_any_two_specs_differ_in_something_and_each_in_nothing_from_itself(path):
    specs = [read_spec(each.spec) for each in convert_file(split(path.read_text(), path.name)) if each.ok][:12]
    for one in specs:
        for other in specs:
            assert (spec_difference(one, other) == ()) == (one == other)
