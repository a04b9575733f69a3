"""Which units a person means: by number as a list shows them, or by name."""

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

MAX_UNIT_ID = 2**53  # no unit has a greater number
HINT = "specdeck review list shows those there are."


class UnitLookup:
    """The units of a project, the one that is named or the only one; their names are read once, when one is used."""

    def __init__(self, client: "Client", project: str) -> None:
        self._client = client
        self._named = project

    def number(self, unit: str) -> int:
        """The number of a unit that is named by it or by its name; of the project, if one is named."""
        if not (unit.isascii() and unit.isdigit()):
            return self._by_name(unit)
        number = int(unit[:20])
        if not 1 <= number <= MAX_UNIT_ID:
            raise CommandError("no_unit", f"There is no unit {unit}.", HINT)
        if self._named and self._client.conversions.get(number).conversion.project != self._id:
            raise CommandError("no_unit", f"{self._named} has no unit {unit}.", "It may be one of another project.")
        return number

    def _by_name(self, unit: str) -> int:
        found = self._numbers.get(unit, ()) if unit else ()
        if len(found) == 1:
            return found[0]
        if not found:
            raise CommandError("no_unit", f"{self._project} has no unit {unit!r}.", HINT)
        numbers = ", ".join(map(str, found))
        raise CommandError("many_units", f"{self._project} has several units {unit}: {numbers}.", "Name it by number.")

    @cached_property
    def _project(self) -> str:
        return resolve_project(self._client, self._named)

    @cached_property
    def _id(self) -> str:
        return self._client.projects.get(self._named).id

    @cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        """Units by their names, with the types of their arguments and without."""
        found: dict[str, list[int]] = {}
        for each in self._client.conversions.list(self._project):
            for name in {each.name, each.name.partition("(")[0]}:
                found.setdefault(name, []).append(each.id)
        return found


def resolve_project(client: "Client", named: str) -> str:
    """The project that is named, else the one of the folder one stands in, else the only one."""
    if named:
        return named
    there = list(client.projects.list())
    found = _here(there) if len(there) > 1 else there
    if len(found) == 1:
        return found[0].name
    if not there:
        raise CommandError("which_project", "There is no project.", "specdeck project add NAME FOLDER makes one.")
    hint = "Name one with --project, or stand in its folder; specdeck project list shows them."
    raise CommandError("which_project", f"There are {len(there)} projects.", hint)


def _here(projects: "Sequence[Project]") -> "list[Project]":
    """Those of the name that the settings here give, else those that watch where one stands."""
    file = project_file(Path.cwd())
    title = text_setting("project.name") or (file.parent.name if file else "")
    named = [each for each in projects if each.name == title]
    return named or [each for each in projects if any(map(Path.cwd().is_relative_to, each.folders))]
