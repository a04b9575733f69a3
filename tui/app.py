"""The app: its connection, its screens, and what is known everywhere: the project, and who one is."""

from functools import partial
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from daemon.client import Client, ClientError
from daemon.client.errors import UnreachableError
from daemon.wire.errors import WireError
from daemon.wire.hello import You
from daemon.wire.role import Permission, Role, permissions
from tui.asking import Question
from tui.connection import Connection
from tui.screen import DeckScreen
from tui.screens import SCREENS, opened


class Deck(App[None]):
    """The review deck. It draws nothing by itself; a screen does, over the one connection."""

    TITLE = "Specdeck"
    MODES = {  # noqa: RUF012 - as Textual declares it
        place.name: partial(opened, place.name) for place in SCREENS if place.key
    }
    DEFAULT_MODE = SCREENS[0].name
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-middle"), (110, "-wide")]  # noqa: RUF012 - as Textual declares it
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { background: $background; }
    Toast { width: auto; max-width: 80%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(place.key, f"go('{place.name}')", place.title, id=f"go.{place.name}", show=False)
            for place in SCREENS
            if place.key
        ),
        Binding("q,ctrl+q", "quit", "quit", id="app.quit", show=False),
    ]

    you: reactive[You | None] = reactive(None)
    project: reactive[str] = reactive("")
    trouble: reactive[str] = reactive("")

    def __init__(self, connection: Connection, project: str = "") -> None:
        super().__init__()
        self.connection = connection
        self.set_reactive(Deck.project, project)
        self.connected = False
        self.happenings = 0  # grows with every bundle of events: a screen sees that it has missed some

    @property
    def role(self) -> Role:
        """What one may do in the project that is shown."""
        return self.you.role if self.you else Role.VIEWER

    def may(self, permission: Permission) -> bool:
        """Whether one's role allows it; the daemon decides, this only tells beforehand."""
        return permission in permissions(self.role)

    def on_mount(self) -> None:
        self.connection.follow(self)

    def on_unmount(self) -> None:
        self.connection.close()

    def action_go(self, name: str) -> None:
        """Show a screen as it was left."""
        self.switch_mode(name)

    def complain(self, error: ClientError | WireError) -> None:
        """Say what went wrong; that the daemon is away is said by the banner already."""
        if isinstance(error, UnreachableError) and self.trouble:
            return
        self.notify("\n".join(filter(None, (error.sentence, error.hint))), severity="error", markup=False)

    def act(self, question: Question[object], told: str) -> None:
        """Have the daemon do something, then say so; the list changes when the daemon tells that it did."""
        self.run_worker(self._act(question, told), group="acts")

    async def _act(self, question: Question[object], told: str) -> None:
        try:
            await self.connection.ask(question)
        except (ClientError, WireError) as error:
            self.complain(error)
        else:
            self.notify(told, markup=False)

    # --- what the connection tells

    async def on_connection_found(self) -> None:
        self.trouble, self.connected = "", True
        try:
            await self._greet()
        except (ClientError, WireError) as error:
            self.complain(error)
        self._everything_changed()

    def on_connection_lost(self, message: Connection.Lost) -> None:
        self.connected = False
        self.trouble = f"{message.sentence} {message.hint}".strip()

    def on_connection_happened(self, message: Connection.Happened) -> None:
        self.happenings += 1
        screen = self.screen
        if isinstance(screen, DeckScreen) and screen.concerns(message.events):
            screen.refresh_data()

    async def _greet(self) -> None:
        def look(client: Client) -> tuple[You, str]:
            known = [project.name for project in client.projects.list()]
            wanted = self.project if self.project in known else next(iter(known), "")
            return client.hello().you, wanted

        self.you, self.project = await self.connection.ask(look)

    def _everything_changed(self) -> None:
        self.happenings += 1
        if isinstance(self.screen, DeckScreen):
            self.screen.refresh_data()
