"""The deck as its screens know it: the line to the daemon, the project, who one is, and how one is spoken to."""

import time
from collections.abc import Callable

from textual.app import App
from textual.reactive import reactive

from daemon.client import Client, ClientError
from daemon.client.errors import ForbiddenError, UnreachableError
from daemon.wire.errors import WireError
from tui.current_user import UNKNOWN_USER, CurrentUser, current_user_from
from tui.editor.drafts import Drafts, draft_folder
from tui.notices import NoticeCount
from tui.printable import to_printable
from tui.remote.daemon_connection import DaemonConnection
from tui.remote.request_threads import Answer, Request
from tui.review.review_session import ReviewSession
from tui.review.unsent_decisions import UnsentDecisions


class Deck(App[None]):
    """What is known on every screen. Which screens there are is not known here."""

    person: reactive[CurrentUser] = reactive(UNKNOWN_USER, bindings=True)
    project: reactive[str] = reactive("")
    trouble: reactive[str] = reactive("")
    news: reactive[NoticeCount | None] = reactive(None)

    def __init__(self, connection: DaemonConnection, project: str = "", *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.connection = connection
        self.set_reactive(Deck.project, project)
        self.connected = False
        self.sitting = ReviewSession(time.monotonic())
        self.drafts = Drafts(draft_folder(), connection.options)
        self.begun = UnsentDecisions(self.drafts)
        self.typed: list[str] = []  # the lines that the command line goes back to, the latest last
        self.happenings = 0  # grows with every bundle of events: a screen sees that it has missed some

    # --- the project, and who one is in it

    async def enter(self, project: str) -> None:
        """Show another project: its inbox, as what one is there."""
        self.project = project
        try:
            await self.greet()
        except (ClientError, WireError) as error:
            self.complain(error)
        self.switch_mode(self.DEFAULT_MODE)

    async def greet(self) -> None:
        """Learn who one is in the project; if there is no such project, in the first that there is."""

        def look(client: Client) -> tuple[str, CurrentUser]:
            known = [project.name for project in client.projects.list()]
            shown = self.project if self.project in known else next(iter(known), "")
            return shown, current_user_from(client.hello().you, client.people.list(shown) if shown else None)

        self.project, self.person = await self.connection.ask(look)

    # --- having something done

    def act(self, question: Request[Answer], told: Callable[[Answer], str]) -> None:
        """Have the daemon do something, then say so; the list changes when the daemon tells that it did."""
        self.run_worker(self._act(question, told), group="acts")

    async def _act(self, question: Request[Answer], told: Callable[[Answer], str]) -> None:
        try:
            answer = await self.connection.ask(question)
        except (ClientError, WireError) as error:
            self.complain(error)
        else:
            self.say(told(answer))

    # --- speaking

    def say(self, sentence: str) -> None:
        """Say what was done, in the place of what was said before."""
        self.clear_notifications()
        self.notify(to_printable(sentence), markup=False)

    def warn(self, sentence: str, hint: str = "") -> None:
        """Say that something was not done."""
        self.notify("\n".join(filter(None, (sentence, hint))), severity="warning", markup=False)

    def complain(self, error: ClientError | WireError) -> None:
        """Say why what somebody asked for was not done. Who was refused may do less than the screen says."""
        self._tell(error)
        if isinstance(error, ForbiddenError):
            self.post_message(DaemonConnection.Found())

    def _tell(self, error: ClientError | WireError) -> None:
        told = "\n".join(filter(None, (error.sentence, error.hint)))
        if told not in {toast.message for toast in self._notifications}:
            self.notify(told, severity="error", markup=False)

    def complain_of_reading(self, error: ClientError | WireError) -> None:
        """Say why what is shown was not read anew; that the daemon is away is said by the banner already."""
        if not (self.trouble and isinstance(error, UnreachableError)):
            self._tell(error)
