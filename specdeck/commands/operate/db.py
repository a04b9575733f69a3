"""`specdeck db`: back up, restore and migrate the database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import LocalInstance, Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

app = command_group("Back up, restore and migrate the database.")

Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup to restore.")]


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """The restored database, and where the former one was moved."""

    restored: str
    former: str | None


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """The versions before and after, and the backup taken before."""

    before: int
    after: int
    backup: str | None


@app.command(epilog="Example: specdeck db backup")
@prints("daemon.wire.audit:Backup")
def backup(target: Target, as_json: Json = False) -> None:
    """Write a verified copy of the database while the daemon keeps working."""
    with target.connect() as client:
        saved = client.audit.back_up()
    if as_json:
        print_json(saved)
    else:
        print(saved.backup)


@app.command(epilog="Example: specdeck db restore ~/.local/share/specdeck/default/backups/specdeck-20261121.db")
@prints("specdeck.commands.operate.db:RestoreResult")
def restore(source: Source, instance: LocalInstance, as_json: Json = False) -> None:
    """Replace the database with a backup and keep the former one beside it. The daemon must be stopped."""
    from specdeck.local.database_process import run_database_command

    done = run_database_command(RestoreResult, "restore", _database(instance), str(source.absolute()))
    if as_json:
        print_json(done)
    else:
        former = f"; the former database is {done.former}" if done.former else ""
        print(f"restored {done.restored}{former}")


@app.command(epilog="Example: specdeck daemon stop && specdeck db migrate")
@prints("specdeck.commands.operate.db:MigrationResult")
def migrate(instance: LocalInstance, as_json: Json = False) -> None:
    """Migrate the database to this version after a backup. The daemon also does this when it starts."""
    from specdeck.local.database_process import run_database_command

    done = run_database_command(MigrationResult, "migrate", _database(instance))
    if as_json:
        print_json(done)
    else:
        backup_file = f"; backup {done.backup}" if done.backup else ""
        print(f"from version {done.before} to {done.after}{backup_file}")


def _database(instance: LocalInstance) -> Path:
    """Return the database of an instance, or raise an error while its daemon is running."""
    from daemon.client.process import lifecycle
    from daemon.wire.connection import instance_paths

    if lifecycle.status(instance) is not None:
        hint = f"specdeck daemon stop --instance {instance}"
        raise CommandError(
            "command.db_in_use", f"The daemon of the instance {instance} is using its database.", hint, ExitCode.AGAIN
        )
    return instance_paths.paths_of_instance(instance).database
