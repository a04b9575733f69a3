"""The typed client: one attribute a resource.

A resource is imported when it is first asked for: a command asks for one or two, and every import is time that its
user waits.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Self

from daemon.client.transport.http_session import HttpSession
from daemon.wire.connection.hello import Hello
from daemon.wire.status import Health, Status

if TYPE_CHECKING:
    from daemon.client.resources.activity import Activity
    from daemon.client.resources.audit import Audit
    from daemon.client.resources.conversions import Conversions
    from daemon.client.resources.events import Events
    from daemon.client.resources.inbox import Inbox
    from daemon.client.resources.jobs import Jobs
    from daemon.client.resources.people import People
    from daemon.client.resources.projects import Projects
    from daemon.client.resources.reviews import Reviews


class Client:
    """A connection to one daemon. `warning` is what its user should know, such as an older daemon that is busy."""

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

    def hello(self) -> Hello:
        """Who answers, and what it understands."""
        return self._exchange.get(Hello, "/v1/hello")

    def health(self) -> Health:
        """Whether the daemon and its database answer."""
        return self._exchange.get(Health, "/v1/health")

    def status(self) -> Status:
        """How the daemon fares."""
        return self._exchange.get(Status, "/v1/status")

    def metrics(self) -> str:
        """Figures in Prometheus' text format."""
        return self._exchange.send("GET", "/metrics").decode()

    def drain(self) -> Status:
        """Take no new work; `busy` tells when the old is done."""
        return self._exchange.change(Status, "POST", "/v1/daemon/drain")

    def resume(self) -> Status:
        """Take new work again."""
        return self._exchange.change(Status, "POST", "/v1/daemon/resume")

    def stop(self, reason: str = "stop") -> Status:
        """Ask the daemon to stop; it does so once it has answered."""
        return self._exchange.change(Status, "POST", f"/v1/daemon/stop?reason={reason}")

    def let_sleep(self) -> None:
        """From now on wake no daemon: one that is stopped while this client lives was stopped on purpose."""
        self._exchange.let_sleep()

    def close(self) -> None:
        """Hang up."""
        self._exchange.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
