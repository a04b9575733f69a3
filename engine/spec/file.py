"""A SpecQL file."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.action import Action
from engine.spec.field import Field
from engine.spec.objects.constraint import Constraint
from engine.spec.objects.index import Index
from engine.spec.objects.options import Options
from engine.spec.objects.partition import Partition
from engine.spec.objects.policy import Policy
from engine.spec.objects.sequence import Sequence
from engine.spec.objects.statement import Grant, Statement
from engine.spec.objects.trigger import AnyTrigger
from engine.spec.objects.user_type import UserType
from engine.spec.objects.view import View
from engine.spec.pattern import Pattern
from engine.spec.shape import shape
from engine.spec.source import Source


@shape(one_of=("entity", "module"))
class SpecFile:
    """An entity with all that belongs to it, or a module of what belongs to no entity: one of the two is named."""

    entity: str | None = slots.text(default=None)
    module: str | None = slots.text(default=None)
    schema: str | None = slots.name(default=None)
    table: str | None = slots.name(default=None)
    search_path: tuple[str, ...] = slots.list_of(slots.Name(), default=())
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
    source: Source | None = slots.record(Source, default=None)
    patterns: tuple[str | Pattern, ...] = slots.list_of(slots.Either(slots.Name(), slots.Record(Pattern)), default=())
    fields: tuple[Field, ...] = slots.slot(slots.Keyed(Field), default=())
    constraints: tuple[Constraint, ...] = slots.variants(Constraint, default=())
    indexes: tuple[Index, ...] = slots.records(Index, default=())
    options: Options | None = slots.record(Options, default=None)
    partitions: tuple[Partition, ...] = slots.records(Partition, default=())
    triggers: tuple[AnyTrigger, ...] = slots.variants(AnyTrigger, default=())
    views: tuple[View, ...] = slots.records(View, default=())
    types: tuple[UserType, ...] = slots.variants(UserType, default=())
    sequences: tuple[Sequence, ...] = slots.records(Sequence, default=())
    policies: tuple[Policy, ...] = slots.records(Policy, default=())
    grants: tuple[Grant, ...] = slots.records(Grant, default=())
    statements: tuple[Statement, ...] = slots.records(Statement, default=())
    actions: tuple[Action, ...] = slots.records(Action, default=())
