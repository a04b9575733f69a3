"""A question before something that people may regret."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.keymap.scene import Scene
from tui.widgets.dialog import Dialog, hint_line

SCENE = Scene("confirm", (f"{__name__}:ConfirmDialog",))


class ConfirmDialog(Dialog[None]):
    """Enter or `y` agrees; everything else leaves."""

    KEYS = (("y", "yes"),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "agree", "yes", id="confirm.agree", show=False),
        Binding("n", "leave", "no", id="confirm.leave", show=False),
    ]

    def __init__(self, title: str, consequence: str, agreed: Callable[[], None]) -> None:
        super().__init__()
        self._agreed = agreed
        self._title = title
        self._consequence = consequence

    def title_text(self) -> str:
        return self._title

    def body(self) -> Iterator[Widget]:
        yield hint_line(self._consequence)

    def action_agree(self) -> None:
        """Agree."""
        self.dismiss(None)
        self._agreed()
