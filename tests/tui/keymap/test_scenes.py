"""Every key of the deck has a lasting id and a description, and does one thing in one place."""

import ast
from pathlib import Path

import pytest

import tui
from tui.keymap.key_names import textual_key_name
from tui.keymap.key_overrides import choose_keys, preset_keys, preset_names
from tui.keymap.key_table import find_clashes
from tui.keymap.scenes import action_titles, all_scenes, node_class, scene_bindings
from tui.screen_registry import SCREENS

HOUSE = Path(tui.__file__).parent


def classes_with_keys() -> set[str]:
    """Every class of the deck that declares bindings, as its source says."""
    found = set()
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(_names_bindings(each) for each in node.body):
                found.add(node.name)
    return found


def _names_bindings(statement: ast.stmt) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == "BINDINGS" for target in targets)


def classes_in_scenes() -> set[str]:
    return {ours.__name__ for scene in all_scenes() for path in scene.nodes for ours in node_class(path).__mro__}


def test_every_class_that_declares_keys_is_in_a_scene():
    assert classes_with_keys() - classes_in_scenes() == set()


def test_every_screen_is_a_scene():
    assert {place.name for place in SCREENS} <= {scene.name for scene in all_scenes()}


@pytest.mark.parametrize("scene", all_scenes(), ids=lambda scene: scene.name)
def test_every_binding_has_an_id_and_a_description(scene):
    assert [each for each in scene_bindings(scene) if not (each.id and each.description)] == []


@pytest.mark.parametrize("name", preset_names())
def test_no_preset_has_a_clash(name):
    assert choose_keys(name, {}).mistakes == ()


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_names_actions_and_keys_that_there_are(name):
    keys = preset_keys(name)
    assert (
        set(keys) - set(action_titles()),
        [key for each in keys.values() for key in each if not textual_key_name(key)],
    ) == (
        set(),
        [],
    )


def test_two_actions_of_one_place_with_one_key_clash():
    found = find_clashes({"review.skip": ("a",)})
    assert [(clash.scene, clash.key, clash.ids) for clash in found] == [
        ("review", "a", ("review.approve", "review.skip"))
    ]
