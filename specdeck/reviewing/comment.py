"""`specdeck review comment`: a remark on a line of a spec."""

from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.naming import MOST
from specdeck.options import Json
from specdeck.saying import Project, Unit, about, decision_of, report, say
from specdeck.shapes import prints

app = command()

Remark = Annotated[str, typer.Argument(metavar="TEXT", help="What to say; @name tells somebody of it.")]
Line = Annotated[int, typer.Option("--line", metavar="N", max=MOST, help="The line of the spec that it is about.")]


@app.command(epilog="Example: specdeck review comment 12 --line 7 '@alice is this still so?'")
@prints("daemon.wire.decision:Act")
def comment(
    target: Target,
    unit: Unit,
    text: Remark,
    line: Line = 1,
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Comment on a line of the spec in review. It changes nothing else."""
    decision = decision_of("comment", text, line=line)
    asked = about([unit], "", project, preview=False)
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)
