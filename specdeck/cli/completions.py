"""What a shell completes: units, projects, instances, and the words of queries and decisions.

A shell completes while somebody types: a daemon that does not run is not started, and an error completes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from daemon.client import Client

MAX_WORDS = 200


def complete_project(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of the projects."""
    return _ask(ctx, incomplete, lambda client: (project.name for project in client.projects.list()))


def complete_unit(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the numbers of the most urgent open units with their names; a name completes to itself."""
    project = ctx.params.get("project") or ""
    if incomplete and not incomplete.isdigit():
        return [(name, "") for name in _ask(ctx, incomplete, partial(_open_names, project, incomplete))]
    found = _ask(ctx, "", partial(_open_units, project))
    pairs = (entry.partition(" ")[::2] for entry in found)
    return [(number, name) for number, name in pairs if number.startswith(incomplete)]


def complete_instance(incomplete: str) -> list[str]:
    """Return the instances that ran on this machine."""
    from daemon.wire.connection import instance_paths

    with suppress(OSError):
        folder = instance_paths.paths_of_instance().lock.parent
        return sorted(each.stem for each in folder.glob("*.lock") if each.stem.startswith(incomplete))
    return []


def complete_reason(incomplete: str) -> list[str]:
    """Return the reasons of a rejection."""
    from daemon.wire.decisions.reject import REASONS

    return [reason for reason in REASONS if reason.startswith(incomplete)]


def complete_query(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the fields of a query, and after a field the values that it has."""
    return _ask(ctx, incomplete, _terms)


def _open_units(project: str, client: "Client") -> Iterator[str]:
    from daemon.wire.inbox import DEFAULT_QUERY
    from specdeck.review.unit_lookup import resolve_project

    units = client.inbox.list(resolve_project(client, project), DEFAULT_QUERY)
    return (f"{item.id} {item.name or item.kind}" for item in units)


def _open_names(project: str, typed: str, client: "Client") -> Iterator[str]:
    """Yield names with what is typed in them: the daemon searches, so that a long list is not read for one name."""
    from daemon.wire.inbox import DEFAULT_QUERY
    from specdeck.review.unit_lookup import resolve_project

    quoted = typed.replace("\\", "\\\\").replace('"', '\\"')
    units = client.inbox.list(resolve_project(client, project), f'{DEFAULT_QUERY} and name:"{quoted}"')
    return (item.name for item in units)


def _terms(client: "Client") -> Iterator[str]:
    for term in client.inbox.terms().items:
        yield from (f"{term.name}={value}" for value in term.values)
        if not term.values:
            yield term.name


def _ask(ctx: typer.Context, incomplete: str, ask: "Callable[[Client], Iterator[str]]") -> list[str]:
    from daemon.client.errors import ClientError
    from daemon.wire.errors import WireError
    from specdeck.cli.daemon_target import resolve_running_target
    from specdeck.errors import CommandError

    given = ctx.params
    with suppress(ClientError, WireError, CommandError, OSError):
        target = resolve_running_target(ctx, given.get("host"), given.get("instance"))
        with target.connect() as client:
            return list(islice((word for word in ask(client) if word.startswith(incomplete)), MAX_WORDS))
    return []
