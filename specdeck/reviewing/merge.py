"""`specdeck review merge`: some of a proposal, or two texts made one."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.review.decision_command import (
    Project,
    Revision,
    Unit,
    build_decision,
    report_act,
    select_units,
    send_decision,
)
from specdeck.review.text_editor import read_text
from specdeck.review.unit_lookup import MAX_UNIT_ID

app = single_command()

Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MAX_UNIT_ID, help="The proposal that it is about.")
]
Hunks = Annotated[
    str, typer.Option("--hunks", metavar="N,N", help="Which of its hunks to take, as `review show` counts them.")
]
Given = Annotated[Path | None, typer.Option("--file", metavar="FILE", help="The merged text; - for stdin.")]


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
    """Merge a proposal, or some of its hunks, into the text in review. What comes of it is checked and proved."""
    if proposal is None and file is None:
        raise CommandError(
            "merge_what", "Name a proposal, or a file with the merged text.", "Say --proposal or --file."
        )
    asked = select_units([unit], "", project, preview=False, revision=revision)
    spec = None if file is None else read_text(file)
    decision = build_decision("merge", spec=spec, proposal=proposal, hunks=parse_numbers(hunks))
    with target.connect() as client:
        act = send_decision(client, asked, decision)
    return report_act(act, as_json)


def parse_numbers(text: str) -> tuple[int, ...] | None:
    """Numbers with commas between them; None for all."""
    words = [word for word in text.replace(",", " ").split() if word]
    if not all(word.isascii() and word.isdigit() for word in words):
        raise CommandError("hunks", f"{text!r} are no numbers of hunks.", "Write them as 1,4.")
    return tuple(map(int, words)) or None
