"""`specdeck review write`: have what is approved lie in its files again."""

import sys
from typing import TYPE_CHECKING

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import Project, SelectedUnits, Units, Where, select_units
from specdeck.review.unit_lookup import UnitLookup, resolve_project

if TYPE_CHECKING:
    from daemon.client import Client

app = single_command()


@app.command(epilog="Example: specdeck review write --where state=approved")
@prints("daemon.wire.spec_file:SpecFileReply")
def write(
    target: Target,
    units: Units = None,
    where: Where = "",
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Write approved units into their spec files again, where a file was removed by hand or could not be written.

    Nothing is decided by that, and a file that a hand edited stays until its proposals are decided.
    """
    asked = select_units(units, where, project, preview=False)
    with target.connect() as client:
        whose, numbers = _meant(client, asked)
        found = client.reviews.write(whose, numbers)
    if as_json:
        print_json(found)
    else:
        print("\n".join(found.files) or "Nothing is to be written.")
        for unit in found.left_out:
            print(f"warning: unit {unit} is left out: nothing of it is approved.", file=sys.stderr)
    return ExitCode.OK if found.files else ExitCode.FINDING


def _meant(client: "Client", asked: SelectedUnits) -> tuple[str, tuple[int, ...]]:
    """The project, and the numbers of its units."""
    if asked.where:
        whose = resolve_project(client, asked.project)
        return whose, tuple(item.id for item in client.inbox.list(whose, asked.where))
    naming = UnitLookup(client, asked.project)
    numbers = tuple(map(naming.number, asked.units))
    return client.conversions.get(numbers[0]).conversion.project, numbers
