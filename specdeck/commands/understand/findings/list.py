"""`specdeck findings list`."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.finding import FindingInfo

app = single_command()

Project = Annotated[str, typer.Argument(help="The project. Default: that of this folder, or the only one.")]
Label = Annotated[str, typer.Option("--rule", metavar="RULE", help="Only this rule, family or category.")]
OfSeverity = Annotated[str, typer.Option("--severity", metavar="SEVERITY", help="Only this severity.")]
Accepted = Annotated[bool, typer.Option("--accepted", help="Those that are accepted, instead of the open ones.")]


@app.command("list", epilog="Example: specdeck findings list shop --severity critical")
@prints("daemon.wire.finding:FindingInfo", "one object a line")
def list_findings(
    target: Target,
    project: Project = "",
    rule: Label = "",
    severity: OfSeverity = "",
    accepted: Accepted = False,
    as_json: Json = False,
) -> None:
    """List the findings of a project, as its last assessment found them."""
    from daemon.client.resources.findings import FindingQuery

    wanted = FindingQuery(severity, rule, accepted)
    with target.connect() as client:
        found = client.findings.list(resolve_project(client, project), wanted)
        if as_json:
            for each in found:
                print_json(each)
        else:
            print_table(("id", "severity", "rule", "place", "unit", "message"), map(_row, found))


def _row(each: "FindingInfo") -> tuple[object, ...]:
    return (each.id, each.severity, each.rule, f"{each.path}:{each.line}", each.name, each.message)
