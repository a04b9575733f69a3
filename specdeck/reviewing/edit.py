"""`specdeck review edit`: another text for a unit's spec."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.editing import from_text, in_editor, seen
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import command
from specdeck.naming import Naming
from specdeck.options import Json
from specdeck.saying import Project, Revision, Unit, report
from specdeck.shapes import prints
from specdeck.written_text import text_of

app = command()

Given = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The new text; - for stdin. No editor.")]


@app.command(epilog="Example: specdeck review edit 12 --file order_total.yaml")
@prints("daemon.wire.decision:Act")
def edit(
    target: Target,
    unit: Unit,
    file: Given = None,
    revision: Revision = None,
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Edit a spec in $EDITOR, or give it another text. It is checked and proved before anything is decided."""
    with target.connect() as client:
        review = client.reviews.get(Naming(client, project).number(unit))
        if revision not in (None, review.item.revision):
            sentence = f"Somebody changed this unit since you looked: it is at revision {review.item.revision}."
            raise CommandError("stale", sentence, "Look at it again, then edit it.", ExitCode.CONFLICT)
        act = in_editor(client, review) if file is None else from_text(client, seen(review), text_of(file))
    return ExitCode.FINDING if act is None else report(act, as_json)
