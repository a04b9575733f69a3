"""`specdeck history`: which statements of a project later ones replace."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.proof.scripts.history import History, Replacement
    from engine.source.unit import SourceFile

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files or folders, as one script.")]


@dataclass(frozen=True, slots=True)
class ReplacedStatement:
    """A statement that a later one replaces; `obstacle` says what prevents the proof, and is None if it is proved."""

    unit: str
    kind: str
    file: str
    line: int
    replaced: str
    by_file: str
    by_line: int
    verdict: str
    obstacle: str | None


@app.command(epilog="Example: specdeck history migrations/ --json | jq -r 'select(.verdict == \"proved\").unit'")
@prints("specdeck.commands.convert.history:ReplacedStatement", "one object a line")
def history(paths: Paths, as_json: Json = False) -> int:
    """List statements that later ones replace: redefined, commented again, dropped. Exits 1 if any is not proved.

    A proved one can be left out: the script makes the same database without it. `export --current` does so.
    """
    from engine.proof.scripts.history import history_of
    from engine.source.load_order import load_order
    from specdeck.files.sql_files import read_sources

    sources = load_order(read_sources(paths))
    found = list(_rows(sources, history_of(sources)))
    if as_json:
        for each in found:
            print_json(each)
    else:
        rows = [
            (each.unit, f"{each.file}:{each.line}", f"{each.replaced} in {each.by_file}:{each.by_line}", each.verdict)
            for each in found
        ]
        print_table(("unit", "statement", "replaced", "verdict"), rows)
    return ExitCode.for_problem(any(each.obstacle for each in found))


def _rows(sources: "tuple[SourceFile, ...]", found: "History") -> Iterator[ReplacedStatement]:
    texts = {source.path: source.text for source in sources}
    for each in found.replacements:
        yield _row(texts, found, each)


def _row(texts: dict[str, str], found: "History", each: "Replacement") -> ReplacedStatement:
    units, files = found.statements.units, found.statements.files
    line, by_line = (
        texts[files[number]].count("\n", 0, units[number].span.start) + 1 for number in (each.earlier, each.later)
    )
    return ReplacedStatement(
        unit=units[each.earlier].name,
        kind=units[each.earlier].kind,
        file=files[each.earlier],
        line=line,
        replaced=each.kind,
        by_file=files[each.later],
        by_line=by_line,
        verdict="proved" if each.is_proved else "unverified",
        obstacle=each.obstacle or None,
    )
