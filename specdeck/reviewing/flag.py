"""`specdeck review flag`: somebody else should look."""

from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.options import Json
from specdeck.saying import Preview, Project, Revision, Units, Where, Words, about, decision_of, report, say
from specdeck.shapes import prints

app = command()

To = Annotated[list[str] | None, typer.Option("--to", metavar="NAME", help="Whom to ask, by name; may be repeated.")]


@app.command(epilog='Example: specdeck review flag 12 --to alice --feedback "is the tax right?"')
@prints("daemon.wire.decision:Act")
def flag(
    target: Target,
    units: Units = None,
    to: To = None,
    where: Where = "",
    feedback: Words = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Ask for a second reviewer: those named, or anybody but you."""
    asked = about(units, where, project, preview, revision)
    decision = decision_of("flag", feedback, asked=tuple(to or ()))
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)
