"""The typed client: one attribute per resource.

A resource is imported on first use: a command needs one or two, and every import makes its user wait.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Self

from daemon.client.transport.http_session import HttpSession
from daemon.wire.connection.hello import Hello
from daemon.wire.status import Health, Status

if TYPE_CHECKING:
    from daemon.client.resources.activity import Activity
    from daemon.client.resources.analyses import Analyses
    from daemon.client.resources.audit import Audit
    from daemon.client.resources.conversions import Conversions
    from daemon.client.resources.cost import Cost
    from daemon.client.resources.events import Events
    from daemon.client.resources.findings import Findings
    from daemon.client.resources.inbox import Inbox
    from daemon.client.resources.jobs import Jobs
    from daemon.client.resources.learning import Learning
    from daemon.client.resources.patterns import Patterns
    from daemon.client.resources.people import People
    from daemon.client.resources.projects import Projects
    from daemon.client.resources.reuse import Reuse
    from daemon.client.resources.reviews import Reviews
    from daemon.client.resources.search import Search
    from daemon.client.resources.trials import Trials


class Client:
    """A connection to one daemon. `warning` is a message for its user, such as an older daemon that is busy."""

    def __init__(self, exchange: HttpSession, warning: str = "") -> None:
        self._exchange = exchange
        self.warning = warning

    @cached_property
    def projects(self) -> "Projects":
        from daemon.client.resources.projects import Projects

        return Projects(self._exchange)

    @cached_property
    def conversions(self) -> "Conversions":
        from daemon.client.resources.conversions import Conversions

        return Conversions(self._exchange)

    @cached_property
    def cost(self) -> "Cost":
        from daemon.client.resources.cost import Cost

        return Cost(self._exchange)

    @cached_property
    def events(self) -> "Events":
        from daemon.client.resources.events import Events

        return Events(self._exchange)

    @cached_property
    def jobs(self) -> "Jobs":
        from daemon.client.resources.jobs import Jobs

        return Jobs(self._exchange)

    @cached_property
    def audit(self) -> "Audit":
        from daemon.client.resources.audit import Audit

        return Audit(self._exchange)

    @cached_property
    def inbox(self) -> "Inbox":
        from daemon.client.resources.inbox import Inbox

        return Inbox(self._exchange)

    @cached_property
    def reviews(self) -> "Reviews":
        from daemon.client.resources.reviews import Reviews

        return Reviews(self._exchange)

    @cached_property
    def people(self) -> "People":
        from daemon.client.resources.people import People

        return People(self._exchange)

    @cached_property
    def activity(self) -> "Activity":
        from daemon.client.resources.activity import Activity

        return Activity(self._exchange)

    @cached_property
    def analyses(self) -> "Analyses":
        from daemon.client.resources.analyses import Analyses

        return Analyses(self._exchange)

    @cached_property
    def learning(self) -> "Learning":
        from daemon.client.resources.learning import Learning

        return Learning(self._exchange)

    @cached_property
    def reuse(self) -> "Reuse":
        from daemon.client.resources.reuse import Reuse

        return Reuse(self._exchange)

    @cached_property
    def patterns(self) -> "Patterns":
        from daemon.client.resources.patterns import Patterns

        return Patterns(self._exchange)

    @cached_property
    def search(self) -> "Search":
        from daemon.client.resources.search import Search

        return Search(self._exchange)

    @cached_property
    def findings(self) -> "Findings":
        from daemon.client.resources.findings import Findings

        return Findings(self._exchange)

    def hello(self) -> Hello:
        """Return the handshake of the daemon."""
        return self._exchange.get(Hello, "/v1/hello")

    def health(self) -> Health:
        """Check that the daemon and its database answer."""
        return self._exchange.get(Health, "/v1/health")

    def status(self) -> Status:
        """Return the status of the daemon."""
        return self._exchange.get(Status, "/v1/status")

    def metrics(self) -> str:
        """Return metrics in the text format of Prometheus."""
        return self._exchange.send("GET", "/metrics").decode()

    def drain(self) -> Status:
        """Refuse new work; `busy` is false once running work has finished."""
        return self._exchange.change(Status, "POST", "/v1/daemon/drain")

    def resume(self) -> Status:
        """Accept new work again."""
        return self._exchange.change(Status, "POST", "/v1/daemon/resume")

    def stop(self, reason: str = "stop") -> Status:
        """Ask the daemon to stop; it stops after its response."""
        return self._exchange.change(Status, "POST", f"/v1/daemon/stop?reason={reason}")

    def disable_autostart(self) -> None:
        """Disable autostart: a daemon that stops from now on was stopped on purpose."""
        self._exchange.disable_autostart()

    def close(self) -> None:
        """Close the connection."""
        self._exchange.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def trials(self) -> "Trials":
        from daemon.client.resources.trials import Trials

        return Trials(self._exchange)
