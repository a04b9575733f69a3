"""The units of a project gathered into one spec an entity, and one a source file for what belongs to none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from pglast import ast
from pglast.enums import ObjectType

from engine.lift.draft import Draft, table_draft
from engine.lift.lifting import UnliftableError
from engine.lift.objects.folding import PARTS, WHOLE, Entry, altered, commented, switched_trigger
from engine.lift.objects.lift import lift_object
from engine.lift.objects.names import title
from engine.lift.objects.parsed import Parsed
from engine.lift.objects.statement import unread_statement
from engine.lift.ownership import owner, relations
from engine.lift.parts import Part, parts_of
from engine.lift.routine import lift_routine
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Token
from engine.source.names import Namer
from engine.source.strings import strings
from engine.source.unit import Aside, SourceFile, Unit
from engine.spec.model import Options, Partition, SpecFile

LISTS = ("actions", "indexes", "triggers", "views", "types", "sequences", "policies", "grants", "statements")
CHANGING = frozenset({"alter", "drop", "do", "statement"})
TITLE_NUMBER = re.compile(r"^[\d_.\-]+")


@dataclass(frozen=True, slots=True)
class Composition:
    """The specs of a project, and what no spec can hold: units that do not parse, rows, commands of psql."""

    specs: tuple[SpecFile, ...]
    left_out: tuple[Unit | Aside, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object ended up: its draft, its list (none for a table) and its number there; its unit's number."""

    draft: Draft
    key: str
    at: int
    part: int


@dataclass(slots=True)
class Composer:
    """Gathers parts one by one; tables go first, for what belongs to them may stand before them."""

    parts: list[Part]
    entities: dict[str, Draft] = field(default_factory=dict)
    modules: dict[tuple[str, tuple[str, ...]], Draft] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    trigger_tables: dict[str, set[str]] = field(default_factory=dict)

    def run(self) -> None:
        rest = [at for at, part in enumerate(self.parts) if not self._take_table(at, part)]
        for at in rest:
            self._note_trigger(self.parts[at].unit)
        for at in rest:
            self._take(at, self.parts[at])

    def _take_table(self, at: int, part: Part) -> bool:
        if not isinstance(part.unit.node, ast.CreateStmt) or part.unit.name in self.entities:
            return False
        spec = lift_object(part.unit, part.note).spec
        if spec.table is None or self._is_partition(spec):
            return False
        draft = table_draft(spec, part.source.path, part.unit.search_path)
        self.entities[part.unit.name] = draft
        self.places["table", part.unit.name] = Place(draft, "", 0, at)
        return True

    def _is_partition(self, spec: SpecFile) -> bool:
        """Whether a table is a partition of one in the project and says nothing else."""
        options = spec.options or Options()
        return options.partition_of is not None and options == _partition_options(options)

    def _note_trigger(self, unit: Unit) -> None:
        if isinstance(unit.node, ast.CreateTrigStmt):
            namer = Namer(unit.search_path)
            function = f"{namer.qualified(strings(unit.node.funcname))}()"
            self.trigger_tables.setdefault(function, set()).add(namer.relation(unit.node.relation))

    def _take(self, at: int, part: Part) -> None:
        unit = part.unit
        if self._fold(at, part) or _sets_search_path(unit):
            return
        if isinstance(unit.node, ast.CreateStmt) and self._take_partition(at, part):
            return
        key, entry = _entry(part)
        draft = self._home(part)
        place = Place(draft, key, draft.add(key, entry, part.source.path), at)
        self.places[key, unit.name] = place

    def _take_partition(self, at: int, part: Part) -> bool:
        node: Parsed = part.unit.node
        parents = node.inhRelations or ()
        parent = self.entities.get(Namer(part.unit.search_path).relation(parents[0])) if parents else None
        spec = lift_object(part.unit, part.note).spec
        if parent is None or spec.table is None or parent.search_path != part.unit.search_path:
            return self._take_lone_partition(at, part, spec)
        options = spec.options or Options()
        partition = Partition(
            table=spec.table,
            bounds=options.bounds or "",
            partition_by=options.partition_by,
            if_not_exists=options.if_not_exists,
            note=spec.note,
        )
        partitions = (*parent.spec.partitions, partition)
        parent.spec = replace(parent.spec, partitions=partitions)
        return True

    def _take_lone_partition(self, at: int, part: Part, spec: SpecFile) -> bool:
        """A partition whose table is not in the project is an entity of its own."""
        if spec.table is None or part.unit.name in self.entities:
            return False
        draft = self.entities[part.unit.name] = Draft(spec, part.source.path, part.unit.search_path)
        self.places["table", part.unit.name] = Place(draft, "", 0, at)
        return True

    def _home(self, part: Part) -> Draft:
        """The entity that a unit belongs to, else the module of its file."""
        table = self._table(part.unit)
        entity = self.entities.get(table) if table else None
        if entity is not None and entity.search_path == part.unit.search_path:
            return entity
        key = (part.source.path, part.unit.search_path)
        if key not in self.modules:
            stem = TITLE_NUMBER.sub("", PurePosixPath(part.source.path).stem)
            self.modules[key] = Draft(SpecFile(module=title(stem) or "Module"), *key)
        return self.modules[key]

    def _table(self, unit: Unit) -> str | None:
        namer = Namer(unit.search_path)
        node: Parsed = unit.node
        if unit.is_routine:
            return self._owner(unit, namer)
        if isinstance(node, (ast.IndexStmt, ast.CreateTrigStmt)):
            return namer.relation(node.relation)
        return namer.relation(node.table) if isinstance(node, ast.CreatePolicyStmt) else None

    def _owner(self, unit: Unit, namer: Namer) -> str | None:
        """The table of a trigger function's triggers, else the one it mostly writes or reads."""
        tables = self.trigger_tables.get(unit.name, set())
        if len(tables) == 1:
            return next(iter(tables))
        known = _Known(self.entities, namer)
        found = None if tables else owner(relations(_body_tokens(unit)), known)
        return known.resolved(found) if found else None

    def _fold(self, at: int, part: Part) -> bool:
        """Put a COMMENT or an ALTER of the same file into its object, if nothing between them stands in the way."""
        if part.note or part.unit.template:
            return False
        match part.unit.node:
            case ast.CommentStmt(comment=str(text)) as node:
                return self._comment(at, part, ObjectType(node.objtype), text)
            case ast.AlterTableStmt() | ast.AlterSeqStmt() as node:
                place = self._place(at, *_altered_object(node, part.unit.name), unnamed_since=True)
                return place is not None and self._change(place, altered(self._at(place), node, part.unit.text))
        return False

    def _comment(self, at: int, part: Part, kind: ObjectType, text: str) -> bool:
        name, own = part.unit.name, None
        key = WHOLE.get(kind)
        if kind in PARTS:
            name, _, own = part.unit.name.rpartition(".")
            key = "table" if ("table", name) in self.places else "types"
        place = self._place(at, key or "", name, unnamed_since=False)
        return place is not None and self._change(place, commented(self._at(place), own, text, kind))

    def _place(self, at: int, key: str, name: str, *, unnamed_since: bool) -> Place | None:
        """Where an object is, unless it is from another file or a unit since then may have changed it.

        With `unnamed_since` no unit since then may name it at all.
        """
        place = self.places.get((key, name))
        if place is None or place.part > at or self.parts[place.part].source is not self.parts[at].source:
            return None
        between = [part.unit for part in self.parts[place.part + 1 : at] if part.unit.kind != "comment"]
        suspects = [unit for unit in between if unnamed_since or unit.kind in CHANGING]
        word = _word(name)
        return None if any(word.search(unit.text) for unit in suspects) else place

    def _at(self, place: Place) -> Entry:
        return place.draft.lists[place.key][place.at] if place.key else place.draft.spec

    def _change(self, place: Place, entry: Entry | None) -> bool:
        if entry is None:
            return False
        if place.key:
            place.draft.lists[place.key][place.at] = entry
        else:
            place.draft.spec = entry
        return True


@dataclass(frozen=True, slots=True)
class _Known:
    """The project's tables, by their names as a routine spells them."""

    entities: dict[str, Draft]
    namer: Namer

    def resolved(self, name: str) -> str:
        return self.namer.qualified(part.strip('"') for part in name.split("."))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.resolved(name) in self.entities


def compose(sources: Sequence[SourceFile]) -> Composition:
    """One spec an entity or module from the files of a project, in the order in which they load."""
    parts = [part for source in sources for part in parts_of(source)]
    held = [part for part in parts if not _is_left_out(part.unit)]
    composer = Composer(held)
    composer.run()
    drafts = [*composer.entities.values(), *composer.modules.values()]
    left_out = [part.unit for part in parts if _is_left_out(part.unit)]
    asides = [aside for source in sources for aside in source.asides if aside.kind != "empty"]
    return Composition(tuple(draft.finished() for draft in drafts), (*left_out, *asides))


def _altered_object(node: Parsed, name: str) -> tuple[str, str]:
    """The list and the name of what an ALTER is about."""
    if isinstance(node, ast.AlterSeqStmt):
        return "sequences", name
    trigger = switched_trigger(node)
    return ("triggers", f"{name}.{trigger}") if trigger else ("table", name)


def _word(name: str) -> re.Pattern[str]:
    """Finds the last part of an object's name as a word of its own, in any case."""
    own = name.partition("(")[0].rpartition(".")[2]
    return re.compile(rf"(?<!\w){re.escape(own)}(?!\w)", re.IGNORECASE)


def _is_left_out(unit: Unit) -> bool:
    """What does not parse, and rows that stand outside the statement."""
    return unit.node is None or (isinstance(unit.node, ast.CopyStmt) and not unit.node.filename)


def _sets_search_path(unit: Unit) -> bool:
    """A SET whose effect each spec states for itself."""
    return isinstance(unit.node, ast.VariableSetStmt) and unit.node.name == "search_path" and not unit.node.is_local


def _partition_options(options: Options) -> Options:
    return Options(
        if_not_exists=options.if_not_exists,
        partition_of=options.partition_of,
        bounds=options.bounds,
        partition_by=options.partition_by,
    )


def _entry(part: Part) -> tuple[str, Entry]:
    """The list a unit's entry goes to, and the entry with the schema that its source gives."""
    spec = _lifted(part)
    for key in LISTS:
        entries = getattr(spec, key)
        if entries:
            entry = entries[0]
            return key, replace(entry, schema=spec.schema) if spec.schema and hasattr(entry, "schema") else entry
    return "statements", unread_statement(part.unit.text, "a table that an earlier statement made already")


def _lifted(part: Part) -> SpecFile:
    if not part.unit.is_routine or part.unit.template:
        return lift_object(part.unit, part.note).spec
    try:
        return lift_routine(part.unit, part.note).spec
    except UnliftableError as refused:
        statement = replace(unread_statement(part.unit.text, str(refused)), note=part.note)
        return SpecFile(module="Routine", statements=(statement,))


def _body_tokens(unit: Unit) -> tuple[Token, ...]:
    node: Parsed = unit.node
    texts = [option.arg[0].sval for option in node.options or () if option.defname == "as"]
    try:
        return tokenize(unit.text if node.sql_body else "\n".join(texts))[0]
    except LexError:
        return ()
