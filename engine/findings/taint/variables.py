"""The variables of a body while it is walked: their types, the text they hold, and what vouches for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from engine.analysis.project_facts import ProjectFacts
from engine.findings.taint.text_pieces import SAFE, Hole, Quoting, TextOrigin, Value, either
from engine.findings.taint.value_types import carries_text


@dataclass(slots=True)
class Variables:
    """`rows` names the relations that the fields of a row variable come from; `vouched` the variables whose value
    shows that others are on a list: an identifier that a look-up by name has found."""

    facts: ProjectFacts
    types: dict[str, str] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    vouched: dict[str, frozenset[str]] = field(default_factory=dict)

    def copy(self) -> Variables:
        """An independent copy, for one branch."""
        return Variables(
            self.facts, dict(self.types), dict(self.values), dict(self.rows), dict(self.aliases), dict(self.vouched)
        )

    def declare(self, name: str, type_name: str) -> None:
        """A new variable, empty."""
        self.types[name] = type_name.lower()
        self.values[name] = ()
        for key in [each for each in self.values if each.startswith(f"{name}.")]:
            del self.values[key]
        if type_name.lower().endswith("%rowtype"):
            self.rows[name] = (type_name[: -len("%rowtype")].lower(),)
        elif self.facts.relation(type_name.lower()):
            self.rows[name] = (type_name.lower(),)

    def knows(self, name: str) -> bool:
        return name in self.types or name in self.aliases

    def assign(self, name: str, value: Value) -> None:
        """A new value; a variable whose type carries no text holds nothing to worry about."""
        name = self.aliases.get(name, name)
        base = name.partition(".")[0]
        if name == base and not carries_text(self.types.get(name, ""), name, self.facts) and name not in self.rows:
            value = SAFE
        self.values[name] = value
        self.vouched.pop(base, None)

    def value(self, path: tuple[str, ...]) -> Value | None:
        """What a name means; None where it is not a variable."""
        name = self.aliases.get(path[0], path[0])
        if name not in self.types:
            return None
        if len(path) == 1:
            return self.values.get(name, ())
        return self._field(name, path[-1])

    def _field(self, name: str, column: str) -> Value:
        known = self.values.get(f"{name}.{column}")
        if known is not None:
            return known
        origin = _origin(self.values.get(name, ()))
        return column_value(column, self.rows.get(name, ()), self.facts, origin)

    def trust(self, names: Iterable[str]) -> None:
        """Treat variables as checked against a list from here on."""
        for name in names:
            key = self.aliases.get(name, name)
            if key in self.values:
                self.values[key] = SAFE

    def merge(self, branches: Iterable[Variables]) -> None:
        """Continue with whatever the branches that reach this place have left."""
        found = list(branches)
        if not found:
            return
        self.types = {name: kind for each in found for name, kind in each.types.items()}
        self.rows = {name: rows for each in found for name, rows in each.rows.items()}
        names = dict.fromkeys(name for each in found for name in each.values)
        self.values = {name: either(*(each.values.get(name, ()) for each in found)) for name in names}
        kept = set.intersection(*(set(each.vouched.items()) for each in found))
        self.vouched = dict(kept)


def column_value(
    column: str, relations: Iterable[str], facts: ProjectFacts, origin: TextOrigin = TextOrigin.COLUMN
) -> Value:
    """The text of a column of one of some relations."""
    kinds = [kind for each in relations if (kind := facts.column_type(each, column))]
    kind = kinds[0] if kinds else ""
    if carries_text(kind, column, facts):
        return (Hole(Quoting.NONE, origin, column),)
    return SAFE


def _origin(value: Value) -> TextOrigin:
    found = (each.origin for each in value if isinstance(each, Hole) and each.origin)
    return next(found, TextOrigin.COLUMN)
