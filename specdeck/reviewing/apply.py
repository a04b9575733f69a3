"""`specdeck review apply`: decisions from a file, one JSON object a line."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.connection import Target
from specdeck.group import command
from specdeck.options import Json
from specdeck.output import print_json
from specdeck.printable import on_a_line
from specdeck.saying import Preview, Project, code_of
from specdeck.shapes import prints
from specdeck.written_text import text_of

if TYPE_CHECKING:
    from specdeck.applying import Applied

app = command()

Lines = Annotated[Path, typer.Argument(metavar="FILE", help="One JSON object a line; - for stdin.")]


@app.command(name="apply", epilog="Example: specdeck review apply decisions.jsonl --preview")
@prints("specdeck.applying:Applied", "one object a line")
def apply_(
    target: Target,
    file: Lines,
    project: Project = "",
    preview: Preview = False,
    as_json: Json = False,
) -> int:
    """Decide as a file says: {"unit": "shop.total(integer)", "word": "approve"}. Applied again, it changes nothing.

    Besides the unit, its number or name, and the word, a line may have the fields words, reason, send_back, spec,
    proposal, hunks, line, asked and revision. The file is read whole before the first decision.
    """
    from specdeck.applying import Applying
    from specdeck.decision_lines import read

    lines = list(read(text_of(file)))
    refused: list[str] = []
    with target.connect() as client:
        for applied in Applying(client, lines, project).run(preview):
            _print(applied, as_json)
            refused += [applied.code or ""] if applied.outcome == "refused" else []
    return code_of(refused)


def _print(applied: "Applied", as_json: bool) -> None:
    if as_json:
        print_json(applied)
        return
    because = f": {applied.sentence} {applied.hint}".rstrip() if applied.outcome == "refused" else ""
    act = f"  ({applied.act})" if applied.act else ""
    said = f"line {applied.line}  {applied.word} {applied.unit}  {applied.outcome}{because}{act}"
    print(on_a_line(said), flush=True)
