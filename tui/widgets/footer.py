"""The last line: the keys that work now, the most used first, as many as fit."""

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import ActiveBinding, Screen
from textual.widget import Widget
from textual.widgets import Input

HELP = "app.help"
HELP_WHILE_TYPING = "f1"
GAP = 2


@dataclass(frozen=True, slots=True)
class Hint:
    """One key and what it does; a click runs its `binding`."""

    key: str
    does: str
    binding: ActiveBinding

    @property
    def cells(self) -> int:
        return Content(f"{self.key} {self.does}").cell_length


def key_hints(screen: Screen[object]) -> list[Hint]:
    """Return the available keys, one for each action: those of the screen before those of the focused widget."""
    found: dict[str, Hint] = {}
    for active in screen.active_bindings.values():
        binding, name = active.binding, active.binding.id
        if name and name not in found and active.enabled and (binding.show or name == HELP):
            found[name] = Hint(_key(screen, binding), binding.description, active)
    return sorted(found.values(), key=lambda hint: hint.binding.node is not screen)


def _key(screen: Screen[object], binding: Binding) -> str:
    """Return the key of a binding; where `?` is a character that is typed, help has another one."""
    if binding.id == HELP and isinstance(screen.focused, Input):
        return HELP_WHILE_TYPING
    return screen.app.get_key_display(binding)


def fit_hints(hints_: list[Hint], width: int) -> list[Hint]:
    """Return the hints that fit in a width. Help is always among them, because it lists the rest."""
    last = [hint for hint in hints_ if hint.binding.binding.id == HELP]
    room = width - sum(hint.cells + GAP for hint in last)
    chosen = []
    for hint in hints_:
        if hint in last:
            continue
        room -= hint.cells + GAP
        if room < 0:
            break
        chosen.append(hint)
    return [*chosen, *last]


class Footer(Widget):
    """Repainted only when other keys apply, so that an idle terminal receives nothing."""

    DEFAULT_CSS = "Footer { dock: bottom; height: 1; padding: 0 1; background: $panel; }"

    def __init__(self) -> None:
        super().__init__()
        self._hints: list[Hint] = []
        self._shown: list[tuple[str, str]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._look)

    def on_resize(self) -> None:
        self._look(self.screen)

    def on_click(self, event: events.Click) -> None:
        place = event.x - self.styles.padding.left
        for hint in self._hints:
            if 0 <= place < hint.cells:
                self.run_worker(self.app.run_action(hint.binding.binding.action, hint.binding.node), group="acts")
                return
            place -= hint.cells + GAP

    def render(self) -> Content:
        parts = [Content.assemble((hint.key, "$accent"), " ", hint.does) for hint in self._hints]
        return Content(" " * GAP).join(parts)

    def _look(self, screen: Screen[object]) -> None:
        self._hints = fit_hints(key_hints(screen), self.content_size.width)
        shown = [(hint.key, hint.does) for hint in self._hints]
        if shown != self._shown:
            self._shown = shown
            self.refresh()
