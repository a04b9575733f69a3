"""The handshake: who answers, and what it understands."""

from dataclasses import dataclass

from daemon.wire.role import Role


@dataclass(frozen=True, slots=True)
class CallerInfo:
    """Who the daemon takes the caller for."""

    account: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Hello:
    """`run` names this run of the daemon; `schema` is the database's version; `busy` tells whether work is going on."""

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
