"""What can go wrong between a client and its daemon: a code, a sentence, a hint.

ClientError
├── HostError              the host that was named cannot be one
├── UnreachableError       nobody answers
│   └── StartError         the daemon could not be started
├── ForeignOwnerError      the socket belongs to somebody else
├── IncompatibleError      the daemon speaks another API
│   ├── OlderDaemonError
│   └── NewerDaemonError
└── ProblemError           the daemon answered, and says no
    ├── RefusedError       the role is not enough
    ├── MissingError, StaleError, InvalidError
    ├── DuplicateError     it is so already, or things stand so that it cannot be
    │   └── WordRefusedError   a word said of a unit does not count
    │       └── MovedOnError   since somebody moved first
    ├── UnavailableError   it drains, or its database is busy
    └── FaultError         it met an error that it did not expect
"""

from daemon.wire.problem import Problem


class ClientError(Exception):
    """Root of the client's errors."""

    code = "client.failed"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class HostError(ClientError):
    """The host that was named cannot be one."""

    code = "host.malformed"


class UnreachableError(ClientError):
    """Nobody answers."""

    code = "daemon.unreachable"


class StartError(UnreachableError):
    """The daemon could not be started, or did not answer in time."""

    code = "daemon.not_started"


class ForeignOwnerError(ClientError):
    """The socket or its folder belongs to another user, who could pretend to be the daemon."""

    code = "daemon.foreign_owner"


class IncompatibleError(ClientError):
    """The daemon and this client have no version of the API in common."""

    code = "daemon.incompatible"


class OlderDaemonError(IncompatibleError):
    """The daemon is older than this client understands."""

    code = "daemon.older"


class NewerDaemonError(IncompatibleError):
    """The daemon is newer than this client understands."""

    code = "daemon.newer"


class ProblemError(ClientError):
    """The daemon answered, and says no."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail, problem.hint)
        self.code = problem.code
        self.problem = problem


class ForbiddenError(ProblemError):
    """The speaker's role is not enough."""


class NotFoundError(ProblemError):
    """There is no such thing."""


class StateConflictError(ProblemError):
    """It is so already, or things stand so that it cannot be."""


class DecisionRefusedError(StateConflictError):
    """A word said of a unit does not count: the rules of review or the project's policy are against it."""


class SupersededError(DecisionRefusedError):
    """A word does not count since somebody moved first."""


class StaleError(ProblemError):
    """It changed since the caller looked; `problem.current` is how it is now."""


class InvalidError(ProblemError):
    """The request does not say what it should."""


class UnavailableError(ProblemError):
    """The daemon drains, or its database is busy: try again later."""


class DaemonFaultError(ProblemError):
    """The daemon met an error that it did not expect."""


CONFLICT = 409
_REVIEW = "review."
_MOVED_ON = "review.moved_on"
_BY_STATUS: dict[int, type[ProblemError]] = {
    400: InvalidError,
    403: ForbiddenError,
    404: NotFoundError,
    CONFLICT: StateConflictError,
    412: StaleError,
    422: InvalidError,
    500: DaemonFaultError,
    503: UnavailableError,
}


def error_from_problem(problem: Problem) -> ProblemError:
    """The error that a problem means."""
    if problem.status == CONFLICT and problem.code.startswith(_REVIEW):
        return (SupersededError if problem.code == _MOVED_ON else DecisionRefusedError)(problem)
    return _BY_STATUS.get(problem.status, ProblemError)(problem)
