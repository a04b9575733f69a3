"""The typed SpecQL model in one place: what a file, its objects and its actions are made of."""

from engine.spec.document.action import Action, Param, ResultColumn, ReturnsTable, Traits
from engine.spec.document.declarations import (
    AliasDeclaration,
    CursorDeclaration,
    CursorParam,
    Declaration,
    VariableDeclaration,
)
from engine.spec.document.field import Field
from engine.spec.document.file import SpecFile
from engine.spec.document.pattern import Pattern
from engine.spec.document.source import Source
from engine.spec.objects.constraint import (
    CheckSpec,
    ConstraintSpec,
    ExcludeSpec,
    ForeignKeySpec,
    NotNullSpec,
    PrimaryKeySpec,
    UniqueSpec,
)
from engine.spec.objects.index import IndexSpec
from engine.spec.objects.options import TableOptions
from engine.spec.objects.partition import PartitionSpec
from engine.spec.objects.policy import PolicySpec
from engine.spec.objects.rule import RuleSpec
from engine.spec.objects.schema import SchemaSpec
from engine.spec.objects.sequence import SequenceSpec
from engine.spec.objects.statements.anonymous_block import AnonymousBlockSpec
from engine.spec.objects.statements.object_changes import AlterSpec, CommentOnSpec, CreateSpec, DropSpec
from engine.spec.objects.statements.row_changes import RowDeleteSpec, RowInsertSpec, RowsSpec, RowUpdateSpec
from engine.spec.objects.statements.script_run import (
    DerivedTableSpec,
    ExplainSpec,
    QuerySpec,
    SettingSpec,
    TransactionSpec,
)
from engine.spec.objects.statements.statement import AnyStatementSpec, GrantSpec, StatementSpec
from engine.spec.objects.trigger import AnyTriggerSpec, EventTriggerSpec, Referencing, TriggerSpec, UpdateOf
from engine.spec.objects.user_type import AttributeSpec, CompositeSpec, DomainSpec, EnumSpec, RangeSpec, UserTypeSpec
from engine.spec.objects.view import ViewSpec
from engine.spec.steps.dynamic import DynamicQuery
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.if_ import ElseIf
from engine.spec.steps.insert import OnConflict
from engine.spec.steps.step import Step
from engine.spec.steps.switch import SwitchCase

__all__ = [
    "Action",
    "AliasDeclaration",
    "AlterSpec",
    "AnonymousBlockSpec",
    "AnyStatementSpec",
    "AnyTriggerSpec",
    "AttributeSpec",
    "CatchHandler",
    "CheckSpec",
    "CommentOnSpec",
    "CompositeSpec",
    "ConstraintSpec",
    "CreateSpec",
    "CursorDeclaration",
    "CursorParam",
    "Declaration",
    "DerivedTableSpec",
    "DomainSpec",
    "DropSpec",
    "DynamicQuery",
    "ElseIf",
    "EnumSpec",
    "EventTriggerSpec",
    "ExcludeSpec",
    "ExplainSpec",
    "Field",
    "ForeignKeySpec",
    "GrantSpec",
    "IndexSpec",
    "NotNullSpec",
    "OnConflict",
    "Param",
    "PartitionSpec",
    "Pattern",
    "PolicySpec",
    "PrimaryKeySpec",
    "QuerySpec",
    "RangeSpec",
    "Referencing",
    "ResultColumn",
    "ReturnsTable",
    "RowDeleteSpec",
    "RowInsertSpec",
    "RowUpdateSpec",
    "RowsSpec",
    "RuleSpec",
    "SchemaSpec",
    "SequenceSpec",
    "SettingSpec",
    "Source",
    "SpecFile",
    "StatementSpec",
    "Step",
    "SwitchCase",
    "TableOptions",
    "Traits",
    "TransactionSpec",
    "TriggerSpec",
    "UniqueSpec",
    "UpdateOf",
    "UserTypeSpec",
    "VariableDeclaration",
    "ViewSpec",
]  # fmt: skip
