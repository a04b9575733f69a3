"""Open a client for a host and an instance, including the handshake."""

import os
from pathlib import Path

from daemon.client import version_check
from daemon.client.client import Client
from daemon.client.transport.channel import Dialer
from daemon.client.transport.http_session import REQUEST_SECONDS, HttpSession
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import instance_paths
from daemon.wire.errors import InstancePathError

HOST_VARIABLE = "SPECDECK_HOST"


def connect(
    host: str | None = None, instance: str = "default", *, autostart: bool = True, timeout: float = REQUEST_SECONDS
) -> Client:
    """Open a client of the local daemon, started on demand, or of one over ssh (`ssh://user@box`).

    A daemon older than this client is restarted if it is idle; otherwise the client has a warning.
    """
    dialer = dialer_for(host or os.environ.get(HOST_VARIABLE), instance, autostart=autostart)
    client = Client(HttpSession(dialer, timeout))
    try:
        greeting = client.hello()
        if version_check.is_restart_due(greeting) and isinstance(dialer, LocalDialer) and dialer.autostart:
            from daemon.client.process.stop_daemon import replace_daemon

            greeting = replace_daemon(client, greeting, dialer.paths)
        client.warning = version_check.check_version(greeting, dialer.where)
    except BaseException:
        client.close()
        raise
    return client


def dialer_for(named: str | None, instance: str, *, autostart: bool) -> Dialer:
    """Return a dialer for the local socket, or for ssh."""
    if named is None:
        return LocalDialer(instance_paths.paths_of_instance(instance), autostart)
    # Starting processes is a slow import, which a local daemon does not need.
    from daemon.client.transport.ssh import SshDialer
    from daemon.client.transport.ssh_host import parse_host

    return SshDialer(parse_host(named), instance, _control_folder())


def _control_folder() -> Path | None:
    """Return the private folder for the socket of a shared ssh login, or None."""
    try:
        folder = instance_paths.paths_of_instance().socket.parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (InstancePathError, OSError):
        return None
    return folder
