"""`specdeck review assign`: these people should look at it."""

from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.options import Json
from specdeck.saying import Preview, Project, Revision, Units, Where, about, decision_of, report, say
from specdeck.shapes import prints

app = command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="Whom to ask, by name; may be repeated.")]


@app.command(epilog="Example: specdeck review assign --where 'risk:payment' --to alice --to bob")
@prints("daemon.wire.decision:Act")
def assign(
    target: Target,
    units: Units = None,
    to: To = None,
    where: Where = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Assign units to people, instead of those before; without --to to nobody."""
    asked = about(units, where, project, preview, revision)
    decision = decision_of("assign", asked=tuple(to or ()))
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)
