"""`specdeck daemon`: start, look at and stop the daemon."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.connection import connect, local_instance, target
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import group
from specdeck.options import Host, Instance, Json
from specdeck.output import print_facts, print_json
from specdeck.shapes import prints

if TYPE_CHECKING:
    from daemon.wire.preamble import Pin

app = group("Start, look at and stop the daemon.")

Lines = Annotated[int, typer.Option("--lines", "-n", min=0, help="How many lines of the past.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for more.")]
Seconds = Annotated[float, typer.Option("--timeout", metavar="SECONDS", min=0, help="How long running work may take.")]


@dataclass(frozen=True, slots=True)
class Stopped:
    """Whether a daemon ran."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class Installed:
    """The systemd unit that was written."""

    file: str


@app.command(epilog="Example: specdeck daemon start")
@prints("daemon.wire.hello:Hello")
def start(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Start the daemon in the background, unless it runs."""
    from daemon.client import lifecycle

    if target(context, host, no_start=False, instance=instance).host:
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

    from daemon.client import spawn

    command = [*spawn.command(local_instance(context, instance)), "--echo"]
    os.execve(command[0], command, spawn.environment())  # noqa: S606 - our own program takes this process over


@app.command(epilog="Example: specdeck daemon stop")
@prints("specdeck.commands.daemon:Stopped")
def stop(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Stop the daemon. Work that is not done is done again after the next start."""
    from daemon.client import lifecycle

    if target(context, host, no_start=True, instance=instance).host:
        with connect(context, host, no_start=True, instance=instance) as client:
            client.stop()
        stopped = True
    else:
        stopped = lifecycle.stop(local_instance(context, instance))
    if as_json:
        print_json(Stopped(stopped))
    else:
        print("The daemon stopped." if stopped else "No daemon ran.")


@app.command(epilog="Example: specdeck daemon drain --timeout 300")
@prints("daemon.wire.status:Status")
def drain(
    context: typer.Context, timeout: Seconds = 60.0, host: Host = None, instance: Instance = None, as_json: Json = False
) -> int:
    """Take no new work and let the running work finish. Exits 75 if it did not finish in time."""
    from daemon.client import lifecycle

    if target(context, host, no_start=True, instance=instance).host:
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
@prints("daemon.wire.hello:Hello")
def restart(context: typer.Context, timeout: Seconds = 60.0, instance: Instance = None, as_json: Json = False) -> None:
    """Drain, stop and start again: after an upgrade, for example."""
    from daemon.client import lifecycle

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
        print_facts(found)


@app.command(epilog="Example: specdeck daemon logs --follow")
def logs(
    context: typer.Context, lines: Lines = 50, follow: Follow = False, instance: Instance = None, as_json: Json = False
) -> None:
    """Print the daemon's log; with --json as it is written, one JSON object a line."""
    from daemon.client import lifecycle
    from specdeck import log

    path = lifecycle.log(local_instance(context, instance))
    if not path.is_file():
        raise CommandError("no_log", f"There is no log at {path}.", "The daemon has not run yet.")
    for line in log.tail(path, lines, follow):
        print(line if as_json else log.readable(line), flush=True)


@app.command(epilog="Example: specdeck daemon install && systemctl --user enable --now specdeck")
@prints("specdeck.commands.daemon:Installed")
def install(context: typer.Context, instance: Instance = None, as_json: Json = False) -> None:
    """Write a systemd user unit, so that the daemon starts when you log in."""
    from daemon.client import unit

    path = unit.install(local_instance(context, instance))
    if as_json:
        print_json(Installed(str(path)))
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
    from daemon.client import bridge

    bridge.bridge(local_instance(context, instance), _pin(name, role))


def _pin(name: str | None, role: str | None) -> "Pin | None":
    from daemon.wire.preamble import Pin
    from daemon.wire.role import Role

    if name is None and role is None:
        return None
    if name is None or role is None or role not in set(Role):
        raise CommandError("half_a_pin", "--as and --role come together.", f"Roles: {', '.join(Role)}.")
    try:
        return Pin(name, Role(role))
    except ValueError as error:
        raise CommandError("bad_pin", f"{str(error).capitalize()}.") from error
