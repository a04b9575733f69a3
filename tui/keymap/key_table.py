"""Keys by the id of what they do, and what two ids that share one would mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tui.keymap.scenes import SCENES, Scene, scene_bindings

Keys = Mapping[str, tuple[str, ...]]
"""The keys of an id; an id that is not there keeps what it was declared with."""


@dataclass(frozen=True, slots=True)
class BoundAction:
    """What one id is called and reached by in one scene."""

    scene: str
    id: str
    title: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyClash:
    """One key in one scene that several ids ask for: all but the innermost are out of reach."""

    scene: str
    key: str
    ids: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is wrong, for a person."""
        return f"{self.key} does {' and '.join(self.ids)} in {self.scene}."


def scene_actions(scene: Scene, keys: Keys) -> list[BoundAction]:
    """Everything that can be done in a scene, with the keys that it has under a map."""
    found: dict[str, BoundAction] = {}
    for binding in scene_bindings(scene):
        name = binding.id or binding.action
        before = found[name].keys if name in found else ()
        own = keys.get(name) or (*before, *(() if binding.key in before else (binding.key,)))
        found[name] = BoundAction(scene.name, name, binding.description, own)
    return list(found.values())


def key_table(keys: Keys) -> list[BoundAction]:
    """Every scene's keys under a map."""
    return [each for scene in SCENES for each in scene_actions(scene, keys)]


def find_clashes(keys: Keys) -> list[KeyClash]:
    """Every key that two ids of one scene ask for."""
    return [clash for scene in SCENES for clash in _clashes(scene, keys)]


def _clashes(scene: Scene, keys: Keys) -> Iterator[KeyClash]:
    by_key: dict[str, list[str]] = {}
    for each in scene_actions(scene, keys):
        for key in each.keys:
            by_key.setdefault(key, []).append(each.id)
    return (KeyClash(scene.name, key, tuple(ids)) for key, ids in by_key.items() if len(ids) > 1)


def to_textual_keymap(keys: Keys) -> dict[str, str]:
    """A map as Textual takes it."""
    return {name: ",".join(each) for name, each in keys.items()}
