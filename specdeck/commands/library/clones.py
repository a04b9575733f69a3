"""`specdeck clones`: units that are equal but for names."""

from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Every = Annotated[bool, typer.Option("--all", help="Also tables, views and other objects, not only routines.")]


@app.command(epilog="Example: specdeck clones db/")
@prints("specdeck.find.clone_shapes:ClonesFound", "one object a line")
def clones(paths: Paths, every: Every = False, as_json: Json = False) -> None:
    """List units that are equal but for names, and whether the spec of the first serves the others, proved."""
    from specdeck.find.clones_in_files import clones_in_files

    found = list(clones_in_files(paths, routines_only=not every))
    for cluster in found:
        if as_json:
            print_json(cluster)
            continue
        print(f"{cluster.key}: {len(cluster.members)} copies")
        for each in cluster.members:
            note = "" if not each.plan else f"  ({_PLANS[each.plan]})"
            print(f"  {escape_line(each.path)}:{each.line}  {escape_line(each.unit)}{note}")
    if not as_json:
        print(f"\n{len(found)} clusters of {sum(len(each.members) for each in found)} units")


_PLANS = {"adapt": "same spec with other names, proved", "fresh": "needs a spec of its own"}
