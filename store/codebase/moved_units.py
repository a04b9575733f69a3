"""Recognise units whose SQL moves between the files of a project, by kind and qualified name.

A unit that two files define is two units; only one that a file lost can be found again in another. A seed file has
thousands of statements of one name, so each name is looked up once for a file.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet

from engine.source.definition_kinds import is_statement
from store.codebase.conversion_row import ConversionRow, conversion_from_row
from store.core.transaction import ReadView


class HiddenUnits:
    """The units of a project that are kept although their SQL is gone, while one file is recorded."""

    def __init__(self, view: ReadView, project: str) -> None:
        self._view = view
        self._project = project
        self._candidates = _Candidates(self._list)

    def take(self, kind: str, name: str, sql: str) -> ConversionRow | None:
        """Return the hidden unit with this SQL, else the latest of its kind and name; it is hidden no longer."""
        return self._candidates.take(kind, name, sql)

    def leave_out(self, unit: int) -> None:
        """Do not take this unit: it was found where it was before."""
        self._candidates.taken.add(unit)

    def _list(self, kind: str, name: str) -> Iterable[ConversionRow]:
        query = "SELECT * FROM conversions WHERE project = ? AND name = ? AND kind = ? AND gone ORDER BY id"
        return map(conversion_from_row, self._view.rows(query, self._project, name, kind))


class Replacements:
    """Units of a project that nobody decided on, to take the place of those that a file lost."""

    def __init__(self, view: ReadView, project: str, lost: AbstractSet[int]) -> None:
        self._view = view
        self._project = project
        self._candidates = _Candidates(self._list)
        self._candidates.taken |= lost

    def take(self, lost: ConversionRow) -> ConversionRow | None:
        """Return the unit with the same SQL, else the latest of this kind and name."""
        return self._candidates.take(lost.kind, lost.name, lost.sql)

    def _list(self, kind: str, name: str) -> Iterable[ConversionRow]:
        rows = self._view.rows(
            "SELECT * FROM conversions WHERE project = ? AND name = ? AND kind = ? AND NOT gone AND NOT decided"
            " ORDER BY id",
            self._project,
            name,
            kind,
        )
        return map(conversion_from_row, rows)


class _Candidates:
    """Units by name, each to be taken once; a name is read from the store when it is first asked for."""

    def __init__(self, read: Callable[[str, str], Iterable[ConversionRow]]) -> None:
        self.taken: set[int] = set()
        self._read = read
        self._by_name: dict[tuple[str, str], list[ConversionRow]] = {}
        self._by_sql: dict[tuple[str, str, str], list[ConversionRow]] = {}

    def take(self, kind: str, name: str, sql: str) -> ConversionRow | None:
        """Take the latest unit with this SQL, else the latest of this kind and name.

        Statements without a name of their own share one, so only its SQL identifies such a statement.
        """
        if (kind, name) not in self._by_name:
            self._load(kind, name)
        namesakes = [] if is_statement(kind, name) else self._by_name[kind, name]
        for candidates in (self._by_sql.get((kind, name, sql), []), namesakes):
            while candidates:
                last = candidates.pop()
                if last.id not in self.taken:
                    self.taken.add(last.id)
                    return last
        return None

    def _load(self, kind: str, name: str) -> None:
        found = self._by_name[kind, name] = list(self._read(kind, name))
        for each in found:
            self._by_sql.setdefault((kind, name, each.sql), []).append(each)
