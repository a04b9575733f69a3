"""From a host and an instance to a client that has shaken hands."""

import os
from pathlib import Path

from daemon.client import agreement
from daemon.client.client import Client
from daemon.client.exchange import SECONDS, Exchange
from daemon.client.line import Dialer
from daemon.client.local import LocalDialer
from daemon.wire import place
from daemon.wire.errors import PlaceError

HOST = "SPECDECK_HOST"


def connect(
    host: str | None = None, instance: str = "default", *, autostart: bool = True, timeout: float = SECONDS
) -> Client:
    """A client of the daemon here, started if need be, or of one that ssh reaches (`ssh://user@box`).

    A daemon that is older than this client is restarted if it is idle; if it is busy, the client has a warning.
    """
    dialer = dialer_for(host or os.environ.get(HOST), instance, autostart=autostart)
    client = Client(Exchange(dialer, timeout))
    try:
        greeting = client.hello()
        if agreement.restart_is_due(greeting) and isinstance(dialer, LocalDialer) and dialer.autostart:
            from daemon.client.ending import replace_daemon

            greeting = replace_daemon(client, greeting, dialer.place)
        client.warning = agreement.check(greeting, dialer.where)
    except BaseException:
        client.close()
        raise
    return client


def dialer_for(named: str | None, instance: str, *, autostart: bool) -> Dialer:
    """The way to the daemon: the socket here, or ssh."""
    if named is None:
        return LocalDialer(place.of(instance), autostart)
    # Starting processes is a slow import, and the daemon here needs none.
    from daemon.client.host import parse
    from daemon.client.ssh import SshDialer

    return SshDialer(parse(named), instance, _control_folder())


def _control_folder() -> Path | None:
    """Where ssh keeps the socket of a shared login: a private folder of ours, or nowhere."""
    try:
        folder = place.of().socket.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (PlaceError, OSError):
        return None
    return folder
