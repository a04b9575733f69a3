"""`specdeck mine`: repeated code that no pattern explains, as candidates for the library."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line

if TYPE_CHECKING:
    from engine.patterns.mining.mine_patterns import MinedCandidate
    from specdeck.find.mining_shapes import MinedPattern

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Suggest = Annotated[bool, typer.Option("--suggest", help="Add the candidates to the suggestions of the library.")]
Spec = Annotated[bool, typer.Option("--spec", help="Show the template of each candidate.")]


@app.command(epilog="Example: specdeck mine db/ --suggest")
@prints("specdeck.find.mining_shapes:MinedPattern", "one object a line")
def mine(target: Target, paths: Paths, suggest: Suggest = False, spec: Spec = False, as_json: Json = False) -> None:
    """Find code that at least three routines repeat. Every instance is derived from the candidate and proved."""
    from specdeck.find.mine_files import mine_files, shape_of

    candidates = mine_files(paths)
    for each in map(shape_of, candidates):
        if as_json:
            print_json(each)
        else:
            _print(each, with_spec=spec)
    if not as_json:
        print(f"{len(candidates)} candidates, {sum(len(each.instances) for each in candidates)} proved instances")
    if suggest and candidates:
        _suggest(target, candidates)


def _print(candidate: "MinedPattern", *, with_spec: bool) -> None:
    print(f"{candidate.id}: {len(candidate.instances)} units, {candidate.fixed:.0%} the same")
    for each in candidate.instances:
        print(f"  {escape_line(each.path)}:{each.line}  {escape_line(each.unit)}")
    if with_spec:
        print("    " + candidate.spec.rstrip().replace("\n", "\n    "))


def _suggest(target: Target, candidates: "list[MinedCandidate]") -> None:
    from engine.patterns.library.pattern_history import patterns_to_yaml

    with target.connect() as client:
        saved = client.patterns.suggest(patterns_to_yaml(each.pattern for each in candidates), "Mined.")
    print(f"{len(saved.items)} suggested; decide with: specdeck patterns suggestions")
