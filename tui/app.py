"""The app: the deck with its screens, the keys that work on all of them, and what lies over them."""

import os
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from daemon.client import ClientError
from daemon.wire.errors import WireError
from tui.appearance.textual_theme import UNTHEMED
from tui.appearance.theme_registry import RELOAD_SECONDS, ThemeRegistry
from tui.commands.actions import ScreenAction, find_action, nearest_action_id, screen_actions
from tui.commands.command_line import CommandLine, split_command_line
from tui.commands.palette import Palette
from tui.deck import Deck
from tui.deck_screen import DeckScreen
from tui.help.help_entries import help_groups
from tui.help.help_screen import HelpScreen
from tui.keymap.key_overrides import choose_keys, preset_keys
from tui.keymap.key_table import to_textual_keymap as keymap
from tui.notices import NOTICE_EVENT, count_notices, read_latest_notices, summarize_new_notices
from tui.preferences import DeckPreferences, theme_folder
from tui.printable import to_printable
from tui.remote.daemon_connection import DaemonConnection
from tui.screens import SCREENS, opened
from tui.terminal.quit_signals import quit_on_signal
from tui.terminal.tmux_clipboard import copy_through_tmux

PERMISSION_EVENTS = ("member.", "grant.", "policy.")
"""The events after which one may do other things than before."""


class DeckApp(Deck):
    """The review deck. It draws nothing by itself; a screen does, over the one connection."""

    TITLE = "Specdeck"
    MODES = {  # noqa: RUF012 - as Textual declares it
        place.name: partial(opened, place.name) for place in SCREENS if place.key
    }
    DEFAULT_MODE = SCREENS[0].name
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = False  # ours shows the keys and the shell commands
    CSS = """
    Toast { width: auto; max-width: 80%; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(place.key, f"go('{place.name}')", place.title, id=f"go.{place.name}", show=False)
            for place in SCREENS
            if place.key
        ),
        Binding("ctrl+p", "palette", "all actions", id="app.palette", show=False),
        Binding("question_mark,f1", "help", "help", id="app.help", show=False, key_display="?"),
        Binding("T", "next_theme", "another theme", id="app.theme", show=False),
        Binding("colon", "command_line", "command line", id="app.command_line", show=False),
        Binding("q,ctrl+q", "quit", "quit", id="app.quit", show=False),
    ]

    def __init__(self, connection: DaemonConnection, project: str = "", taste: DeckPreferences | None = None) -> None:
        # Without the terminal's own colours, Textual would paint NO_COLOR as shades of grey: the default ink as black.
        super().__init__(connection, project, ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.taste = taste or DeckPreferences()
        self.wardrobe = ThemeRegistry(self, theme_folder(), self.warn)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return UNTHEMED

    @property
    def front(self) -> DeckScreen | None:
        """The screen in front; a dialog may lie over it."""
        screens = self.screen_stack if self.is_running else []
        return next((screen for screen in reversed(screens) if isinstance(screen, DeckScreen)), None)

    def on_mount(self) -> None:
        quit_on_signal(self)
        self.connection.follow(self)
        self.wardrobe.wear(self.taste.theme)
        self.set_interval(RELOAD_SECONDS, self.wardrobe.look)
        self._take_keys()

    def _take_keys(self) -> None:
        """Map the keys; only one's own are looked at for slips, for that loads every screen there is."""
        taste = self.taste
        if taste.keys:
            wished = choose_keys(taste.preset, taste.keys)
            for slip in wished.slips:
                self.warn(slip.sentence, slip.hint)
            self.set_keymap(keymap(wished.keys))
        else:
            self.set_keymap(keymap(preset_keys(taste.preset)))

    def on_unmount(self) -> None:
        self.connection.close()

    def action_go(self, name: str) -> None:
        """Show a screen as it was left."""
        self.switch_mode(name)

    def action_palette(self) -> None:
        """Choose among all that can be done here."""

        async def run(action: ScreenAction | None) -> None:
            if action is not None:
                await self.run_action(action.binding.binding.action, action.binding.node)

        self.push_screen(Palette(screen_actions(self.screen)), run)

    async def action_command_line(self, text: str = "") -> None:
        """Type the id of an action, and words for it."""
        screen = self.screen
        self.push_screen(CommandLine(screen_actions(screen), self.typed, text), partial(self._run_line, screen))

    def action_help(self) -> None:
        """Tell what can be done here, and why something cannot."""
        self.push_screen(HelpScreen(help_groups(self.screen)))

    def action_next_theme(self) -> None:
        """Put on the next theme there is."""
        names = self.wardrobe.names
        place = names.index(self.theme) + 1 if self.theme in names else 0
        self.wardrobe.wear(names[place % len(names)])
        self.say(f"Theme: {self.theme}.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy; inside tmux through tmux."""
        if not copy_through_tmux(text):
            super().copy_to_clipboard(text)

    async def _run_line(self, screen: Screen[object], line: str | None) -> None:
        if line is None:
            return
        self.typed.append(line)
        actions, (name, words) = screen_actions(screen), split_command_line(line)
        action = find_action(actions, name)
        says = {"app.theme": self.wardrobe.wear, **(screen.says() if isinstance(screen, DeckScreen) else {})}
        if action is None:
            close = nearest_action_id(actions, name)
            self.warn(
                f"There is no action {name!r} here.", f"Did you mean :{close}?" if close else "ctrl+p lists them."
            )
        elif not action.enabled:
            self.warn(f"{action.title}: not now, or not for a {self.person.role.value}.", "? tells why.")
        elif words and action.id in says:
            says[action.id](words)
        elif words:
            self.warn(f"{action.id} takes no words.", f"Type :{action.id} alone.")
        else:
            await self.run_action(action.binding.binding.action, action.binding.node)

    # --- what the connection tells

    async def on_daemon_connection_found(self) -> None:
        self.trouble, self.connected = "", True
        try:
            await self.greet()
        except (ClientError, WireError) as error:
            self.complain_of_reading(error)
        self.run_worker(self._hear, group="news", exclusive=True)
        self._everything_changed()

    def on_daemon_connection_lost(self, message: DaemonConnection.Lost) -> None:
        self.connected = False
        self.trouble = f"{message.sentence} {message.hint}".strip()

    def on_daemon_connection_happened(self, message: DaemonConnection.Happened) -> None:
        self.happenings += 1
        if any(event.type.startswith(PERMISSION_EVENTS) for event in message.events):
            self.post_message(DaemonConnection.Found())
        if any(event.type == NOTICE_EVENT for event in message.events):
            self.run_worker(self._hear, group="news", exclusive=True)
        if front := self.front:
            front.happened(message.events)

    async def _hear(self) -> None:
        """Look whether it was oneself to whom something was told, and say what."""
        try:
            page = await self.connection.ask(read_latest_notices)
        except (ClientError, WireError) as error:
            self.complain_of_reading(error)
            return
        before, self.news = self.news, count_notices(page)
        sentence = summarize_new_notices(page, before)
        if sentence and getattr(self.front, "NAME", "") != "activity":
            self.notify(to_printable(sentence), markup=False)

    def _everything_changed(self) -> None:
        self.happenings += 1
        if front := self.front:
            front.refresh_data()
