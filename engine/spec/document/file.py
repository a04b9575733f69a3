"""A SpecQL file."""

from __future__ import annotations

from engine.spec.document.action import Action
from engine.spec.document.field import Field
from engine.spec.document.pattern import Pattern
from engine.spec.document.source import Source
from engine.spec.objects.constraint import ConstraintSpec
from engine.spec.objects.index import IndexSpec
from engine.spec.objects.options import TableOptions
from engine.spec.objects.partition import PartitionSpec
from engine.spec.objects.policy import PolicySpec
from engine.spec.objects.rule import RuleSpec
from engine.spec.objects.schema import SchemaSpec
from engine.spec.objects.sequence import SequenceSpec
from engine.spec.objects.statements.statement import AnyStatementSpec, GrantSpec
from engine.spec.objects.trigger import AnyTriggerSpec
from engine.spec.objects.user_type import UserTypeSpec
from engine.spec.objects.view import ViewSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape(one_of=("entity", "module"))
class SpecFile:
    """An entity with everything that belongs to it, or a module for the rest; one action alone needs no title."""

    entity: str | None = slots.text(default=None)
    module: str | None = slots.text(default=None)
    schema: str | None = slots.name(default=None)
    table: str | None = slots.name(default=None)
    search_path: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
    source: Source | None = slots.record(Source, default=None)
    patterns: tuple[str | Pattern, ...] = slots.list_of(
        slots.EitherSlot(slots.NameSlot(), slots.RecordSlot(Pattern)), default=()
    )
    fields: tuple[Field, ...] = slots.slot(slots.KeyedSlot(Field), default=())
    constraints: tuple[ConstraintSpec, ...] = slots.variants(ConstraintSpec, default=())
    indexes: tuple[IndexSpec, ...] = slots.records(IndexSpec, default=())
    options: TableOptions | None = slots.record(TableOptions, default=None)
    partitions: tuple[PartitionSpec, ...] = slots.records(PartitionSpec, default=())
    triggers: tuple[AnyTriggerSpec, ...] = slots.variants(AnyTriggerSpec, default=())
    rules: tuple[RuleSpec, ...] = slots.records(RuleSpec, default=())
    schemas: tuple[SchemaSpec, ...] = slots.records(SchemaSpec, default=())
    views: tuple[ViewSpec, ...] = slots.records(ViewSpec, default=())
    types: tuple[UserTypeSpec, ...] = slots.variants(UserTypeSpec, default=())
    sequences: tuple[SequenceSpec, ...] = slots.records(SequenceSpec, default=())
    policies: tuple[PolicySpec, ...] = slots.records(PolicySpec, default=())
    grants: tuple[GrantSpec, ...] = slots.records(GrantSpec, default=())
    statements: tuple[AnyStatementSpec, ...] = slots.variants(AnyStatementSpec, default=())
    actions: tuple[Action, ...] = slots.records(Action, default=())
