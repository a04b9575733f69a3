"""Which daemon a command talks to, and whether it may start it."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

import typer

from specdeck.cli.command_app import option_bundle
from specdeck.cli.options import Host, Instance, NoDaemonStart
from specdeck.errors import CommandError
from specdeck.settings.resolve_settings import resolve_settings

if TYPE_CHECKING:
    from daemon.client import Client


@dataclass(frozen=True, slots=True)
class Target:
    """The daemon of an instance, on this machine or on a host."""

    host: str | None
    instance: str
    autostart: bool

    @property
    def options(self) -> tuple[str, ...]:
        """The options that select the same daemon in another command."""
        options: list[str] = []
        if self.host:
            options += ["--host", self.host]
        if self.instance != "default":
            options += ["--instance", self.instance]
        return tuple(options)

    def connect(self) -> "Client":
        """Connect to the daemon, and print a warning from the connection on stderr."""
        from daemon import client

        connected = client.connect(self.host, self.instance, autostart=self.autostart)
        if connected.warning:
            print(f"warning: {connected.warning}", file=sys.stderr)
        return connected


RunningTarget = NewType("RunningTarget", Target)
"""A target that the command never starts."""

LocalInstance = NewType("LocalInstance", str)
"""An instance on this machine; commands that take it refuse `--host`."""


@option_bundle(Target)
def resolve_target(
    context: typer.Context, host: Host = None, instance: Instance = None, no_daemon_start: NoDaemonStart = False
) -> Target:
    """Return the target from the command's options, the options before its name, or the settings, in this order."""
    global_options, settings = context.find_root().params, resolve_settings()
    no_start = no_daemon_start or global_options.get("no_daemon_start")
    return Target(
        host or global_options.get("host") or str(settings["host"].value) or None,
        instance or global_options.get("instance") or str(settings["daemon.instance"].value),
        bool(settings["daemon.start"].value) and not no_start,
    )


@option_bundle(RunningTarget)
def resolve_running_target(context: typer.Context, host: Host = None, instance: Instance = None) -> RunningTarget:
    """Return a target that is not started if no daemon runs there."""
    return RunningTarget(resolve_target(context, host, instance, no_daemon_start=True))


@option_bundle(LocalInstance)
def resolve_local_instance(context: typer.Context, instance: Instance = None) -> LocalInstance:
    """Return the name of an instance on this machine, or raise an error if a host is set."""
    target = resolve_target(context, None, instance)
    if target.host:
        raise CommandError(
            "command.local_only",
            f"This command works on the daemon's own machine only, not on {target.host}.",
            "Run it there, with ssh.",
        )
    return LocalInstance(target.instance)
