"""Compose the units of a project: one spec for each entity, and one for the rest of each source file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pglast import ast
from pglast.enums import ObjectType

from engine.lift.lift_context import UnliftableError
from engine.lift.lift_result import LiftResult
from engine.lift.objects.fold_statement import PARTS, Entry, fold_alter, fold_comment
from engine.lift.objects.lift_object import lift_object
from engine.lift.objects.object_names import title_from_name
from engine.lift.objects.parsed_node import Parsed
from engine.lift.objects.tables.partition import partition_of
from engine.lift.objects.whole_statement import unread_statement
from engine.lift.project.changed_object import can_be_folded, changed_object
from engine.lift.project.composition_plan import FREE, CompositionPlan
from engine.lift.project.file_parts import FilePart, file_parts
from engine.lift.project.mentions import Mentions
from engine.lift.project.spec_draft import SpecDraft, table_draft
from engine.lift.project.table_owner import TableOwners
from engine.lift.routines.routine import lift_routine
from engine.source.script_units import can_be_composed, is_script_statement
from engine.source.unit import Aside, SourceFile, Unit
from engine.source.unit_names import Namer
from engine.spec.model import Source, SpecFile

LISTS = (
    "actions", "indexes", "triggers", "rules", "views", "schemas", "types", "sequences", "policies", "grants",
    "statements",
)  # fmt: skip
CHANGING = frozenset({"alter", "drop", "do", "statement"})
TITLE_NUMBER = re.compile(r"^[\d_.\-]+")
DEFINED_TWICE = "a table that an earlier statement creates"


@dataclass(frozen=True, slots=True)
class Composition:
    """The specs of a project, and what they cannot hold: units that do not parse, rows, psql commands."""

    specs: tuple[SpecFile, ...]
    left_out: tuple[Unit | Aside, ...]


def compose(sources: Sequence[SourceFile], plan: CompositionPlan = FREE) -> Composition:
    """Return one spec for each entity or module from the files of a project, given in load order."""
    parts = [part for source in sources for part in file_parts(source)]
    composer = Composer([part for part in parts if is_script_statement(part.unit)], plan)
    composer.run()
    drafts = [*composer.entities.values(), *composer.modules.values()]
    left_out = [part.unit for part in parts if not can_be_composed(part.unit)]
    asides = [aside for source in sources for aside in source.asides if aside.kind != "empty"]
    return Composition(tuple(draft.finished() for draft in drafts), (*left_out, *asides))


@dataclass(frozen=True, slots=True)
class ComposedPlace:
    """Where an object was put: its draft, its list (none for a table), its index there, and its unit's number."""

    draft: SpecDraft
    key: str
    at: int
    part: int

    @property
    def entry(self) -> Entry:
        if not self.key:
            return self.draft.spec
        return self.draft.lists[self.key][self.at]

    def put(self, entry: Entry) -> None:
        """Replace the entry with a changed one."""
        if self.key:
            self.draft.lists[self.key][self.at] = entry
        else:
            self.draft.spec = entry


class Composer:
    """Gathers parts one by one; tables go first, as their objects may precede them."""

    def __init__(self, parts: Sequence[FilePart], plan: CompositionPlan) -> None:
        self._plan = plan
        self.entities: dict[str, SpecDraft] = {}
        self.modules: dict[tuple[str, tuple[str, ...]], SpecDraft] = {}
        self._parts = parts
        self._places: dict[tuple[str, str], ComposedPlace] = {}
        self._folded: set[int] = set()
        units = [part.unit for part in parts]
        self._mentions = Mentions(units)
        self._homes = TableOwners(units, self.entities)

    def run(self) -> None:
        rest = [at for at, part in enumerate(self._parts) if not self._take_table(at, part)]
        for at in rest:
            self._take(at, self._parts[at])

    def _take_table(self, at: int, part: FilePart) -> bool:
        if not isinstance(part.unit.node, ast.CreateStmt) or part.unit.name in self.entities:
            return False
        spec = lift_object(part.unit, part.note).spec
        if spec.table is None or partition_of(spec):
            return False
        position = self._plan.position_of(at)
        self._keep_table(at, part, table_draft(spec, part.source.path, part.unit.search_path, position))
        return True

    def _keep_table(self, at: int, part: FilePart, draft: SpecDraft) -> None:
        self.entities[part.unit.name] = draft
        self._places["table", part.unit.name] = ComposedPlace(draft, "", 0, at)

    def _take(self, at: int, part: FilePart) -> None:
        if at not in self._plan.separate and self._fold(at, part):
            self._folded.add(at)
            return
        lifted = _lifted(part)
        if lifted.spec.table is not None and self._take_partition(at, part, lifted.spec):
            return
        key, entry = _entry(part, lifted.spec)
        draft = self._home(part, lifted)
        source = Source(file=part.source.path, position=self._plan.position_of(at))
        self._places[key, part.unit.name] = ComposedPlace(draft, key, draft.add(key, entry, source), at)

    def _take_partition(self, at: int, part: FilePart, spec: SpecFile) -> bool:
        """Add a partition to its table, or make it an entity if that is not in the project."""
        partition, node = partition_of(spec), part.unit.node
        if partition is None or part.unit.name in self.entities or not isinstance(node, ast.CreateStmt):
            return False
        parent = self.entities.get(Namer(part.unit.search_path).relation((node.inhRelations or (None,))[0]))
        is_apart = at in self._plan.pinned | self._plan.separate
        if parent is None or is_apart or parent.search_path != part.unit.search_path:
            position = self._plan.position_of(at)
            self._keep_table(at, part, SpecDraft(spec, part.source.path, part.unit.search_path, position))
        else:
            parent.spec = replace(parent.spec, partitions=(*parent.spec.partitions, partition))
        return True

    def _home(self, part: FilePart, lifted: LiftResult) -> SpecDraft:
        """Return the entity that a unit belongs to, or else the module of its file."""
        table = self._homes.table_of(part.unit, lifted)
        entity = self.entities.get(table) if table else self._changed_draft(part.unit)
        if entity is not None and entity.search_path == part.unit.search_path:
            return entity
        key = (part.source.path, part.unit.search_path)
        if key not in self.modules:
            stem = TITLE_NUMBER.sub("", PurePosixPath(part.source.path).stem)
            self.modules[key] = SpecDraft(SpecFile(module=title_from_name(stem) or "Module"), *key)
        return self.modules[key]

    def _changed_draft(self, unit: Unit) -> SpecDraft | None:
        """Return the draft of the object that a COMMENT, an ALTER or a DROP is about."""
        place = self._places.get(changed_object(unit, self._places))
        if place is None:
            return None
        return place.draft

    def _fold(self, at: int, part: FilePart) -> bool:
        """Fold a COMMENT or an ALTER into its object, unless a unit between them prevents it."""
        node: Parsed = part.unit.node
        if part.unit.template or not can_be_folded(node):
            return False
        place = self._place(at, *changed_object(part.unit, self._places))
        if place is None:
            return False
        if isinstance(node, ast.CommentStmt):
            own = part.unit.name.rpartition(".")[2] if node.objtype in PARTS else None
            entry = fold_comment(place.entry, own, node.comment or "", ObjectType(node.objtype), part.note)
        else:
            entry = fold_alter(place.entry, node, part.unit.text, part.note)
        if entry is not None:
            place.put(entry)
        return entry is not None

    def _place(self, at: int, key: str, name: str) -> ComposedPlace | None:
        """Return where an object is, unless its names mean something else there or a later unit may have changed it.

        A COMMENT may move past all but changing statements; an ALTER only past units that do not name its object.
        """
        place = self._places.get((key, name))
        if place is None or place.part > at or place.draft.search_path != self._parts[at].unit.search_path:
            return None
        comment = self._parts[at].unit.kind == "comment"

        def stands_between(other: int) -> bool:
            kind = self._parts[other].unit.kind
            return other not in self._folded and (kind in CHANGING if comment else kind != "comment")

        if self._mentions.any_between(name, place.part, at, stands_between):
            return None
        return place


def _entry(part: FilePart, spec: SpecFile) -> tuple[str, Entry]:
    """Return the list for a unit's entry, and the entry with the schema of its source."""
    for key in LISTS:
        for entry in getattr(spec, key):
            return key, replace(entry, schema=spec.schema) if spec.schema and hasattr(entry, "schema") else entry
    return "statements", unread_statement(part.unit.text, DEFINED_TWICE)


def _lifted(part: FilePart) -> LiftResult:
    if part.unit.is_routine:
        try:
            return lift_routine(part.unit, part.note)
        except UnliftableError:
            pass  # a header without a shape: the routine is kept whole
    return lift_object(part.unit, part.note)
