"""`specdeck daemon`: start, inspect and stop the daemon."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import LocalInstance, RunningTarget, resolve_target
from specdeck.cli.options import Host, Instance, Json
from specdeck.cli.output import print_fields, print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from daemon.wire.connection.preamble import PinnedCaller

STOPPED = {
    "STOPPED": "The daemon stopped.",
    "ENDED": "The daemon did not answer; its process was ended. Nothing that it had acknowledged is lost.",
    "NOT_RUNNING": "The daemon was not running.",
}
app = command_group("Start, inspect and stop the daemon.")

Lines = Annotated[int, typer.Option("--lines", "-n", min=0, help="The number of past lines.")]
Follow = Annotated[bool, typer.Option("--follow", "-f", help="Wait for new lines.")]
Seconds = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0, help="How long to wait for running work.")
]


@dataclass(frozen=True, slots=True)
class StopResult:
    """Whether a daemon was running."""

    stopped: bool


@dataclass(frozen=True, slots=True)
class InstalledService:
    """The systemd unit file that was written."""

    file: str


@app.command(epilog="Example: specdeck daemon start")
@prints("daemon.wire.connection.hello:Hello")
def start(context: typer.Context, host: Host = None, instance: Instance = None, as_json: Json = False) -> None:
    """Start the daemon in the background if it is not running."""
    from daemon.client.process import lifecycle

    target = resolve_target(context, host, instance)
    if target.host:
        with target.connect() as client:
            hello, state = client.hello(), "is running"
    else:
        started = lifecycle.start(target.instance)
        hello, state = started.hello, "started" if started.fresh else "is running"
    if as_json:
        print_json(hello)
    else:
        print(f"The daemon {state}: process {hello.pid}, version {hello.version}.")


@app.command(epilog="Example: specdeck daemon run")
def run(instance: LocalInstance) -> None:
    """Run the daemon in the foreground and log to stderr, for systemd and for debugging."""
    import os

    from daemon.client.process import spawn

    command = [*spawn.daemon_command(instance), "--echo"]
    os.execve(command[0], command, spawn.clean_environment())  # noqa: S606 - our own program replaces this process


@app.command(epilog="Example: specdeck daemon stop")
@prints("specdeck.commands.operate.daemon:StopResult")
def stop(target: RunningTarget, as_json: Json = False) -> None:
    """Stop the daemon. Unfinished work is repeated after the next start."""
    from daemon.client.process import lifecycle

    if target.host:
        with target.connect() as client:
            client.stop()
        stopped = lifecycle.Stopped.STOPPED
    else:
        stopped = lifecycle.stop(target.instance)
    if as_json:
        print_json(StopResult(stopped is not lifecycle.Stopped.NOT_RUNNING))
    else:
        print(STOPPED[stopped.name])


@app.command(epilog="Example: specdeck daemon drain --timeout 300")
@prints("daemon.wire.status:Status")
def drain(target: RunningTarget, timeout: Seconds = 60.0, as_json: Json = False) -> int:
    """Accept no new work and let running work finish. Exits 75 if it did not finish in time."""
    from daemon.client.process import lifecycle

    if target.host:
        with target.connect() as client:
            found = client.drain()
    else:
        found = lifecycle.drain(target.instance, timeout)
    code, sentence = ExitCode.OK, "The daemon is idle and accepts no new work."
    if found.busy:
        code, sentence = ExitCode.AGAIN, "Work is still running."
    if as_json:
        print_json(found)
    else:
        print(sentence)
    return code


@app.command(epilog="Example: specdeck daemon restart")
@prints("daemon.wire.connection.hello:Hello")
def restart(instance: LocalInstance, timeout: Seconds = 60.0, as_json: Json = False) -> None:
    """Drain, stop and start the daemon, for example after an upgrade."""
    from daemon.client.process import lifecycle

    hello = lifecycle.restart(instance, timeout)
    if as_json:
        print_json(hello)
    else:
        print(f"The daemon restarted: process {hello.pid}, version {hello.version}.")


@app.command(epilog="Example: specdeck daemon status --json")
@prints("daemon.wire.status:Status")
def status(target: RunningTarget, as_json: Json = False) -> None:
    """Show daemon status without starting it. Exits 3 if it is not running."""
    with target.connect() as client:
        found = client.status()
    if as_json:
        print_json(found)
    else:
        print_fields(found)


@app.command(epilog="Example: specdeck daemon logs --follow")
def logs(instance: LocalInstance, lines: Lines = 50, follow: Follow = False, as_json: Json = False) -> None:
    """Print the daemon's log; with --json as stored, one JSON object a line."""
    from daemon.client.process import lifecycle
    from specdeck.local.daemon_log import format_log_line, read_log

    path = lifecycle.log_path(instance)
    if not path.is_file():
        raise CommandError("command.no_log", f"There is no log at {path}.", "The daemon has not run yet.")
    for line in read_log(path, lines, follow):
        print(line if as_json else format_log_line(line), flush=True)


@app.command(epilog="Example: specdeck daemon install && systemctl --user enable --now specdeck")
@prints("specdeck.commands.operate.daemon:InstalledService")
def install(instance: LocalInstance, as_json: Json = False) -> None:
    """Write a systemd user unit that starts the daemon when you log in."""
    from daemon.client.process import systemd_unit

    path = systemd_unit.install_unit(instance)
    if as_json:
        print_json(InstalledService(str(path)))
    else:
        print(f"Wrote {path}. Next: systemctl --user enable --now {path.stem}")


@app.command("dial-stdio", epilog='Example: command="specdeck daemon dial-stdio --as alice --role reviewer",restrict')
def dial_stdio(
    instance: LocalInstance,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="The name of the key's owner.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Their role, such as reviewer or worker.")] = None,
) -> None:
    """Connect stdin and stdout to the daemon, for ssh. In a forced command, --as and --role pin a key."""
    from daemon.client.transport import stdio_bridge

    stdio_bridge.bridge(instance, _pin(name, role))


def _pin(name: str | None, role: str | None) -> "PinnedCaller | None":
    from daemon.wire.connection.preamble import PinnedCaller
    from daemon.wire.role import Role

    if name is None and role is None:
        return None
    if name is None or role is None or role not in set(Role):
        raise CommandError("command.half_a_pin", "--as and --role go together.", f"Roles: {', '.join(Role)}.")
    try:
        return PinnedCaller(name, Role(role))
    except ValueError as error:
        raise CommandError("command.bad_pin", f"{str(error).capitalize()}.") from error
