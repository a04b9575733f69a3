"""`specdeck project`: the folders that the daemon watches."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli import completions
from specdeck.cli.command_app import command_group
from specdeck.cli.confirmation import Yes, confirm
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.errors import CommandError

if TYPE_CHECKING:
    from daemon.wire.project import Project as Added

app = command_group("Manage the projects and the folders that the daemon watches.")

Name = Annotated[str, typer.Argument(help="The project's name.", autocompletion=completions.complete_project)]
OptionalName = Annotated[str | None, typer.Argument(metavar="[NAME]", help="The project's name.")]
Ignore = Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Ignore files that match; can be repeated.")]
Purge = Annotated[bool, typer.Option("--purge", help="Delete its review too, for good.")]
Folders = Annotated[list[str] | None, typer.Argument(metavar="[FOLDER]...", help="The folders to watch.")]


@app.command(epilog="Example: specdeck project add shop db/ migrations/")
@prints("daemon.wire.project:Project")
def add(
    target: Target,
    name: OptionalName = None,
    folders: Folders = None,
    ignore: Ignore = None,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Add a project for the daemon to watch, once you have seen what it holds.

    Without a name, the name and folders come from specdeck.toml.
    """
    from daemon.wire.project import NewProject
    from specdeck.local import project_preview

    title, named = _project_to_add(name, folders)
    globs = ignore or _ignored()
    remote = target.host
    paths = [_remote(folder, remote) if remote else _local(folder) for folder in named]
    try:
        NewProject(title, tuple(paths), tuple(globs))
    except ValueError as error:
        hint = "The name comes before the folders: specdeck project add shop db/"
        raise CommandError("command.bad_project", f"This project is not valid: {error}.", hint) from error
    with target.connect() as client:
        preview = client.projects.preview(title, paths, globs)
        if not as_json:
            project_preview.print_preview(preview)
        if not yes and not project_preview.confirm(preview):
            print("Nothing was added.")
            return
        project = client.projects.add(title, paths, globs)
        is_alone = len(client.people.list(project.name).items) < 2 and not client.people.policy(project.name).text
    if as_json:
        print_json(project)
    else:
        _print_added(project, is_alone=is_alone)


def _print_added(project: "Added", *, is_alone: bool) -> None:
    again = ", with the review that was kept when it was removed" if project.revision > 1 else ""
    print(f"{project.name} watches {', '.join(project.folders)}{again}")
    if is_alone:
        name = shlex.quote(project.name)
        print(f"If you work alone, let your own edits be approved: specdeck policy set {name} --alone")


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
def remove(target: Target, name: Name, purge: Purge = False, yes: Yes = False, as_json: Json = False) -> None:
    """Remove a project. Its files stay unchanged, and its review is kept unless you use --purge."""
    with target.connect() as client:
        stats = client.inbox.stats(name)
        confirm(_consequence(name, stats.decisions, purge=purge), yes=yes)
        project = client.projects.purge(name) if purge else client.projects.remove(name)
    if as_json:
        print_json(project)
        return
    print(f"{project.name} is no longer watched; its files were not changed.")
    if not purge:
        print(f"Its review is kept: add its folder again, or run: specdeck project restore {shlex.quote(project.name)}")


@app.command(epilog="Example: specdeck project restore shop")
@prints("daemon.wire.project:Project")
def restore(target: Target, name: Name, as_json: Json = False) -> None:
    """Bring back a removed project, with everything that was decided in it."""
    with target.connect() as client:
        project = client.projects.restore(name)
    if as_json:
        print_json(project)
    else:
        print(f"{project.name} watches {', '.join(project.folders)} again.")


def _consequence(name: str, decisions: int, *, purge: bool) -> str:
    made = {0: "no decisions", 1: "one decision"}.get(decisions, f"{decisions} decisions")
    if purge:
        return f"This deletes {name} with {made}, for good. Its files stay."
    return f"This removes {name} from the watched projects. It keeps {made}, and its files stay."


def _project_to_add(name: str | None, folders: list[str] | None) -> tuple[str, list[str]]:
    if name:
        return name, folders or ["."]
    return _from_settings()


def _from_settings() -> tuple[str, list[str]]:
    from specdeck.settings.resolve_settings import list_setting, text_setting
    from specdeck.settings.settings_files import PROJECT_FILE, project_file

    file = project_file(Path.cwd())
    if file is None:
        raise CommandError(
            "command.no_project",
            f"No project was named, and there is no {PROJECT_FILE} here or above.",
            "Run `specdeck init`.",
        )
    title = text_setting("project.name") or file.parent.name
    return title, [str(file.parent / folder) for folder in list_setting("project.folders")]


def _ignored() -> list[str]:
    from specdeck.settings.resolve_settings import list_setting

    return list(list_setting("project.ignore"))


def _local(folder: str) -> str:
    path = Path(folder).expanduser().resolve()
    if not path.is_dir():
        raise CommandError("command.no_folder", f"{folder} is not a folder.", "Name existing folders.")
    return str(path)


def _remote(folder: str, host: str) -> str:
    if not folder.startswith("/"):
        raise CommandError(
            "command.relative_folder", f"{folder} is not an absolute path on {host}.", "Begin the path with a slash."
        )
    return folder
