"""`specdeck db`: back the database up, restore it, bring it to this version."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from specdeck.connection import Target, local_instance
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import group
from specdeck.options import Instance, Json
from specdeck.output import print_json
from specdeck.shapes import prints

app = group("Back the database up, restore it, bring it to this version.")

Source = Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup to put in the database's place.")]


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, and where the former database lies now."""

    restored: str
    former: str | None


@dataclass(frozen=True, slots=True)
class Migrated:
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
@prints("specdeck.commands.db:Restored")
def restore(context: typer.Context, source: Source, instance: Instance = None, as_json: Json = False) -> None:
    """Put a backup in the database's place. The former database is kept beside it; the daemon must not run."""
    from specdeck.offline import ask

    done = ask(Restored, "restore", _database(context, instance), str(source.absolute()))
    if as_json:
        print_json(done)
    else:
        print(f"restored {done.restored}" + (f"; the former database is {done.former}" if done.former else ""))


@app.command(epilog="Example: specdeck daemon stop && specdeck db migrate")
@prints("specdeck.commands.db:Migrated")
def migrate(context: typer.Context, instance: Instance = None, as_json: Json = False) -> None:
    """Bring the database to this version, after a backup. The daemon does so itself when it starts."""
    from specdeck.offline import ask

    done = ask(Migrated, "migrate", _database(context, instance))
    if as_json:
        print_json(done)
    else:
        print(f"from version {done.before} to {done.after}" + (f"; backup {done.backup}" if done.backup else ""))


def _database(context: typer.Context, instance: str | None) -> Path:
    """The instance's database, if no daemon holds it."""
    from daemon.client import lifecycle
    from daemon.wire import place

    name = local_instance(context, instance)
    if lifecycle.status(name) is not None:
        hint = f"specdeck daemon stop --instance {name}"
        raise CommandError(
            "db_in_use", f"The daemon of the instance {name} is using its database.", hint, ExitCode.AGAIN
        )
    return place.of(name).database
