"""`specdeck review apply`: decisions from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.review.decision_command import Preview, Project, exit_code_from_problems
from specdeck.review.text_editor import read_text

if TYPE_CHECKING:
    from specdeck.review.apply_file import AppliedLine

app = single_command()

Lines = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON object a line; - for stdin.")]


@app.command(name="apply", epilog="Example: specdeck review apply decisions.jsonl --preview")
@prints("specdeck.review.apply_file:AppliedLine", "one object a line")
def apply_(target: Target, file: Lines, project: Project = "", preview: Preview = False, as_json: Json = False) -> int:
    """Apply a file of decisions: {"unit": "shop.total(integer)", "kind": "approve"}. Can be applied again safely.

    Besides the unit (its number or name) and the kind, a line can have the fields note, reason, send_back, spec,
    proposal, hunks, line, asked and revision. The whole file is checked before the first decision is made.
    """
    from specdeck.review.apply_file import DecisionFile
    from specdeck.review.decision_lines import parse_decision_lines

    lines = list(parse_decision_lines(read_text(file)))
    refused: list[str] = []
    with target.connect() as client:
        for applied in DecisionFile(client, lines, project).run(preview):
            _print(applied, as_json)
            if applied.outcome == "refused":
                refused.append(applied.code or "")
    return exit_code_from_problems(refused)


def _print(applied: "AppliedLine", as_json: bool) -> None:
    if as_json:
        print_json(applied)
        return
    text = f"line {applied.line}  {applied.kind} {applied.unit}  {applied.outcome}"
    if applied.outcome == "refused":
        text = f"{text}: {applied.sentence} {applied.hint}".rstrip()
    if applied.act:
        text = f"{text}  ({applied.act})"
    print(escape_line(text), flush=True)
