"""Personal keys over a preset."""

import pytest

from tui.keymap.key_names import textual_key_name
from tui.keymap.key_overrides import KeyMistake, choose_keys
from tui.keymap.key_table import scene_actions
from tui.keymap.scenes import all_scenes


def keys_of(name, keys):
    scene = next(scene for scene in all_scenes() if scene.name == "review")
    return next(each.keys for each in scene_actions(scene, keys) if each.id == name)


def test_ones_own_key_takes_the_place_of_the_presets():
    found = choose_keys("prodigy", {"review.reject": ["delete"]})
    assert (found.mistakes, keys_of("review.reject", found.keys)) == ((), ("delete",))


def test_what_a_preset_does_not_name_keeps_its_key():
    assert keys_of("review.flag", choose_keys("prodigy", {}).keys) == ("f",)


def test_an_unknown_action_is_reported_with_the_closest_and_the_others_work():
    found = choose_keys("vim", {"review.aprove": ["+"], "review.skip": ["+"]})
    assert found.mistakes == (
        KeyMistake("keys: there is no action `review.aprove`.", "Did you mean `review.approve`?"),
    )
    assert keys_of("review.skip", found.keys) == ("plus",)


def test_an_unknown_key_is_reported_and_the_action_keeps_its_default():
    found = choose_keys("vim", {"review.skip": ["ctl+s"]})
    assert ([slip.sentence for slip in found.mistakes], keys_of("review.skip", found.keys)) == (
        ["keys: `review.skip`: there is no key `ctl+s`."],
        ("s",),
    )


def test_a_clash_is_reported():
    assert [slip.sentence for slip in choose_keys("vim", {"review.skip": ["a"]}).mistakes] == [
        "a does review.approve and review.skip in review."
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [("?", "question_mark"), (",", "comma"), ("G", "G"), ("f3", "f3"), ("ctrl+s", "ctrl+s"), ("+", "plus")],
)
def test_a_key_is_written_as_what_it_types_or_by_its_name(written, name):
    assert textual_key_name(written) == name


@pytest.mark.parametrize("written", ["", "ctl+x", "escpe", "a+b"])
def test_what_is_no_key_has_no_name(written):
    assert textual_key_name(written) is None
