"""The standard-library client of the daemon's API: one module per resource."""

from daemon.client.client import Client
from daemon.client.errors import ClientError
from daemon.client.open_client import connect

__all__ = ["Client", "ClientError", "connect"]
