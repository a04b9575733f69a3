"""`specdeck project`: which folders the daemon watches."""

from pathlib import Path
from typing import Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError

app = command_group("Say which folders the daemon watches.")

Name = Annotated[str, typer.Argument(help="The project's name.")]
OptionalName = Annotated[str | None, typer.Argument(metavar="[NAME]", help="The project's name.")]
Ignore = Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Leave out what matches; may be repeated.")]
Folders = Annotated[list[str] | None, typer.Argument(metavar="[FOLDER]...", help="The folders to watch.")]


@app.command(epilog="Example: specdeck project add shop db/ migrations/")
@prints("daemon.wire.project:Project")
def add(
    target: Target,
    name: OptionalName = None,
    folders: Folders = None,
    ignore: Ignore = None,
    as_json: Json = False,
) -> None:
    """Let the daemon watch folders. Without a name, both come from specdeck.toml."""
    from daemon.wire.project import NewProject

    title, named = (name, folders or ["."]) if name else _from_settings()
    globs = ignore or _ignored()
    remote = target.host
    paths = [_remote(folder, remote) if remote else _local(folder) for folder in named]
    try:
        NewProject(title, tuple(paths), tuple(globs))
    except ValueError as error:
        hint = "The name comes before the folders: specdeck project add shop db/"
        raise CommandError("bad_project", f"This cannot be a project: {error}.", hint) from error
    with target.connect() as client:
        project = client.projects.add(title, paths, globs)
    if as_json:
        print_json(project)
    else:
        print(f"{project.name} watches {', '.join(project.folders)}")


@app.command("list", epilog="Example: specdeck project list --json")
@prints("daemon.wire.project:Project", "an array")
def list_(target: Target, as_json: Json = False) -> None:
    """List the projects and their folders."""
    with target.connect() as client:
        projects = list(client.projects.list())
    if as_json:
        print_json(projects)
    else:
        rows = [(each.name, "paused" if each.paused else "watched", each.folders) for each in projects]
        print_table(("project", "state", "folders"), rows)


@app.command(epilog="Example: specdeck project remove shop")
@prints("daemon.wire.project:Project")
def remove(target: Target, name: Name, as_json: Json = False) -> None:
    """Forget a project. Its files stay as they are."""
    with target.connect() as client:
        project = client.projects.remove(name)
    if as_json:
        print_json(project)
    else:
        print(f"{project.name} is no longer watched; its files stay.")


def _from_settings() -> tuple[str, list[str]]:
    from specdeck.settings.resolve_settings import resolve_settings
    from specdeck.settings.settings_files import PROJECT_FILE, project_file

    file = project_file(Path.cwd())
    if file is None:
        raise CommandError(
            "no_project", f"No name is given, and no {PROJECT_FILE} is here or above.", "Run `specdeck init` first."
        )
    settings, folders = resolve_settings(), resolve_settings()["project.folders"].value
    title = str(settings["project.name"].value) or file.parent.name
    return title, [str(file.parent / folder) for folder in folders] if isinstance(folders, tuple) else []


def _ignored() -> list[str]:
    from specdeck.settings.resolve_settings import resolve_settings

    globs = resolve_settings()["project.ignore"].value
    return list(globs) if isinstance(globs, tuple) else []


def _local(folder: str) -> str:
    path = Path(folder).expanduser().resolve()
    if not path.is_dir():
        raise CommandError("no_folder", f"{folder} is not a folder.", "Name folders that exist.")
    return str(path)


def _remote(folder: str, host: str) -> str:
    if not folder.startswith("/"):
        raise CommandError(
            "relative_folder", f"{folder} is not an absolute path on {host}.", "Begin the path with a slash."
        )
    return folder
