"""The typed client: one attribute a resource.

A resource is imported when it is first asked for: a command asks for one or two, and every import is time that its
user waits.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Self

from daemon.client.exchange import Exchange
from daemon.wire.hello import Hello
from daemon.wire.status import Health, Status

if TYPE_CHECKING:
    from daemon.client.activity import Activity
    from daemon.client.audit import Audit
    from daemon.client.conversions import Conversions
    from daemon.client.events import Events
    from daemon.client.inbox import Inbox
    from daemon.client.jobs import Jobs
    from daemon.client.people import People
    from daemon.client.projects import Projects
    from daemon.client.reviews import Reviews


class Client:
    """A connection to one daemon. `warning` is what its user should know, such as an older daemon that is busy."""

    def __init__(self, exchange: Exchange, warning: str = "") -> None:
        self._exchange = exchange
        self.warning = warning

    @cached_property
    def projects(self) -> "Projects":
        from daemon.client.projects import Projects

        return Projects(self._exchange)

    @cached_property
    def conversions(self) -> "Conversions":
        from daemon.client.conversions import Conversions

        return Conversions(self._exchange)

    @cached_property
    def events(self) -> "Events":
        from daemon.client.events import Events

        return Events(self._exchange)

    @cached_property
    def jobs(self) -> "Jobs":
        from daemon.client.jobs import Jobs

        return Jobs(self._exchange)

    @cached_property
    def audit(self) -> "Audit":
        from daemon.client.audit import Audit

        return Audit(self._exchange)

    @cached_property
    def inbox(self) -> "Inbox":
        from daemon.client.inbox import Inbox

        return Inbox(self._exchange)

    @cached_property
    def reviews(self) -> "Reviews":
        from daemon.client.reviews import Reviews

        return Reviews(self._exchange)

    @cached_property
    def people(self) -> "People":
        from daemon.client.people import People

        return People(self._exchange)

    @cached_property
    def activity(self) -> "Activity":
        from daemon.client.activity import Activity

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
