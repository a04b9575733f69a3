"""The way from a command to its daemon: which one, and whether it may be started."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from specdeck.errors import CommandError
from specdeck.settings.resolve_settings import resolve_settings

if TYPE_CHECKING:
    from daemon.client import Client


@dataclass(frozen=True, slots=True)
class Target:
    """Which daemon a command speaks to."""

    host: str | None
    instance: str
    autostart: bool

    @property
    def options(self) -> tuple[str, ...]:
        """The options with which another command speaks to the same daemon."""
        host = ("--host", self.host) if self.host else ()
        return (*host, "--instance", self.instance) if self.instance != "default" else host

    def connect(self) -> "Client":
        """A connection to it; what its user should know is said on stderr."""
        from daemon import client

        connected = client.connect(self.host, self.instance, autostart=self.autostart)
        if connected.warning:
            print(f"warning: {connected.warning}", file=sys.stderr)
        return connected


def resolve_target(context: typer.Context, host: str | None, no_start: bool, instance: str | None = None) -> Target:
    """What the command's options say, else those before its name, else the settings."""
    before, settings = context.find_root().params, resolve_settings()
    autostart = bool(settings["daemon.start"].value) and not (no_start or before.get("no_daemon_start"))
    return Target(
        host or before.get("host") or str(settings["host"].value) or None,
        instance or before.get("instance") or str(settings["daemon.instance"].value),
        autostart,
    )


def connect(context: typer.Context, host: str | None, no_start: bool, instance: str | None = None) -> "Client":
    """A connection to the daemon that a command's options name."""
    return resolve_target(context, host, no_start, instance).connect()


def local_instance(context: typer.Context, instance: str | None) -> str:
    """The instance on this machine; a command that works here alone refuses a host."""
    wanted = resolve_target(context, None, no_start=False, instance=instance)
    if wanted.host:
        raise CommandError(
            "local_only",
            f"This works on the daemon's own machine only, not on {wanted.host}.",
            "Run it there, with ssh.",
        )
    return wanted.instance
