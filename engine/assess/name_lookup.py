"""The objects of a project that a written name means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from engine.assess.argument_classes import class_of_type
from engine.assess.assessed_unit import AssessedUnit
from engine.assess.dependencies import NamedCall

_RELATIONS = frozenset({"table", "view", "materialized_view", "foreign_table"})
# Names of units keep the marks of templates; the texts that were parsed have neutral letters instead.
_MARK = re.compile(r"[^\w.]")


class NameLookup:
    """Resolves names by schema, and calls by their arguments too.

    A name without a schema means an object of the unit's own schema, of `public`, of the file's search path, or one
    whose schema no file names.
    """

    def __init__(self, units: Iterable[AssessedUnit]) -> None:
        self._routines: dict[str, list[tuple[str, AssessedUnit]]] = defaultdict(list)
        self._relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for each in units:
            schema, _, name = _plain(each.name.partition("(")[0]).rpartition(".")
            if each.is_routine:
                self._routines[name].append((schema, each))
            elif each.kind in _RELATIONS and each.name:
                self._relations[name].append((schema, each.name))

    def routines_called(self, call: NamedCall, unit: AssessedUnit) -> list[str]:
        """The overloads that a call can mean; one of the unit's own schema hides the others."""
        schema, _, name = _plain(call.name).rpartition(".")
        wanted = {schema, ""} if schema else _visible(unit)
        named = [(where, each) for where, each in self._routines.get(name, ()) if where in wanted]
        own = [each for where, each in named if where == _plain(unit.schema)]
        found = own if own and not schema else [each for _, each in named]
        return list(dict.fromkeys(each.name for each in _overloads(call, found)))

    def relations_named(self, written: str, unit: AssessedUnit) -> list[str]:
        """The relation that a name means, if the project has it."""
        schema, _, name = _plain(written).rpartition(".")
        found = dict.fromkeys(self._relations.get(name, ()))
        if schema:
            return [each for where, each in found if where in {schema, ""}]
        own = [each for where, each in found if where == _plain(unit.schema)]
        return own or [each for where, each in found if where in _visible(unit)][:1]


def _plain(name: str) -> str:
    return _MARK.sub("_", name.lower())


def _visible(unit: AssessedUnit) -> frozenset[str]:
    return frozenset({_plain(unit.schema), "", "public", *unit.search_path})


def _overloads(call: NamedCall, found: Sequence[AssessedUnit]) -> Sequence[AssessedUnit]:
    """Those with as many parameters as the call has arguments and of the same classes, as far as that is known."""
    exact = [each for each in found if len(_parameters(each)) == call.arguments]
    fitting = [each for each in exact if _fits(call, each)]
    longer = [each for each in found if len(_parameters(each)) > call.arguments]  # the rest may have defaults
    return fitting or exact or longer or found


def _parameters(routine: AssessedUnit) -> tuple[str, ...]:
    """The types of the parameters, as the name of a routine has them."""
    arguments = routine.name.partition("(")[2].removesuffix(")")
    if arguments:
        return tuple(arguments.split(", "))
    return ()


def _fits(call: NamedCall, routine: AssessedUnit) -> bool:
    """Whether no argument is of a class that is known to differ from that of its parameter."""
    known = map(class_of_type, _parameters(routine))
    return all(not one or not other or one == other for one, other in zip(call.classes, known, strict=False))
