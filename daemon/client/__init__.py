"""The standard-library client of the daemon's API: one module a resource."""

from daemon.client.client import Client
from daemon.client.connecting import connect
from daemon.client.errors import ClientError

__all__ = ["Client", "ClientError", "connect"]
