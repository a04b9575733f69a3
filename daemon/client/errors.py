"""Errors between a client and its daemon: each has a code, a sentence and a hint.

ClientError
├── HostError                     the given host is malformed
├── UnreachableError              the daemon does not answer
│   └── StartError                the daemon could not be started
├── ForeignOwnerError             the socket belongs to another user
├── IncompatibleError             no API version in common
│   ├── OlderDaemonError
│   └── NewerDaemonError
└── ProblemError                  the daemon answered with a problem
    ├── ForbiddenError            the role does not allow this
    ├── NotFoundError
    ├── StaleError                the resource changed since the client read it
    ├── InvalidError              the request is invalid
    ├── StateConflictError        already done, or not possible now
    │   └── DecisionRefusedError  the rules of review, or the policy, refuse a decision
    │       └── SupersededError   somebody else decided first
    ├── UnavailableError          draining, or the database is busy: try again later
    └── DaemonFaultError          an unexpected error in the daemon
"""

from daemon.wire.errors import CodedError
from daemon.wire.problem import Problem


class ClientError(CodedError):
    """Base of the client's errors."""

    code = "client.failed"


class HostError(ClientError):
    """The given host is malformed."""

    code = "host.malformed"


class UnreachableError(ClientError):
    """The daemon does not answer."""

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
    """The daemon answered with a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail, problem.hint)
        self.code = problem.code
        self.problem = problem


class ForbiddenError(ProblemError):
    """The caller's role does not allow this."""


class NotFoundError(ProblemError):
    """The resource does not exist."""


class StateConflictError(ProblemError):
    """Already done, or not possible now."""


class DecisionRefusedError(StateConflictError):
    """The rules of review, or the project's policy, refuse a decision."""


class SupersededError(DecisionRefusedError):
    """A decision is refused because somebody else decided first."""


class StaleError(ProblemError):
    """The resource changed since the caller read it; `problem.current` is its current state."""


class InvalidError(ProblemError):
    """The request is invalid."""


class UnavailableError(ProblemError):
    """The daemon is draining, or its database is busy: try again later."""


class DaemonFaultError(ProblemError):
    """The daemon met an unexpected error."""


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
    """Return the error for a problem."""
    if problem.status == CONFLICT and problem.code.startswith(_REVIEW):
        return (SupersededError if problem.code == _MOVED_ON else DecisionRefusedError)(problem)
    return _BY_STATUS.get(problem.status, ProblemError)(problem)
