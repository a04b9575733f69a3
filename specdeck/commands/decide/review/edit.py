"""`specdeck review edit`."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.review.decision_command import Project, Revision, Unit, report_act
from specdeck.review.edit_spec import edit_from_text, edit_in_editor, reviewed_text_from_review
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import UnitLookup

app = single_command()

Given = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="Use this text instead of an editor; - for stdin.")
]


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
    """Edit a spec in $EDITOR, or replace its text. The text is checked and proved before the edit is recorded."""
    with target.connect() as client:
        review = client.reviews.get(UnitLookup(client, project).number(unit))
        if revision not in (None, review.item.revision):
            sentence = f"Somebody changed this unit since you looked: it is at revision {review.item.revision}."
            raise CommandError("command.stale", sentence, "Look at it again, then edit it.", ExitCode.CONFLICT)
        if file is None:
            act = edit_in_editor(client, review)
        else:
            act = edit_from_text(client, reviewed_text_from_review(review), read_text(file))
    if act is None:
        return ExitCode.FINDING
    return report_act(act, as_json)
