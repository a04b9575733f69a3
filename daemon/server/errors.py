"""Errors of the server, each with a stable code, an HTTP status, a sentence and a hint."""

from collections.abc import Mapping

from daemon.wire.errors import CodedError
from daemon.wire.problem import Flaw


class ServerError(CodedError):
    """Base of the server's errors."""

    code = "daemon.failed"
    status = 500
    flaws: tuple[Flaw, ...] = ()


class AlreadyRunningError(ServerError):
    """Another daemon runs this instance."""

    code = "daemon.already_running"


class FolderError(ServerError):
    """A private folder is missing or open to others."""

    code = "daemon.folder"


class SocketError(ServerError):
    """The socket cannot be bound."""

    code = "daemon.socket"


class ForeignCodeError(ServerError):
    """One of our packages would be imported from outside our installation."""

    code = "daemon.foreign_code"


class SettingError(ServerError):
    """A setting from the environment is invalid."""

    code = "daemon.setting"


class RoleError(ServerError):
    """The caller lacks a permission."""

    code = "role.refused"
    status = 403


class DrainingError(ServerError):
    """The daemon accepts no new work."""

    code = "daemon.draining"
    status = 503


class HeaderError(ServerError):
    """A header is malformed."""

    code = "request.header"
    status = 400


class StaleRevisionError(ServerError):
    """The resource changed since the caller read it; `current` is its current state."""

    code = "store.conflict"
    status = 412

    def __init__(self, sentence: str, hint: str, current: Mapping[str, object] | None) -> None:
        super().__init__(sentence, hint)
        self.current = current
