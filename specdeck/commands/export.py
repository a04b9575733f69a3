"""`specdeck export`: the specs of a project as a tree of numbered files."""

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck import manifest
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.group import command
from specdeck.options import Json
from specdeck.output import print_json
from specdeck.settings.resolve import resolve
from specdeck.shapes import prints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.export.exporting import ExportedFile
    from engine.export.registry import Registry
    from engine.lift.compose import Composition
    from engine.source.unit import SourceFile

app = command()


class Dialect(StrEnum):
    """How the files are written."""

    FULL = "full"
    CORE = "core"


class Overflow(StrEnum):
    """What to do with the eleventh entity of a subdomain."""

    REFUSE = "refuse"
    SPREAD = "spread"


Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder to write to: new, empty or exported to before.")
]
Paths = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH]...", help="SQL files or folders; the project's if none is named.")
]
DialectOption = Annotated[Dialect | None, typer.Option(help="`core` is what upstream's own parser reads.")]
Prune = Annotated[
    bool,
    typer.Option("--prune", help="Remove what only earlier exports wrote, unless somebody changed it."),
]
OverflowOption = Annotated[Overflow, typer.Option(help="`spread` puts an eleventh entity into a new subdomain.")]


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and what no spec can hold: statements that do not parse, rows, commands of psql.

    `stale` are files of earlier exports that are there still, `pruned` those that were removed.
    """

    folder: str
    dialect: str
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    stale: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()


@app.command(epilog="Example: specdeck export specs/ db/ --dialect core")
@prints("specdeck.commands.export:Exported")
def export(
    folder: Folder,
    paths: Paths = None,
    dialect: DialectOption = None,
    overflow: OverflowOption = Overflow.REFUSE,
    prune: Prune = False,
    as_json: Json = False,
) -> int:
    """Lift SQL and write one spec an entity, in folders by schema with six-digit codes that stay as they are.

    What no spec can hold is listed, and so is what an earlier export left there. Exits 1 if a file or a statement could
    not be read; the rest is written.
    """
    from engine.export import exporting, numbering
    from engine.lift.compose import compose
    from engine.source.project import load_order
    from specdeck.sources import sources

    registry = _registry(folder)
    found = list(sources(paths or _of_the_project()))
    composed = compose(load_order([each for each in found if each.error is None]))
    chosen = dialect or str(resolve()["export.dialect"].value)
    files = exporting.export(composed.specs, exporting.Dialect(chosen), registry, numbering.Overflow(overflow.value))
    left = _written(folder, files)
    pruned = manifest.prune(folder, left) if prune else ()
    stale = tuple(sorted(set(left).difference(pruned)))
    names = (*(file.path for file in files), manifest.FILE)
    exported = Exported(str(folder), chosen, names, tuple(_left_out(found, composed)), stale, pruned)
    _tell(exported, as_json)
    failed = any(each.error or any(unit.error for unit in each.units) for each in found)
    return ExitCode.FINDING if failed else ExitCode.OK


def _registry(folder: Path) -> "Registry":
    """The numbers that an earlier export gave; a folder that holds anything else is not ours to write to."""
    from engine.export.registry import EMPTY, FILE, read_registry

    if (folder / FILE).is_file():
        return read_registry((folder / FILE).read_text(encoding="utf-8"), str(folder / FILE))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        hint = "Name a new or an empty folder, or one that was exported to before."
        raise CommandError("not_an_export", f"{folder} holds something else.", hint, ExitCode.CONFLICT)
    return EMPTY


def _of_the_project() -> list[str]:
    """The folders of the project that we stand in, or the folder itself."""
    from specdeck.settings.files import project_file

    file, folders = project_file(Path.cwd()), resolve()["project.folders"].value
    home = file.parent if file else Path()
    return [str(home / each) for each in folders] if isinstance(folders, tuple) else []


def _left_out(sources: "list[SourceFile]", composed: "Composition") -> list[str]:
    unreadable = [f"{each.path}: {each.error.sentence}" for each in sources if each.error]
    return unreadable + [f"{each.kind}: {' '.join(each.text.split())[:60]}" for each in composed.left_out]


def _written(folder: Path, files: "Sequence[ExportedFile]") -> "Mapping[str, str]":
    """Write the files and the manifest; the answer is what is left of earlier exports, which the manifest keeps."""
    fresh = {file.path: manifest.hash_of(file.text) for file in files}
    left = manifest.left(folder, manifest.read(folder), fresh)
    for file in files:
        _write(folder / file.path, file.text)
    _write(folder / manifest.FILE, manifest.text({**fresh, **left}))
    return left


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _tell(exported: Exported, as_json: bool) -> None:
    if as_json:
        print_json(exported)
        return
    for each in exported.left_out:
        print(f"warning: left out: {each}", file=sys.stderr)
    for each in exported.stale:
        print(f"warning: {each} is of an earlier export; --prune removes it unless it was changed.", file=sys.stderr)
    for each in exported.pruned:
        print(f"Removed {each}")
    print(f"Wrote {len(exported.files)} files to {exported.folder}, {len(exported.left_out)} things left out.")
