"""Where keys are pressed: what lies in front, what has the focus in it, and what is reached from everywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

EVERYWHERE = "tui.app:DeckApp"
ROWS = "tui.widgets.row_list:RowList"
LINE = "tui.widgets.query_line:QueryInput"


@dataclass(frozen=True, slots=True)
class Scene:
    """One place: the nodes whose keys work there together, the innermost first."""

    name: str
    nodes: tuple[str, ...]


def _screen(name: str, kind: str, *inner: str) -> Scene:
    return Scene(name, (*inner, f"tui.screens.{name}:{kind}", EVERYWHERE))


def _dialog(name: str, module: str, kind: str) -> Scene:
    return Scene(name, (f"tui.dialogs.{module}:{kind}",))


SCENES = (
    _screen("inbox", "InboxScreen", ROWS),
    _screen("jobs", "JobsScreen", ROWS),
    _screen("projects", "ProjectsScreen", ROWS),
    _screen("journal", "JournalScreen", ROWS),
    _screen("activity", "ActivityScreen", ROWS),
    _screen("review", "ReviewScreen", "tui.diff.diff_view:DiffView"),
    Scene("below the diff", ("tui.review.panel:Panel",)),
    Scene("query", (LINE,)),
    Scene("edit", ("tui.editor.text_area:SpecArea", "tui.editor.edit_screen:EditScreen")),
    Scene("command line", ("tui.commands.command_line:CommandLine",)),
    Scene("palette", ("tui.commands.palette:Palette",)),
    Scene("help", ("tui.help.help_screen:HelpScreen",)),
    _dialog("reject", "reject_dialog", "RejectDialog"),
    _dialog("flag", "flag_dialog", "FlagDialog"),
    _dialog("many", "bulk_dialog", "BulkDialog"),
    _dialog("conflict", "conflict_dialog", "ConflictDialog"),
    _dialog("remark", "comment_dialog", "CommentDialog"),
    _dialog("waiver", "waiver_dialog", "WaiverDialog"),
    _dialog("view", "view_name_dialog", "SaveViewDialog"),
)


def node_class(path: str) -> type[DOMNode]:
    """The class that a path names."""
    module, _, kind = path.partition(":")
    return getattr(import_module(module), kind)


def own_bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that our own classes give a node, one a key; Textual's are its own affair."""
    for ours in kind.__mro__:
        if ours.__module__.split(".")[0] == "tui":
            yield from Binding.make_bindings(ours.__dict__.get("BINDINGS", ()))


def scene_bindings(scene: Scene) -> list[Binding]:
    """Every binding that works in a scene, the innermost first."""
    return [binding for path in scene.nodes for binding in own_bindings(node_class(path))]


def action_titles() -> Mapping[str, str]:
    """What each id does, for every binding there is."""
    return {binding.id: binding.description for scene in SCENES for binding in scene_bindings(scene) if binding.id}
