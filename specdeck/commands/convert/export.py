"""`specdeck export`: write the specs of a project as a tree of numbered files."""

import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode
from specdeck.files import export_manifest
from specdeck.settings.resolve_settings import list_setting, resolve_settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.export.domain_registry import DomainRegistry
    from engine.lift.project.compose import Composition
    from engine.source.unit import SourceFile

app = single_command()

PGTAP = "pgtap"  # the dialect of tests


class ExportDialect(StrEnum):
    """The dialects of an export."""

    FULL = "full"
    CORE = "core"


class OverflowChoice(StrEnum):
    """How to handle the eleventh entity of a subdomain."""

    REFUSE = "refuse"
    SPREAD = "spread"


Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The target folder: new, empty, or from an earlier export.")
]
Paths = Annotated[
    list[str] | None, typer.Argument(metavar="[PATH]...", help="SQL files or folders. Default: those of the project.")
]
DialectOption = Annotated[ExportDialect | None, typer.Option(help="`core` can be read by upstream's own parser.")]
Prune = Annotated[
    bool,
    typer.Option("--prune", help="Remove unchanged files of earlier exports that are no longer written."),
]
Current = Annotated[
    bool,
    typer.Option("--current", help="Leave out statements that later ones are proved to replace (`specdeck history`)."),
]
PgTap = Annotated[
    bool,
    typer.Option(
        "--pgtap", help="Write regression tests of what the routines do, instead of specs. Their SQL runs in a sandbox."
    ),
]
OverflowOption = Annotated[OverflowChoice, typer.Option(help="`spread` moves an eleventh entity to a new subdomain.")]


@dataclass(frozen=True, slots=True)
class ExportResult:
    """The written files, and the text that has no spec: statements that do not parse, rows, psql commands.

    `stale` lists remaining files of earlier exports, `pruned` the removed ones. `script` is the verdict on all specs as
    one script, and `problems` says why it is not proved. `replaced` counts the statements that `--current` left out.
    With `--pgtap`, the dialect is `pgtap`, and `left_out` lists the routines without tests.
    """

    folder: str
    dialect: str
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    stale: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    script: str = "proved"
    problems: tuple[str, ...] = ()
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class SpecOptions:
    """The dialect of specs, what to do with an eleventh entity, and whether to leave out replaced statements."""

    dialect: str
    overflow: OverflowChoice
    current: bool


@app.command(epilog="Example: specdeck export specs/ db/ --dialect core")
@prints("specdeck.commands.convert.export:ExportResult")
def export(
    folder: Folder,
    paths: Paths = None,
    dialect: DialectOption = None,
    overflow: OverflowOption = OverflowChoice.REFUSE,
    prune: Prune = False,
    current: Current = False,
    pgtap: PgTap = False,
    as_json: Json = False,
) -> int:
    """Lift SQL and write one spec for each entity, in folders by schema with stable six-digit codes.

    Lists text that has no spec, and remaining files of earlier exports. Exits 1 if a file or a statement could not be
    read, or if the specs as one script are not proved; everything else is written.
    """
    chosen = paths or _of_the_project()
    if pgtap:
        return _export_tests(folder, chosen, prune, as_json)
    options = SpecOptions(dialect or str(resolve_settings()["export.dialect"].value), overflow, current)
    return _export_specs(folder, chosen, options, prune, as_json)


def _export_specs(folder: Path, paths: "Sequence[str]", options: SpecOptions, prune: bool, as_json: bool) -> int:
    """Write the specs; exits 1 if something could not be read, or is not proved."""
    from engine.compose_project import compose_project
    from engine.export import export_tree, spec_numbering
    from engine.proof.scripts.history import current_sources, history_of
    from engine.source.load_order import load_order
    from specdeck.files.sql_files import read_sources

    registry = _registry(folder)
    found = list(read_sources(paths))
    sources = load_order(found)
    history = history_of(sources) if options.current else None
    sources = tuple(each for each in sources if each.fault is None)
    proved = compose_project(current_sources(sources, history) if history else sources)
    composed, problems = proved.composition, tuple(each.sentence for each in proved.verdict.unproved)
    overflow = spec_numbering.Overflow(options.overflow.value)
    files = export_tree.export_specs(composed.specs, export_tree.Dialect(options.dialect), registry, overflow)
    stale, pruned = _place(folder, {file.path: file.text for file in files}, prune)
    exported = ExportResult(
        str(folder),
        options.dialect,
        (*(file.path for file in files), export_manifest.MANIFEST_FILE),
        tuple(_left_out(found, composed)),
        stale,
        pruned,
        proved.verdict.word,
        problems,
        len(history.removable) if history else 0,
    )
    _tell(exported, as_json)
    failed = bool(problems) or any(each.fault or any(unit.fault for unit in each.units) for each in found)
    return ExitCode.for_problem(failed)


def _export_tests(folder: Path, paths: "Sequence[str]", prune: bool, as_json: bool) -> int:
    """Write a regression suite; exits 1 if no routine has a test."""
    from specdeck.files.sql_files import read_sources
    from specdeck.local.trials.regression_suite import FOLDER, README_FILE, regression_suite

    if README_FILE not in export_manifest.read_manifest(folder):
        _require_no_files(folder, "Name a new or empty folder, or one from an earlier export of tests.")
    found = list(read_sources(paths))
    suite = regression_suite(found)
    stale, pruned = _place(folder, suite.files, prune)
    unread = [f"{each.path}: {each.fault.sentence}" for each in found if each.fault]
    exported = ExportResult(
        str(folder), PGTAP, tuple(suite.files), (*unread, *suite.left_out), stale, pruned, script=""
    )
    _tell(exported, as_json)
    return ExitCode.for_problem(not any(path.startswith(f"{FOLDER}/") for path in suite.files))


def _place(folder: Path, files: "Mapping[str, str]", prune: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the files; return those of earlier exports that remain, and those that were pruned."""
    left = _written(folder, files)
    pruned = export_manifest.prune_files(folder, left if prune else {})
    return tuple(sorted(set(left).difference(pruned))), pruned


def _require_no_files(folder: Path, hint: str) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError("command.not_an_export", f"{folder} contains other files.", hint, ExitCode.CONFLICT)


def _registry(folder: Path) -> "DomainRegistry":
    """Return the codes of an earlier export, or raise an error if the folder contains anything else."""
    from engine.export.domain_registry import EMPTY_REGISTRY, REGISTRY_FILE, read_registry

    if (folder / REGISTRY_FILE).is_file():
        return read_registry((folder / REGISTRY_FILE).read_text(encoding="utf-8"), str(folder / REGISTRY_FILE))
    _require_no_files(folder, "Name a new or empty folder, or one from an earlier export.")
    return EMPTY_REGISTRY


def _of_the_project() -> list[str]:
    """Return the folders of the project in the current folder, or the current folder."""
    from specdeck.settings.settings_files import PROJECT_FILE, project_file

    file = project_file(Path.cwd()) or Path(PROJECT_FILE)
    return [str(file.parent / each) for each in list_setting("project.folders")]


def _left_out(sources: "list[SourceFile]", composed: "Composition") -> list[str]:
    unreadable = [f"{each.path}: {each.fault.sentence}" for each in sources if each.fault]
    return unreadable + [f"{each.kind}: {' '.join(each.text.split())[:60]}" for each in composed.left_out]


def _written(folder: Path, files: "Mapping[str, str]") -> "Mapping[str, str]":
    """Write the files and the manifest, which keeps remaining files of earlier exports; return these."""
    fresh = {path: export_manifest.content_hash(text) for path, text in files.items()}
    left = export_manifest.stale_files(folder, export_manifest.read_manifest(folder), fresh)
    for path, text in files.items():
        _write(folder / path, text)
    _write(folder / export_manifest.MANIFEST_FILE, export_manifest.manifest_text({**fresh, **left}))
    return left


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def _tell(exported: ExportResult, as_json: bool) -> None:
    if as_json:
        print_json(exported)
        return
    for each in exported.left_out:
        print(f"warning: skipped: {each}", file=sys.stderr)
    for each in exported.problems:
        print(f"warning: {each}", file=sys.stderr)
    for each in exported.stale:
        print(f"warning: {each} is from an earlier export; --prune removes it if it is unchanged.", file=sys.stderr)
    for each in exported.pruned:
        print(f"Removed {each}")
    skipped = "routines" if exported.dialect == PGTAP else "statements"
    print(f"Wrote {len(exported.files)} files to {exported.folder}, skipped {len(exported.left_out)} {skipped}.")
    if exported.replaced:
        print(f"Left out {exported.replaced} statements that later ones replace.")
    if exported.script:
        print(f"Script: {exported.script}.")
    if exported.dialect == PGTAP and shutil.which("pg_prove") is None:
        print("To run them, install Debian's package libtap-parser-sourcehandler-pgtap-perl (see README.md).")
