"""`specdeck lift`: convert SQL files to specs and prove them."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_document, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.cli.terminal_text import escape_line
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.conversion import Conversion
    from specdeck.files.detect_in_files import ConvertedWithPatterns

app = single_command()

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="SQL files, folders of them, or - for stdin.")]
Spec = Annotated[bool, typer.Option("--spec", help="Print the specs, separated by `---`.")]


@app.command(epilog="Example: specdeck lift db/ --json | jq -r 'select(.verdict != \"proved\").unit'")
@prints("specdeck.files.lifted_unit:LiftedUnit", "one object a line")
def lift(paths: Paths, spec: Spec = False, as_json: Json = False) -> int:
    """Lift SQL to SpecQL and prove that it means the same. Exits 1 if any unit has an error."""
    import gc

    from specdeck.files.convert_files import convert_files

    gc.set_threshold(200_000, 20, 20)  # trees are many and short-lived: collecting less often saves a tenth of the time
    show = _printer(as_json, spec)
    failed = False
    for found in convert_files(paths):
        failed |= not found.conversion.ok
        show.unit(found)
    show.end()
    return ExitCode.for_problem(failed)


def _printer(as_json: bool, spec: bool) -> "_JsonLines | _Specs | _Table":
    if as_json:
        return _JsonLines()
    if spec:
        return _Specs()
    return _Table()


class _JsonLines:
    """Prints each unit as one JSON line as soon as it is converted."""

    def unit(self, found: "ConvertedWithPatterns") -> None:
        print_json(found.to_json())

    def end(self) -> None:
        """Nothing is left to say."""


class _Specs:
    """Prints the specs on stdout and the errors on stderr. A single spec can be saved as a file."""

    def __init__(self) -> None:
        self.separator = ""

    def unit(self, found: "ConvertedWithPatterns") -> None:
        conversion = found.conversion
        if conversion.fault:
            _complain(conversion)
        if conversion.spec:
            print_document(f"{self.separator}{conversion.spec}")
            self.separator = "---\n"

    def end(self) -> None:
        """Nothing is left to say."""


class _Table:
    """Prints a row for each unit, then the totals."""

    def __init__(self) -> None:
        self.found: list[ConvertedWithPatterns] = []

    def unit(self, found: "ConvertedWithPatterns") -> None:
        self.found.append(found)

    def end(self) -> None:
        """Print the table, the errors and the totals."""
        print_table(("unit", "kind", "verdict", "coverage", "entity", "patterns"), map(_row, self.found))
        conversions = [each.conversion for each in self.found]
        failed = [each for each in conversions if each.fault]
        for conversion in failed:
            _complain(conversion)
        proved = sum(_verdict(each) == "proved" for each in conversions)
        print(f"\n{_counted(len(conversions))}, {proved} proved, {len(failed)} with an error")


def _counted(units: int) -> str:
    if units == 1:
        return "1 unit"
    return f"{units} units"


def _row(found: "ConvertedWithPatterns") -> tuple[object, ...]:
    conversion, patterns = found.conversion, ", ".join(each.pattern for each in found.patterns)
    name = conversion.unit or conversion.file
    return name, conversion.kind, _verdict(conversion), format_percent(conversion.coverage), conversion.entity, patterns


def _verdict(conversion: "Conversion") -> str:
    if conversion.fault:
        return "error"
    if conversion.verdict:
        return str(conversion.verdict.kind)
    return "unverified"


def _complain(conversion: "Conversion") -> None:
    fault = conversion.fault
    if fault:
        where = f"{conversion.file}: {conversion.unit or conversion.kind}"
        print(escape_line(f"error: {where}: {fault.sentence}"), file=sys.stderr)
        print(escape_line(f"hint: {fault.hint}"), file=sys.stderr)
