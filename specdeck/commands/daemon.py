"""`specdeck daemon`: start, look at and stop the daemon."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import connect, local_instance, resolve_target
from specdeck.cli.options import Host, Instance, Json
from specdeck.cli.output import print_fields, print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from daemon.wire.connection.preamble import PinnedCaller

app = command_group("Start, look at and stop the daemon.")

Lines = Annotated[int, typer.Option("--lines", "-n", min=0, help="How many lines of the past.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for more.")]
Seconds = Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0, help="How long running work may take.")]


@dataclass(frozen=True, slots=True)
class StopResult:
    """Whether a daemon ran."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class InstalledService:
    """The systemd unit that was written."""

    file: str


@app.command(epilog="Example: specdeck daemon start")
@prints("daemon.wire.connection.hello:Hello")
def start(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Start the daemon in the background, unless it runs."""
    from daemon.client.process import lifecycle

    if resolve_target(context, host, no_start=False, instance=instance).host:
        with connect(context, host, no_start=False, instance=instance) as client:
            hello, fresh = client.hello(), None
    else:
        started = lifecycle.start(local_instance(context, instance))
        hello, fresh = started.hello, started.fresh
    if as_json:
        print_json(hello)
    else:
        print(f"The daemon {'started' if fresh else 'runs'}: process {hello.pid}, version {hello.version}.")


@app.command(epilog="Example: specdeck daemon run")
def run(context: typer.Context, instance: Instance = None) -> None:
    """Run the daemon here, in the foreground, with its log on stderr. For systemd and for a look inside."""
    import os

    from daemon.client.process import spawn

    command = [*spawn.daemon_command(local_instance(context, instance)), "--echo"]
    os.execve(command[0], command, spawn.clean_environment())  # noqa: S606 - our own program takes this process over


@app.command(epilog="Example: specdeck daemon stop")
@prints("specdeck.commands.daemon:StopResult")
def stop(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Stop the daemon. Work that is not done is done again after the next start."""
    from daemon.client.process import lifecycle

    if resolve_target(context, host, no_start=True, instance=instance).host:
        with connect(context, host, no_start=True, instance=instance) as client:
            client.stop()
        stopped = True
    else:
        stopped = lifecycle.stop(local_instance(context, instance))
    if as_json:
        print_json(StopResult(stopped))
    else:
        print("The daemon stopped." if stopped else "No daemon ran.")


@app.command(epilog="Example: specdeck daemon drain --timeout 300")
@prints("daemon.wire.status:Status")
def drain(
    context: typer.Context, timeout: Seconds = 60.0, host: Host = None, instance: Instance = None, as_json: Json = False
) -> int:
    """Take no new work and let the running work finish. Exits 75 if it did not finish in time."""
    from daemon.client.process import lifecycle

    if resolve_target(context, host, no_start=True, instance=instance).host:
        with connect(context, host, no_start=True, instance=instance) as client:
            found = client.drain()
    else:
        found = lifecycle.drain(local_instance(context, instance), timeout)
    if as_json:
        print_json(found)
    else:
        print("Work goes on." if found.busy else "The daemon is idle and takes no new work.")
    return ExitCode.AGAIN if found.busy else ExitCode.OK


@app.command(epilog="Example: specdeck daemon restart")
@prints("daemon.wire.connection.hello:Hello")
def restart(context: typer.Context, timeout: Seconds = 60.0, instance: Instance = None, as_json: Json = False) -> None:
    """Drain, stop and start again: after an upgrade, for example."""
    from daemon.client.process import lifecycle

    hello = lifecycle.restart(local_instance(context, instance), timeout)
    if as_json:
        print_json(hello)
    else:
        print(f"The daemon runs again: process {hello.pid}, version {hello.version}.")


@app.command(epilog="Example: specdeck daemon status --json")
@prints("daemon.wire.status:Status")
def status(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Tell how the daemon fares, and never start it. Exits 3 if none runs."""
    with connect(context, host, no_start=True, instance=instance) as client:
        found = client.status()
    if as_json:
        print_json(found)
    else:
        print_fields(found)


@app.command(epilog="Example: specdeck daemon logs --follow")
def logs(
    context: typer.Context, lines: Lines = 50, follow: Follow = False, instance: Instance = None, as_json: Json = False
) -> None:
    """Print the daemon's log; with --json as it is written, one JSON object a line."""
    from daemon.client.process import lifecycle
    from specdeck.local import daemon_log

    path = lifecycle.log_path(local_instance(context, instance))
    if not path.is_file():
        raise CommandError("no_log", f"There is no log at {path}.", "The daemon has not run yet.")
    for line in daemon_log.read_log(path, lines, follow):
        print(line if as_json else daemon_log.format_log_line(line), flush=True)


@app.command(epilog="Example: specdeck daemon install && systemctl --user enable --now specdeck")
@prints("specdeck.commands.daemon:InstalledService")
def install(context: typer.Context, instance: Instance = None, as_json: Json = False) -> None:
    """Write a systemd user unit, so that the daemon starts when you log in."""
    from daemon.client.process import systemd_unit

    path = systemd_unit.install_unit(local_instance(context, instance))
    if as_json:
        print_json(InstalledService(str(path)))
    else:
        print(f"Wrote {path}. Next: systemctl --user enable --now {path.stem}")


@app.command("dial-stdio", epilog='Example: command="specdeck daemon dial-stdio --as alice --role reviewer",restrict')
def dial_stdio(
    context: typer.Context,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="For whom this connection speaks.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="What they may do, such as reviewer or worker.")] = None,
    instance: Instance = None,
) -> None:
    """Join stdin and stdout to the daemon, for ssh to carry. Behind a forced command, --as and --role pin a key."""
    from daemon.client.transport import stdio_bridge

    stdio_bridge.bridge(local_instance(context, instance), _pin(name, role))


def _pin(name: str | None, role: str | None) -> "PinnedCaller | None":
    from daemon.wire.connection.preamble import PinnedCaller
    from daemon.wire.role import Role

    if name is None and role is None:
        return None
    if name is None or role is None or role not in set(Role):
        raise CommandError("half_a_pin", "--as and --role come together.", f"Roles: {', '.join(Role)}.")
    try:
        return PinnedCaller(name, Role(role))
    except ValueError as error:
        raise CommandError("bad_pin", f"{str(error).capitalize()}.") from error
