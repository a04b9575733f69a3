"""`specdeck db`: back the database up, restore it, bring it to this version."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target, local_instance
from specdeck.cli.options import Instance, Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

app = command_group("Back the database up, restore it, bring it to this version.")

Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup to put in the database's place.")]


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was put in place, and where the former database lies now."""

    restored: str
    former: str | None


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """The version before and after, and the backup that was taken before."""

    before: int
    after: int
    backup: str | None


@app.command(epilog="Example: specdeck db backup")
@prints("daemon.wire.audit:Backup")
def backup(target: Target, as_json: Json = False) -> None:
    """Write a checked copy of the database beside it, while work goes on."""
    with target.connect() as client:
        saved = client.audit.back_up()
    if as_json:
        print_json(saved)
    else:
        print(saved.backup)


@app.command(epilog="Example: specdeck db restore ~/.local/share/specdeck/default/backups/specdeck-20261121.db")
@prints("specdeck.commands.db:RestoreResult")
def restore(context: typer.Context, source: Source, instance: Instance = None, as_json: Json = False) -> None:
    """Put a backup in the database's place. The former database is kept beside it; the daemon must not run."""
    from specdeck.local.database_process import run_database_command

    done = run_database_command(RestoreResult, "restore", _database(context, instance), str(source.absolute()))
    if as_json:
        print_json(done)
    else:
        print(f"restored {done.restored}" + (f"; the former database is {done.former}" if done.former else ""))


@app.command(epilog="Example: specdeck daemon stop && specdeck db migrate")
@prints("specdeck.commands.db:MigrationResult")
def migrate(context: typer.Context, instance: Instance = None, as_json: Json = False) -> None:
    """Bring the database to this version, after a backup. The daemon does so itself when it starts."""
    from specdeck.local.database_process import run_database_command

    done = run_database_command(MigrationResult, "migrate", _database(context, instance))
    if as_json:
        print_json(done)
    else:
        print(f"from version {done.before} to {done.after}" + (f"; backup {done.backup}" if done.backup else ""))


def _database(context: typer.Context, instance: str | None) -> Path:
    """The instance's database, if no daemon holds it."""
    from daemon.client.process import lifecycle
    from daemon.wire.connection import instance_paths

    name = local_instance(context, instance)
    if lifecycle.status(name) is not None:
        hint = f"specdeck daemon stop --instance {name}"
        raise CommandError(
            "db_in_use", f"The daemon of the instance {name} is using its database.", hint, ExitCode.AGAIN
        )
    return instance_paths.paths_of_instance(name).database
