"""`specdeck init`: create the settings file of a project."""

import json
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.options import Json
from specdeck.cli.output import print_json
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError
from specdeck.exit_codes import ExitCode

app = single_command()


@dataclass(frozen=True, slots=True)
class NewSettingsFile:
    """The new settings file and its content."""

    file: str
    name: str
    folders: tuple[str, ...]


CONTENT = """\
# Settings of this project. `specdeck config show --origin` shows all settings and their origins.

[project]
name = {name}
folders = {folders}
"""


@app.command(epilog="Example: specdeck init shop --folder db --folder migrations")
@prints("specdeck.commands.projects.init:NewSettingsFile")
def init(
    place: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="The project's folder.")] = Path(),
    folder: Annotated[
        list[str] | None, typer.Option(help="A folder to watch, relative to the project's folder.")
    ] = None,
    name: Annotated[str, typer.Option(help="The project's name. Default: the name of its folder.")] = "",
    as_json: Json = False,
) -> None:
    """Create specdeck.toml in a folder. The next step is `specdeck project add`."""
    from specdeck.settings.settings_files import PROJECT_FILE

    root = place.resolve()
    if not root.is_dir():
        raise CommandError("command.no_folder", f"{place} is not a folder.", "Create it first.")
    file, title, folders = root / PROJECT_FILE, name or root.name, folder or ["."]
    _write_new(file, CONTENT.format(name=_toml(title), folders=_toml(folders)))
    if as_json:
        print_json(NewSettingsFile(str(file), title, tuple(folders)))
    else:
        print(f"Wrote {file}. Next, in that folder: specdeck project add")
        print(f"If you work alone, then also: specdeck policy set {shlex.quote(title)} --alone")


def _write_new(file: Path, content: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(content)
    except FileExistsError:
        raise CommandError(
            "command.exists", f"{file} already exists and was not changed.", "Edit it.", ExitCode.CONFLICT
        ) from None


def _toml(value: str | list[str]) -> str:
    """Return a string or a list as TOML, which matches JSON except for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
