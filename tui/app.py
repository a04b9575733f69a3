"""The application: its screens, the keys that work on all of them, and what every screen shares."""

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from daemon.client import Client, ClientError
from daemon.client.errors import ForbiddenError
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from tui.appearance.textual_theme import UNTHEMED
from tui.appearance.theme_registry import RELOAD_SECONDS, ThemeRegistry
from tui.commands.actions import ScreenAction, screen_actions
from tui.commands.command_line import CommandLine
from tui.commands.palette import Palette
from tui.commands.run_command import run_command
from tui.current_user import UNKNOWN_USER, CurrentUser, current_user_from
from tui.deck_screen import DeckScreen
from tui.deck_state import DeckState, state_file
from tui.editor.drafts import Drafts, draft_folder
from tui.help.help_entries import HelpEntry, help_groups
from tui.help.help_screen import HelpScreen
from tui.keymap.key_overrides import choose_keys, preset_keys
from tui.keymap.key_table import to_textual_keymap
from tui.notices import (
    ALERT_EVENT,
    NOTICE_EVENT,
    NoticeCount,
    count_notices,
    read_latest_notices,
    read_project_names,
    summarize_alerts,
    summarize_new_notices,
)
from tui.preferences import DeckPreferences, theme_folder
from tui.remote.daemon_connection import DaemonConnection
from tui.remote.request_threads import Answer, Request
from tui.review.review_session import ReviewSession
from tui.review.unsent_decisions import UnsentDecisions
from tui.screen_registry import SCREENS, make_screen
from tui.terminal.quit_signals import quit_on_signal
from tui.terminal.tmux_clipboard import copy_through_tmux
from tui.toasts import Toasts

PERMISSION_EVENTS = ("member.", "grant.", "policy.")
"""Prefixes of the events that may change what the user is allowed to do."""
TWICE_SECONDS = 2.0  # a key that is pressed twice within this time leaves the deck
OPENED_BY_KEY = tuple(screen for screen in SCREENS if screen.key)


class DeckApp(App[None]):
    """The review deck. It draws nothing itself; its screens do, over one connection to the daemon."""

    TITLE = "Specdeck"
    MODES = {  # noqa: RUF012 - as Textual declares it
        screen.name: partial(make_screen, screen.name) for screen in OPENED_BY_KEY
    }
    DEFAULT_MODE = SCREENS[0].name
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = False  # ours shows the keys and the shell commands
    CSS = """
    Toast { width: auto; max-width: 80%; height: auto; padding: 0 1; }
    .-toasts-above ToastRack { dock: top; margin-top: 3; margin-bottom: 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(screen.key, f"go('{screen.name}')", screen.title, id=f"go.{screen.name}", show=False)
            for screen in OPENED_BY_KEY
        ),
        Binding("ctrl+p", "palette", "all actions", id="app.palette", show=False),
        Binding("question_mark,f1", "help", "help", id="app.help", show=False, key_display="?"),
        Binding("f2", "welcome", "welcome", id="app.welcome", show=False),
        Binding("T", "next_theme", "next theme", id="app.theme", show=False),
        Binding("colon", "command_line", "command line", id="app.command_line", show=False),
        Binding("q", "leave", "leave", id="app.leave", show=False),
        Binding("ctrl+q", "quit", "quit", id="app.quit", show=False),
        Binding("ctrl+z", "suspend_process", "suspend", id="app.suspend", show=False),
    ]

    screen_specs = SCREENS

    user: reactive[CurrentUser] = reactive(UNKNOWN_USER, bindings=True)
    project: reactive[str] = reactive("")
    outage: reactive[str] = reactive("")
    """Why the daemon cannot be reached; empty while it can."""
    notice_count: reactive[NoticeCount | None] = reactive(None)

    def __init__(
        self, connection: DaemonConnection, project: str = "", preferences: DeckPreferences | None = None
    ) -> None:
        # Without the terminal's own colours, Textual would paint NO_COLOR as shades of grey: the default ink as black.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.connection = connection
        self.set_reactive(DeckApp.project, project)
        self.preferences = preferences or DeckPreferences()
        self.toasts = Toasts(self)
        self.theme_registry = ThemeRegistry(self, theme_folder(), self.toasts.warn)
        self.connected = False
        self.session = ReviewSession(time.monotonic())
        self.drafts = Drafts(draft_folder(), connection.options)
        self.unsent = UnsentDecisions(self.drafts)
        self.command_history: list[str] = []
        self.deck_state = DeckState(state_file())
        self._left_at = 0.0
        self.batch_count = 0  # batches of events received: a screen compares it to see whether it missed some

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return UNTHEMED

    @property
    def front(self) -> DeckScreen | None:
        """The screen in front; a dialog may cover it."""
        screens = self.screen_stack if self.is_running else []
        return next((screen for screen in reversed(screens) if isinstance(screen, DeckScreen)), None)

    @property
    def toast_texts(self) -> set[str]:
        """The texts of the toasts on the screen."""
        return {toast.message for toast in self._notifications}

    def on_mount(self) -> None:
        quit_on_signal(self)
        self.connection.follow(self)
        self.theme_registry.use(self.deck_state.theme_for(self.preferences.theme))
        self.set_interval(RELOAD_SECONDS, self.theme_registry.reload)
        self._map_keys()
        if self.preferences.welcome and self.deck_state.is_first("welcome"):
            self.call_after_refresh(self.action_welcome)

    def action_welcome(self) -> None:
        """Show the welcome."""
        from tui.help.welcome_screen import WelcomeScreen

        self.push_screen(WelcomeScreen())

    def _map_keys(self) -> None:
        """Map the keys. Only personal keys are checked for mistakes, because that loads every screen."""
        preferences = self.preferences
        if not preferences.keys:
            self.set_keymap(to_textual_keymap(preset_keys(preferences.preset)))
            return
        chosen = choose_keys(preferences.preset, preferences.keys)
        for mistake in chosen.mistakes:
            self.toasts.warn(mistake.sentence, mistake.hint)
        self.set_keymap(to_textual_keymap(chosen.keys))

    def on_unmount(self) -> None:
        self.connection.close()

    # --- actions

    def action_go(self, name: str) -> None:
        """Show a screen as it was left; from what was opened over it, go back to it."""
        if name != self.current_mode:
            self.switch_mode(name)
            return
        for _ in self.screen_stack[1:]:
            self.pop_screen()

    def action_palette(self) -> None:
        """List all actions and run one."""

        async def run(action: ScreenAction | None) -> None:
            if action is not None:
                await self.run_action(action.binding.binding.action, action.binding.node)

        self.push_screen(Palette(screen_actions(self.screen)), run)

    async def action_command_line(self, text: str = "") -> None:
        """Type the id of an action and its argument."""
        screen = self.screen
        line = CommandLine(screen_actions(screen), self.command_history, text)
        self.push_screen(line, partial(run_command, self, screen))

    def action_help(self) -> None:
        """Show every action and why some are unavailable; run the one that is chosen."""

        async def run(entry: HelpEntry | None) -> None:
            if entry is not None and entry.action:  # a word has none
                await self.run_action(entry.action, entry.node)

        self.push_screen(HelpScreen(help_groups(self.screen)), run)

    def action_leave(self) -> None:
        """Leave the view; leave the deck if the key is pressed twice."""
        now = time.monotonic()
        if len(self.screen_stack) > 1:
            self.pop_screen()
        elif now - self._left_at < TWICE_SECONDS:
            self.exit()
        else:
            self._left_at = now
            self.toasts.show("Press the key again to leave the deck.")

    def action_next_theme(self) -> None:
        """Switch to the next theme, also for later decks."""
        self.theme_registry.use_next()
        self.deck_state.keep_theme(self.theme, self.preferences.theme)
        self.toasts.show(f"Theme: {self.theme}.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text; inside tmux through tmux."""
        if not copy_through_tmux(text):
            super().copy_to_clipboard(text)

    def make_screen(self, name: str, *arguments: object) -> Screen[Any]:
        """Make a screen by its name, to be opened over the current one."""
        return make_screen(name, *arguments)

    # --- the project and the user

    async def enter(self, project: str) -> None:
        """Switch to another project and show its inbox; the other screens begin anew, as they show the former one."""
        if project != self.project:
            for name, make in self.MODES.items():
                if name != self.current_mode:
                    await self.remove_mode(name)
                    self.add_mode(name, make)
        self.project = project
        try:
            await self.identify()
        except (ClientError, WireError) as error:
            self.report(error)
        self.switch_mode(self.DEFAULT_MODE)

    async def identify(self) -> None:
        """Learn who the user is in the project. Falls back to the first project if this one does not exist."""

        def look_up(client: Client) -> tuple[str, CurrentUser]:
            known = [project.name for project in client.projects.list()]
            shown = self.project if self.project in known else next(iter(known), "")
            members = client.people.list(shown) if shown else None
            return shown, current_user_from(client.hello().you, members)

        self.project, self.user = await self.connection.ask(look_up)

    # --- requests

    def perform(self, request: Request[Answer], describe: Callable[[Answer], str]) -> None:
        """Send a request and show the result. Lists update themselves when its event arrives."""
        self.run_worker(self._perform(request, describe), group="acts")

    async def _perform(self, request: Request[Answer], describe: Callable[[Answer], str]) -> None:
        try:
            answer = await self.connection.ask(request)
        except (ClientError, WireError) as error:
            self.report(error)
        else:
            self.toasts.show(describe(answer))

    def report(self, error: ClientError | WireError) -> None:
        """Show why a request failed. After a refusal, look up again what the user may do."""
        self.toasts.fail(error)
        if isinstance(error, ForbiddenError):
            self.post_message(DaemonConnection.Found())

    def report_read(self, error: ClientError | WireError) -> None:
        """Show why the screen was not updated."""
        self.toasts.fail_to_read(error, away=bool(self.outage))

    # --- messages of the connection

    async def on_daemon_connection_found(self) -> None:
        self.outage, self.connected = "", True
        try:
            await self.identify()
        except (ClientError, WireError) as error:
            self.report_read(error)
        self._read_notices()
        self.batch_count += 1
        if front := self.front:
            front.refresh_data()

    def on_daemon_connection_lost(self, message: DaemonConnection.Lost) -> None:
        self.connected = False
        self.outage = f"{message.sentence} {message.hint}".strip()

    def on_daemon_connection_events_received(self, message: DaemonConnection.EventsReceived) -> None:
        self.batch_count += 1
        if any(event.type.startswith(PERMISSION_EVENTS) for event in message.events):
            self.post_message(DaemonConnection.Found())
        if any(event.type == NOTICE_EVENT for event in message.events):
            self._read_notices()
        if alerts := [event for event in message.events if event.type == ALERT_EVENT]:
            self.run_worker(self._show_alerts(alerts), group="alerts")
        if front := self.front:
            front.receive(message.events)

    async def _show_alerts(self, alerts: Sequence[Event]) -> None:
        """Show that budgets run out, whatever is on the screen."""
        try:
            names = await self.connection.ask(read_project_names)
        except (ClientError, WireError) as error:
            self.report_read(error)
            return
        if sentence := summarize_alerts(alerts, names):
            self.toasts.warn(sentence)

    def _read_notices(self) -> None:
        self.run_worker(self._show_new_notices(), group="notices", exclusive=True)

    async def _show_new_notices(self) -> None:
        """Count the notices and show what is new, unless the activity screen already lists it."""
        try:
            page = await self.connection.ask(read_latest_notices)
        except (ClientError, WireError) as error:
            self.report_read(error)
            return
        before, self.notice_count = self.notice_count, count_notices(page)
        sentence = summarize_new_notices(page, before)
        if sentence and getattr(self.front, "NAME", "") != "activity":
            self.toasts.add(sentence)
