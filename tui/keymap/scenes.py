"""The places where keys are pressed: a screen with its focused widget, or whatever covers it."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

from daemon.wire.discovery import discover
from tui.keymap.scene import Scene
from tui.screen_registry import SCREENS
from tui.screen_spec import ScreenSpec

EVERYWHERE = "tui.app:DeckApp"


def screen_scene(spec: ScreenSpec) -> Scene:
    """Return the scene of a screen: its focused widgets, itself, and the keys that work everywhere."""
    kind = spec.load()
    return Scene(spec.name, (*spec.nodes, f"{kind.__module__}:{kind.__qualname__}", EVERYWHERE))


def all_scenes() -> tuple[Scene, ...]:
    """Return every scene: the screens, the dialogs, and what else takes keys."""
    return (
        *map(screen_scene, SCREENS),
        Scene("below the diff", ("tui.review.panels.panel:Panel",)),
        Scene("details", ("tui.widgets.fact_panel:FactPanel",)),
        Scene("query", ("tui.widgets.query_line:QueryInput",)),
        Scene("edit", ("tui.editor.text_area:SpecArea", "tui.editor.edit_screen:EditScreen")),
        Scene("command line", ("tui.commands.command_line:CommandLine",)),
        Scene("palette", ("tui.commands.palette:Palette",)),
        Scene("help", ("tui.help.help_screen:HelpScreen",)),
        *discover("tui.dialogs", "SCENE", Scene),
    )


def node_class(path: str) -> type[DOMNode]:
    """Import a class given as `module:Class`."""
    module, _, kind = path.partition(":")
    return getattr(import_module(module), kind)


def own_bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """Yield the bindings that our classes add to a node, one for each key; Textual's own are left out."""
    for ours in kind.__mro__:
        if ours.__module__.split(".")[0] == "tui":
            yield from Binding.make_bindings(ours.__dict__.get("BINDINGS", ()))


def scene_bindings(scene: Scene) -> list[Binding]:
    """Return every binding that works in a scene, the innermost first."""
    return [binding for path in scene.nodes for binding in own_bindings(node_class(path))]


def action_titles() -> Mapping[str, str]:
    """Return what each action does, by id, for every binding of every scene."""
    return {each.id: each.description for scene in all_scenes() for each in scene_bindings(scene) if each.id}
