"""The keys of each action, and the clashes between actions that share a key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tui.keymap.scene import Scene
from tui.keymap.scenes import all_scenes, scene_bindings

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the id of an action. An action that is missing keeps its default keys."""


@dataclass(frozen=True, slots=True)
class BoundAction:
    """One action in one scene, with its title and its keys."""

    scene: str
    id: str
    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyClash:
    """One key in one scene that several actions use: only the innermost can be reached."""

    scene: str
    key: str
    ids: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The clash in one sentence."""
        return f"{self.key} does {' and '.join(self.ids)} in {self.scene}."


def scene_actions(scene: Scene, keys: Keys) -> list[BoundAction]:
    """Return every action of a scene with its keys under a key map."""
    found: dict[str, BoundAction] = {}
    for binding in scene_bindings(scene):
        name = binding.id or binding.action
        action = found.setdefault(name, BoundAction(scene.name, name, binding.description, ()))
        own = keys.get(name) or tuple(dict.fromkeys((*action.keys, binding.key)))
        found[name] = replace(action, keys=own, title=binding.description)
    return list(found.values())


def key_table(keys: Keys) -> list[BoundAction]:
    """Return the actions of every scene with their keys under a key map."""
    return [each for scene in all_scenes() for each in scene_actions(scene, keys)]


def find_clashes(keys: Keys) -> list[KeyClash]:
    """Return every key that two actions of one scene share."""
    return [clash for scene in all_scenes() for clash in _clashes(scene, keys)]


def _clashes(scene: Scene, keys: Keys) -> Iterator[KeyClash]:
    by_key: dict[str, list[str]] = {}
    for each in scene_actions(scene, keys):
        for key in each.keys:
            by_key.setdefault(key, []).append(each.id)
    return (KeyClash(scene.name, key, tuple(ids)) for key, ids in by_key.items() if len(ids) > 1)


def to_textual_keymap(keys: Keys) -> dict[str, str]:
    """Convert a key map to the form that Textual accepts."""
    return {name: ",".join(each) for name, each in keys.items()}
