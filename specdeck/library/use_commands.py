"""Fill patterns in, compose them, and check them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode
from specdeck.library.pattern_app import Language, PatternId, PatternIds, Values, app, parse_values

if TYPE_CHECKING:
    from daemon.wire.library_pattern import FilledPattern

Checked = Annotated[list[str], typer.Argument(metavar="FILE|ID...", help="YAML files, or patterns for one entity.")]


@app.command(epilog="Example: specdeck patterns instantiate soft_delete --set table=client --as postgresql")
@prints("daemon.wire.library_pattern:FilledPattern")
def instantiate(
    target: Target, pattern: PatternId, values: Values = None, language: Language = "specql", as_json: Json = False
) -> None:
    """Fill in a pattern and print it, as SpecQL or in another language."""
    with target.connect() as client:
        found = client.patterns.fill([pattern], parse_values(values), language)
    _print_filled(found, as_json)


@app.command(epilog="Example: specdeck patterns compose state_machine soft_delete --set table=parcel")
@prints("daemon.wire.library_pattern:FilledPattern")
def compose(
    target: Target, patterns: PatternIds, values: Values = None, language: Language = "specql", as_json: Json = False
) -> int:
    """Put several patterns on one entity. Exits 1 and lists the conflicts if that is not possible."""
    with target.connect() as client:
        found = client.patterns.fill(patterns, parse_values(values), language)
    _print_filled(found, as_json)
    return ExitCode.for_problem(bool(found.conflicts))


@app.command(epilog="Example: specdeck patterns validate mine.yaml")
def validate(target: Target, checked: Checked, values: Values = None) -> int:
    """Check YAML files strictly, without a daemon, or whether patterns fit on one entity. Exits 1 if not."""
    files = [Path(each) for each in checked if each.endswith((".yaml", ".yml"))]
    if files:
        for file in files:
            _check_file(file)
        return ExitCode.OK
    with target.connect() as client:
        conflicts = client.patterns.fill(checked, parse_values(values)).conflicts
    for conflict in conflicts:
        print(f"{conflict.sentence} {conflict.hint}")
    if not conflicts:
        print("These patterns fit on one entity.")
    return ExitCode.for_problem(bool(conflicts))


def _check_file(file: Path) -> None:
    from engine.patterns.library.pattern_library import PatternLibrary
    from engine.patterns.library.read_patterns import read_patterns
    from specdeck.review.text_editor import read_text

    library = PatternLibrary()
    found = read_patterns(read_text(file), str(file))
    for pattern in found:
        library.add_pattern(pattern)
    print(f"{file}: {len(found)} valid")


def _print_filled(found: "FilledPattern", as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    for conflict in found.conflicts:
        print(f"{conflict.sentence} {conflict.hint}")
    print(found.text, end="")
