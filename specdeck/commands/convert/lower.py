"""`specdeck lower`: convert specs to SQL."""

from dataclasses import dataclass
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints

app = single_command()

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Spec files, or - for stdin.")]


@dataclass(frozen=True, slots=True)
class LoweredFile:
    """The SQL of one spec file."""

    file: str
    sql: str


@app.command(epilog="Example: specdeck lower specql/sales/order.yaml > order.sql")
@prints("specdeck.commands.convert.lower:LoweredFile", "one object a line")
def lower(files: Files, as_json: Json = False) -> None:
    """Print the SQL of specs. An invalid spec is refused with the place of its mistake, and its SQL is not printed."""
    from engine.lower.file import lower_file
    from specdeck.files.read_spec import read_spec

    for file in files:
        sql = lower_file(read_spec(file))
        if as_json:
            print_json(LoweredFile(file, sql))
        else:
            print(sql.removesuffix("\n"))
