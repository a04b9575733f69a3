"""`specdeck find`: the units that answer a question, or that resemble a piece of SQL."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from specdeck.find.find_shapes import FoundResult, FoundUnits

app = single_command()

Question = Annotated[str, typer.Argument(help="What you look for, in your own words.")]
Paths = Annotated[list[str] | None, typer.Argument(metavar="[PATH]...", help="SQL files or folders. Default: here.")]
Like = Annotated[str, typer.Option("--like", metavar="FILE", help="Find what resembles the unit in this file instead.")]
Project = Annotated[str, typer.Option("--project", metavar="NAME", help="Search this project with the daemon.")]
Kind = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only units of this kind; repeatable.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, max=100, help="How many results to show.")]
Explain = Annotated[bool, typer.Option("--explain", help="Show the rank of each result in every view, and the time.")]


@app.command(epilog='Example: specdeck find "where do we make sure an order is not shipped twice?" db/')
@prints("specdeck.find.find_shapes:FoundUnits")
def find(
    target: Target,
    question: Question = "",
    paths: Paths = None,
    like: Like = "",
    project: Project = "",
    kind: Kind = None,
    limit: Limit = 10,
    explain: Explain = False,
    as_json: Json = False,
) -> int:
    """Find units by a question or by example. Exits 1 if nothing is found.

    Files are searched without a daemon; with --project, the daemon searches the units that it knows.
    """
    from specdeck.find.search_files import UnitSearch, search_files

    if not question and not like:
        raise CommandError("find.question", "There is nothing to look for.", "Type a question, or use --like FILE.")
    places = [*([question] if like and question else []), *(paths or [])]  # with --like, every argument is a path
    request = UnitSearch(question, like, frozenset(kind or ()), limit)
    if project and not like:
        from specdeck.find.search_project import search_project

        found = search_project(target, project, request)
    else:
        found = search_files(places or ["."], request)
    if as_json:
        print_json(found)
    else:
        _print(found, explain=explain)
    return ExitCode.for_problem(not found.results)


def _print(found: "FoundUnits", *, explain: bool) -> None:
    for each in found.results:
        print(_line(each))
        if explain:
            views = ", ".join(f"{view} #{rank}" for view, rank in each.ranks.items())
            print(f"  score {each.score:.2f}: {views}")
    for note in found.notes:
        print(f"note: {escape_line(note)}", file=sys.stderr)
    if explain:
        print(f"\n{found.units} units searched in {found.milliseconds:.0f} ms")


def _line(each: "FoundResult") -> str:
    copies = f"  (and {each.copies} of the same name)" if each.copies else ""
    place = f"{escape_line(each.path)}:{each.line}" if each.line else f"{each.id}  {escape_line(each.path)}"
    return f"{place}  {each.kind} {escape_line(each.unit)}{copies}"
