"""`specdeck review redo`: do again what was taken back."""

from specdeck.connection import Target
from specdeck.group import command
from specdeck.naming import project_of
from specdeck.options import Json
from specdeck.reviewing.undo import Which
from specdeck.saying import Project, report
from specdeck.shapes import prints

app = command()


@app.command(epilog="Example: specdeck review redo")
@prints("daemon.wire.decision:Act")
def redo(
    target: Target,
    act: Which = None,
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Do again what was undone: an act by its id, or your own latest."""
    with target.connect() as client:
        done = client.reviews.redo(project_of(client, project), act)
    return report(done, as_json)
