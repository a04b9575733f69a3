"""The typed SpecQL model in one place: what a file, its objects and its actions are made of."""

from engine.spec.action import Action, Column, Param, ReturnsTable, Traits
from engine.spec.declarations import Alias, Cursor, CursorParam, Declaration, Variable
from engine.spec.field import Field
from engine.spec.file import SpecFile
from engine.spec.objects.constraint import Check, Constraint, Exclude, ForeignKey, NotNull, PrimaryKey, Unique
from engine.spec.objects.index import Index
from engine.spec.objects.options import Options
from engine.spec.objects.partition import Partition
from engine.spec.objects.policy import Policy
from engine.spec.objects.sequence import Sequence
from engine.spec.objects.statement import Grant, Statement
from engine.spec.objects.trigger import AnyTrigger, EventTrigger, Referencing, Trigger, UpdateOf
from engine.spec.objects.user_type import Attribute, Composite, Domain, Enum, Range, UserType
from engine.spec.objects.view import View
from engine.spec.pattern import Pattern
from engine.spec.source import Source
from engine.spec.steps.dynamic import Dynamic
from engine.spec.steps.handler import Handler
from engine.spec.steps.if_ import ElseIf
from engine.spec.steps.insert import OnConflict
from engine.spec.steps.step import Step
from engine.spec.steps.switch import Case

__all__ = [
    "Action", "Alias", "AnyTrigger", "Attribute", "Case", "Check", "Column", "Composite", "Constraint", "Cursor",
    "CursorParam", "Declaration", "Domain", "Dynamic", "ElseIf", "Enum", "EventTrigger", "Exclude", "Field",
    "ForeignKey", "Grant", "Handler", "Index", "NotNull", "OnConflict", "Options", "Param", "Partition", "Pattern",
    "Policy", "PrimaryKey", "Range", "Referencing", "ReturnsTable", "Sequence", "Source", "SpecFile", "Statement",
    "Step", "Traits", "Trigger", "Unique", "UpdateOf", "UserType", "Variable", "View",
]  # fmt: skip
