"""`specdeck review edit`: another text for a unit's spec."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.connection import connect
from specdeck.editing import from_text, in_editor, seen
from specdeck.exit_codes import ExitCode
from specdeck.group import command
from specdeck.options import Host, Instance, Json, NoDaemonStart
from specdeck.saying import Project, Revision, Unit, number_of, report
from specdeck.shapes import prints
from specdeck.written_text import text_of

app = command()

Given = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The new text; - for stdin. No editor.")]


@app.command(epilog="Example: specdeck review edit 12 --file order_total.yaml")
@prints("daemon.wire.decision:Act")
def edit(
    context: typer.Context,
    unit: Unit,
    file: Given = None,
    revision: Revision = None,
    project: Project = "",
    host: Host = None,
    instance: Instance = None,
    no_daemon_start: NoDaemonStart = False,
    as_json: Json = False,
) -> int:
    """Edit a spec in $EDITOR, or give it another text. It is checked and proved before anything is decided."""
    from dataclasses import replace

    with connect(context, host, no_daemon_start, instance) as client:
        review = client.reviews.get(number_of(client, unit, project))
        if file is None:
            act = in_editor(client, review)
        else:
            began = seen(review)
            act = from_text(client, replace(began, revision=revision or began.revision), text_of(file))
    return ExitCode.FINDING if act is None else report(act, as_json)
