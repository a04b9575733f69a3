"""`specdeck review skip`: not now."""

from specdeck.connection import Target
from specdeck.group import command
from specdeck.options import Json
from specdeck.saying import Preview, Project, Revision, Units, Where, about, decision_of, report, say
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck review skip 12")
@prints("daemon.wire.decision:Act")
def skip(
    target: Target,
    units: Units = None,
    where: Where = "",
    revision: Revision = None,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Leave units for later. They stay in the inbox, behind what nobody skipped."""
    asked = about(units, where, project, preview, revision)
    with target.connect() as client:
        act = say(client, asked, decision_of("skip"))
    return report(act, as_json)
