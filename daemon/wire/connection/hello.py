"""The handshake: the daemon, and the API versions it supports."""

from dataclasses import dataclass

from daemon.wire.role import Role


@dataclass(frozen=True, slots=True)
class CallerInfo:
    """The identity of the caller, as the daemon sees it."""

    account: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Hello:
    """The handshake. `run` identifies this run of the daemon, `schema` is the version of the database."""

    version: str
    api_oldest: int
    api_newest: int
    instance: str
    run: str
    pid: int
    schema: int
    capabilities: tuple[str, ...]
    busy: bool
    you: CallerInfo
