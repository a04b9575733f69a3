"""`specdeck spec`: check and format spec files, and print their schema."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from engine.spec.spec_error import SpecError

app = command_group("Check and format spec files, and print their schema.")

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Spec files, or - for stdin.")]
Check = Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file would change.")]


@dataclass(frozen=True, slots=True)
class SpecFileMistake:
    """One mistake in a spec and its place."""

    code: str
    sentence: str
    hint: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class SpecFileCheck:
    """A spec file and its mistakes."""

    file: str
    ok: bool
    mistakes: tuple[SpecFileMistake, ...]


@dataclass(frozen=True, slots=True)
class FormattedFile:
    """A spec file, and whether formatting changes it."""

    file: str
    changed: bool


@app.command(epilog="Example: specdeck spec check specql/sales/*.yaml")
@prints("specdeck.commands.convert.spec:SpecFileCheck", "one object a line")
def check(files: Files, as_json: Json = False) -> int:
    """Check specs strictly and report every mistake with its place. Exits 1 if there are any."""
    found = [_checked(file) for file in files]
    for each in found:
        if as_json:
            print_json(each)
        else:
            _print(each)
    return ExitCode.for_problem(not all(each.ok for each in found))


@app.command(epilog="Example: specdeck spec fmt --check specql/sales/order.yaml")
@prints("specdeck.commands.convert.spec:FormattedFile", "one object a line")
def fmt(files: Files, only_check: Check = False, as_json: Json = False) -> int:
    """Format specs in place, or from stdin to stdout."""
    found = [_formatted(file, only_check) for file in files]
    outcome = "would change" if only_check else "changed"
    for each in found:
        if as_json:
            print_json(each)
        elif each.changed and each.file != "-":
            print(f"{each.file} {outcome}")
    return ExitCode.for_problem(only_check and any(each.changed for each in found))


@app.command(epilog="Example: specdeck spec schema > specql.schema.json")
def schema() -> None:
    """Print the JSON Schema of SpecQL, for editors."""
    from engine.spec.shapes.json_schema import json_schema

    print_json(json_schema())


def _checked(file: str) -> SpecFileCheck:
    from engine.spec.spec_error import SpecError
    from specdeck.files.read_spec import read_spec

    try:
        read_spec(file)
    except SpecError as error:
        return SpecFileCheck(file, ok=False, mistakes=tuple(map(_mistake, (error, *error.others))))
    return SpecFileCheck(file, ok=True, mistakes=())


def _mistake(error: "SpecError") -> SpecFileMistake:
    return SpecFileMistake(error.code, error.sentence, error.hint, error.line, error.column)


def _print(found: SpecFileCheck) -> None:
    if found.ok:
        print(f"{found.file} is valid")
    for each in found.mistakes:
        print(f"error: {found.file}:{each.line}:{each.column}: {each.sentence}", file=sys.stderr)
        if each.hint:
            print(f"hint: {each.hint}", file=sys.stderr)


def _formatted(file: str, only_check: bool) -> FormattedFile:
    from engine.spec.reader import read_spec_bytes
    from engine.spec.writer import write_spec
    from specdeck.files.read_spec import read_file_bytes

    before = read_file_bytes(file)
    after = write_spec(read_spec_bytes(before, file)).text
    changed = after.encode() != before
    if file == "-" and not only_check:
        print(after, end="")
    elif changed and not only_check:
        _replace(Path(file), after)
    return FormattedFile(file, changed)


def _replace(path: Path, text: str) -> None:
    """Write a temporary file and rename it, so that a partial file never appears."""
    import os
    from tempfile import NamedTemporaryFile

    target = path.resolve()
    with NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, prefix=f".{path.name}.", delete=False) as out:
        out.write(text)
    Path(out.name).chmod(target.stat().st_mode)
    os.replace(out.name, target)  # noqa: PTH105 - the name says that it replaces
