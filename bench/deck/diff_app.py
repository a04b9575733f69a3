"""An app with nothing but the diff of one unit: `python bench/deck/diff_app.py UNIT.json`."""

import json
import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding

from tui.appearance.textual_theme import UNTHEMED
from tui.diff.content.linked_texts import link_texts
from tui.diff.diff_view import DiffView


class DiffApp(App[None]):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = (Binding("q", "quit", "quit"),)

    def compose(self) -> ComposeResult:
        unit = json.loads(Path(sys.argv[1]).read_text())
        yield DiffView(link_texts(unit["sql"], unit["spec"], unit["links"]))

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return UNTHEMED

    def on_mount(self) -> None:
        self.query_one(DiffView).focus()


DiffApp().run()
