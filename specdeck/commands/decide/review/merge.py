"""`specdeck review merge`."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import Project, Revision, Unit, build_decision, decide, select_units
from specdeck.review.hunk_numbers import parse_numbers
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="The proposal to merge.")
]
Hunks = Annotated[
    str, typer.Option("--hunks", metavar="N,N", help="The hunks to merge, as `review show` numbers them. Default: all.")
]
Given = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="A text merged by hand; - for stdin.")]


@app.command(epilog="Example: specdeck review merge 12 --proposal 3 --hunks 1,4")
@prints("daemon.wire.decision:Act")
def merge(
    target: Target,
    unit: Unit,
    proposal: Proposal = None,
    hunks: Hunks = "",
    file: Given = None,
    revision: Revision = None,
    project: Project = "",
    as_json: Json = False,
) -> int:
    """Merge a proposal, or some of its hunks, into the text in review. The result is checked and proved."""
    if proposal is None and file is None:
        raise CommandError("command.merge_what", "There is nothing to merge.", "Add --proposal or --file.")
    selected = select_units([unit], project=project, revision=revision)
    spec = None if file is None else read_text(file)
    decision = build_decision("merge", spec=spec, proposal=proposal, hunks=parse_numbers(hunks))
    return decide(target, selected, decision, as_json)
