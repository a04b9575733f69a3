"""Whether a client and a daemon of different versions can work together."""

from daemon.client.errors import NewerDaemonError, OlderDaemonError
from daemon.wire.connection import version
from daemon.wire.connection.hello import Hello


def is_restart_due(greeting: Hello) -> bool:
    """An older daemon gives way to this version, if nothing would be interrupted."""
    return _is_older(greeting) and not greeting.busy


def check_version(greeting: Hello, where: str) -> str:
    """Refuse a daemon that speaks another API; the answer is a warning, or nothing."""
    spoken = f"{where} is version {greeting.version}, this is {version.VERSION}"
    if greeting.api_newest < version.API_OLDEST:
        raise OlderDaemonError(f"They do not understand each other: {spoken}.", "Run there: specdeck daemon restart")
    if greeting.api_oldest > version.API_NEWEST:
        raise NewerDaemonError(f"They do not understand each other: {spoken}.", "Upgrade specdeck on this side.")
    if _is_older(greeting):
        return f"{spoken}; it is busy. Once it is idle, run: specdeck daemon restart"
    return ""


def _is_older(greeting: Hello) -> bool:
    return version.version_key(greeting.version) < version.version_key(version.VERSION)
