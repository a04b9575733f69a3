"""`specdeck review write`: restore the spec files of approved units."""

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
def write(target: Target, units: Units = None, where: Where = "", project: Project = "", as_json: Json = False) -> int:
    """Write approved units to their spec files again, after a file was deleted or could not be written.

    This decides nothing. A file that somebody edited stays unchanged until its proposals are decided.
    """
    selected = select_units(units, where, project)
    with target.connect() as client:
        name, numbers = _project_and_numbers(client, selected)
        found = client.reviews.write(name, numbers)
    if as_json:
        print_json(found)
    else:
        print("\n".join(found.files) or "No files to write.")
        for unit in found.left_out:
            print(f"warning: unit {unit} is skipped: it is not approved.", file=sys.stderr)
    return ExitCode.for_problem(not found.files)


def _project_and_numbers(client: "Client", selected: SelectedUnits) -> tuple[str, tuple[int, ...]]:
    if selected.where:
        project = resolve_project(client, selected.project)
        return project, tuple(item.id for item in client.inbox.list(project, selected.where))
    lookup = UnitLookup(client, selected.project)
    numbers = tuple(map(lookup.number, selected.units))
    return client.conversions.get(numbers[0]).conversion.project, numbers
