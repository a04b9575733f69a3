"""`specdeck review merge`: some of a proposal, or two texts made one."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.connection import Target
from specdeck.errors import CommandError
from specdeck.group import command
from specdeck.naming import MOST
from specdeck.options import Json
from specdeck.saying import Project, Revision, Unit, about, decision_of, report, say
from specdeck.shapes import prints
from specdeck.written_text import text_of

app = command()

Proposal = Annotated[
    int | None, typer.Option("--proposal", metavar="N", max=MOST, help="The proposal that it is about.")
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
    asked = about([unit], "", project, preview=False, revision=revision)
    spec = None if file is None else text_of(file)
    decision = decision_of("merge", spec=spec, proposal=proposal, hunks=numbers(hunks))
    with target.connect() as client:
        act = say(client, asked, decision)
    return report(act, as_json)


def numbers(text: str) -> tuple[int, ...] | None:
    """Numbers with commas between them; None for all."""
    words = [word for word in text.replace(",", " ").split() if word]
    if not all(word.isascii() and word.isdigit() for word in words):
        raise CommandError("hunks", f"{text!r} are no numbers of hunks.", "Write them as 1,4.")
    return tuple(map(int, words)) or None
