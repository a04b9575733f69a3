"""A spec file while its parts are gathered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from engine.lift.objects.object_names import quote_identifier
from engine.spec.conventions.all_conventions import fold_conventions, unfold_conventions
from engine.spec.model import Source, SpecFile

if TYPE_CHECKING:
    from engine.lift.objects.fold_statement import Entry

ON_TABLE = ("indexes", "triggers", "rules", "policies")
NAMED = ("actions", "types", "sequences", "views")


@dataclass(slots=True)
class SpecDraft:
    """An entity or module: its table, if any, and the lists of its entries, in order."""

    spec: SpecFile
    file: str
    search_path: tuple[str, ...]
    position: int | None = None
    lists: dict[str, list[Entry]] = field(default_factory=dict)

    def add(self, key: str, entry: Entry, source: Source) -> int:
        """Append an entry to a list, with what its source adds to the draft's."""
        if source.file == self.file:
            source = replace(source, file=None)
        entries = self.lists.setdefault(key, [])
        entries.append(replace(entry, source=source) if source != Source() else entry)
        return len(entries) - 1

    def finished(self) -> SpecFile:
        """Return the spec, with names as short as its schema and table allow."""
        schema = self._schema()
        lists: dict[str, Any] = {key: tuple(entries) for key, entries in self.lists.items()}
        for key in set(ON_TABLE) & lists.keys():
            lists[key] = tuple(self._on_own_table(entry) for entry in lists[key])
        for key in set(NAMED) & lists.keys():
            lists[key] = tuple(replace(entry, schema=_unless(entry.schema, schema)) for entry in lists[key])
        search_path = tuple(quote_identifier(name) for name in self.search_path if name)
        source = Source(file=self.file, position=self.position)
        spec = replace(self.spec, schema=schema, source=source, search_path=search_path, **lists)
        if not spec.table:
            return spec
        return fold_conventions(spec)

    def _schema(self) -> str | None:
        """Return the default schema of the file; None if a name in it has no schema."""
        schemas = [entry.schema for key in NAMED for entry in self.lists.get(key, ())]
        if None in schemas:
            return None
        own = self.spec.table.rpartition(".")[0] if self.spec.table else ""
        return own or (Counter(schemas).most_common(1)[0][0] if schemas and not self.spec.table else None)

    def _on_own_table(self, entry: Entry) -> Entry:
        table = getattr(entry, "table", None)
        if not table or table != self.spec.table:
            return entry
        return replace(entry, table=None)


def table_draft(spec: SpecFile, file: str, search_path: tuple[str, ...], position: int | None) -> SpecDraft:
    """Return the draft of a table's entity; conventions fold its columns when it is finished."""
    whole = unfold_conventions(spec)
    return SpecDraft(replace(whole, patterns=()), file, search_path, position)


def _unless(schema: str | None, own: str | None) -> str | None:
    if schema == own:
        return None
    return schema
