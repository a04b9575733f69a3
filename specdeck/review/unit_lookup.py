"""Find the units that a command line names, by number or by name."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from specdeck.errors import CommandError
from specdeck.settings.resolve_settings import text_setting
from specdeck.settings.settings_files import project_file

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.project import Project

MAX_UNIT_ID = 2**53
HINT = "specdeck review list shows the units."


class UnitLookup:
    """The units of one project; their names are fetched once, when the first name is looked up."""

    def __init__(self, client: "Client", project: str) -> None:
        self._client = client
        self._named = project

    def number(self, unit: str) -> int:
        """Return the number of a unit; if a project was named, the unit must belong to it."""
        if not (unit.isascii() and unit.isdigit()):
            return self._number_of_name(unit)
        number = int(unit[:20])
        if not 1 <= number <= MAX_UNIT_ID:
            raise CommandError("command.no_unit", f"Unit {unit} does not exist.", HINT)
        if self._named and self._client.conversions.get(number).conversion.project != self._id:
            raise CommandError("command.no_unit", f"{self._named} has no unit {unit}.", "Try another project.")
        return number

    def _number_of_name(self, unit: str) -> int:
        found = self._numbers.get(unit, ())
        if len(found) == 1:
            return found[0]
        if not found:
            raise CommandError("command.no_unit", f"{self._project} has no unit {unit!r}.", HINT)
        numbers = ", ".join(map(str, found))
        raise CommandError(
            "command.many_units", f"{self._project} has several units {unit}: {numbers}.", "Use one of the numbers."
        )

    @cached_property
    def _project(self) -> str:
        return resolve_project(self._client, self._named)

    @cached_property
    def _id(self) -> str:
        return self._client.projects.get(self._named).id

    @cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        """Units by their names, with and without argument types."""
        found: dict[str, list[int]] = {}
        for each in self._client.conversions.list(self._project):
            for name in {each.name, each.name.partition("(")[0]} - {""}:
                found.setdefault(name, []).append(each.id)
        return found


def resolve_project(client: "Client", named: str) -> str:
    """Return the named project, or else the project of the current folder, or else the only one."""
    if named:
        return named
    existing = list(client.projects.list())
    found = existing[:1]
    if len(existing) > 1:
        found = _projects_of_folder(existing)
    if len(found) == 1:
        return found[0].name
    if not existing:
        raise CommandError("command.which_project", "There is no project yet.", "Run: specdeck project add NAME FOLDER")
    hint = "Name one with --project, or run the command in its folder; specdeck project list shows them."
    raise CommandError("command.which_project", f"There are {len(existing)} projects.", hint)


def _projects_of_folder(projects: "Sequence[Project]") -> "list[Project]":
    """Return the projects with the name in the local settings, or else those that watch the current folder."""
    file = project_file(Path.cwd())
    title = text_setting("project.name") or (file.parent.name if file else "")
    named = [each for each in projects if each.name == title]
    return named or [each for each in projects if any(map(Path.cwd().is_relative_to, each.folders))]
