"""What the daemon refuses, each with a stable code, an HTTP status, a sentence and a hint."""

from collections.abc import Mapping

from daemon.wire.errors import CodedError
from daemon.wire.problem import Flaw


class ServerError(CodedError):
    """Root of the server's errors."""

    code = "daemon.failed"
    status = 500
    flaws: tuple[Flaw, ...] = ()


class AlreadyRunningError(ServerError):
    """Another daemon holds the instance."""

    code = "daemon.already_running"


class FolderError(ServerError):
    """A folder that only its owner may enter is not there."""

    code = "daemon.folder"


class SocketError(ServerError):
    """The socket cannot be bound."""

    code = "daemon.socket"


class ForeignCodeError(ServerError):
    """A package of ours would come from somewhere else than our installation."""

    code = "daemon.foreign_code"


class SettingError(ServerError):
    """A setting from the environment cannot be taken."""

    code = "daemon.setting"


class RoleError(ServerError):
    """Whoever speaks may not do this."""

    code = "role.refused"
    status = 403


class DrainingError(ServerError):
    """No new work is taken."""

    code = "daemon.draining"
    status = 503


class HeaderError(ServerError):
    """A header does not say what it should."""

    code = "request.header"
    status = 400


class StaleRevisionError(ServerError):
    """The thing changed since the caller looked; `current` is how it is now."""

    code = "store.conflict"
    status = 412

    def __init__(self, sentence: str, hint: str, current: Mapping[str, object] | None) -> None:
        super().__init__(sentence, hint)
        self.current = current
