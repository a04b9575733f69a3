"""`specdeck assess`: what a code base holds, what is dangerous in it, what it may cost, and where to begin."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_text
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.assess.assessment import Assessment

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE", help="Write the report as one HTML page.")]
Markdown = Annotated[str, typer.Option("--md", metavar="FILE", help="Write the report as Markdown.")]
Fast = Annotated[bool, typer.Option("--no-proof", help="Skip the proof of each unit: faster, and says less.")]
SHOWN = 10


@app.command(epilog="Example: specdeck assess db/ --html assessment.html")
@prints("specdeck.scan.assessment_shape:AssessmentShape")
def assess(paths: Paths, html: Html = "", md: Markdown = "", no_proof: Fast = False, as_json: Json = False) -> int:
    """Assess SQL files: inventory, proof, findings, effort, and where to begin. Needs no daemon and no database."""
    import gc

    from engine.assess.assessment import assess_sources
    from engine.assess.unit_status import converted_status, unproved_status
    from specdeck.files.sql_files import read_sources

    gc.set_threshold(200_000, 20, 20)  # trees are many and short-lived: collecting less often saves a third of the time
    status_of = unproved_status if no_proof else converted_status
    found = assess_sources(tuple(read_sources(paths)), status_of=status_of, progress=_progress())
    if html:
        from engine.assess.render.page import assessment_page

        Path(html).write_text(assessment_page(found, f"Assessment of {', '.join(paths)}"), encoding="utf-8")
    if md:
        from engine.assess.render.markdown import assessment_markdown

        Path(md).write_text(assessment_markdown(found), encoding="utf-8")
    if as_json:
        print_json(found.to_json())
    else:
        _print_page(found)
    return ExitCode.OK


def _print_page(found: "Assessment") -> None:
    from engine.assess.render.summary import charts, summary_lines
    from engine.assess.render.tables import report_tables

    for line in summary_lines(found):
        print(escape_text(line))
    first = next(report_tables(found))
    if first.rows:
        print(f"\n{first.title}: {first.note}")
        print_table(first.headings, [[_cut(cell) for cell in row] for row in first.rows[:SHOWN]])
    print()
    for title, bars in charts(found):
        shown = ", ".join(f"{escape_text(name)} {count}" for name, count in bars.items() if count)
        print(f"{title}: {shown or 'none'}")


def _cut(cell: str, most: int = 64) -> str:
    """The end of a long place, the beginning of anything else."""
    if len(cell) <= most:
        return cell
    if "/" in cell:
        return "…" + cell[-most + 1 :]
    return cell[: most - 1] + "…"


def _progress():  # noqa: ANN202 - a function, or None where nobody watches
    """Report progress where a person watches."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="", file=sys.stderr, flush=True)

    return show
