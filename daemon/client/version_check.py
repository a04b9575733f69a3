"""Whether a client and a daemon of different versions can work together."""

from daemon.client.errors import NewerDaemonError, OlderDaemonError
from daemon.wire.connection import version
from daemon.wire.connection.hello import Hello


def is_restart_due(greeting: Hello) -> bool:
    """Whether to restart the daemon: it is older than this client, and nothing would be interrupted."""
    return _is_older(greeting) and not greeting.busy


def check_version(greeting: Hello, where: str) -> str:
    """Refuse a daemon with an incompatible API; return a warning, or an empty text."""
    versions = f"{where} is version {greeting.version}, this is {version.VERSION}"
    if greeting.api_newest < version.API_OLDEST:
        hint = "Run on that machine: specdeck daemon restart"
        raise OlderDaemonError(f"The versions are incompatible: {versions}.", hint)
    if greeting.api_oldest > version.API_NEWEST:
        raise NewerDaemonError(f"The versions are incompatible: {versions}.", "Upgrade specdeck on this machine.")
    if _is_older(greeting):
        return f"{versions}; it is busy. Once it is idle, run: specdeck daemon restart"
    return ""


def _is_older(greeting: Hello) -> bool:
    return version.version_key(greeting.version) < version.version_key(version.VERSION)
