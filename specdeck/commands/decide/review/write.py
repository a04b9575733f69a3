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
    from collections.abc import Iterator

    from daemon.client import Client
    from daemon.wire.spec_file import SpecFileReply

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
        print("\n".join(_lines(found)) or "No files to write.")
        for unit in found.left_out:
            print(f"warning: unit {unit} is skipped: it is not approved.", file=sys.stderr)
    return ExitCode.for_problem(not found.files)


def _lines(found: "SpecFileReply") -> "Iterator[str]":
    """Yield each file with the verdict on it as it was last written."""
    verdicts = {proof.path: proof.verdict for proof in found.proofs}
    for path in found.files:
        yield f"{path}  {verdicts.get(path, 'not proved yet')}"


def _project_and_numbers(client: "Client", selected: SelectedUnits) -> tuple[str, tuple[int, ...]]:
    if selected.where:
        project = resolve_project(client, selected.project)
        return project, tuple(item.id for item in client.inbox.list(project, selected.where))
    lookup = UnitLookup(client, selected.project)
    numbers = tuple(map(lookup.number, selected.units))
    return client.conversions.get(numbers[0]).conversion.project, numbers
