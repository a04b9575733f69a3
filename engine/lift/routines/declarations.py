"""The DECLARE section."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.lift.comment_notes import note_from_comments
from engine.lift.identifiers import plain_name
from engine.lift.lift_context import LiftContext, UnliftableError
from engine.lift.origin import Origin, Path
from engine.plpgsql import tree
from engine.spec.document.declarations import (
    AliasDeclaration,
    CursorDeclaration,
    CursorParam,
    Declaration,
    VariableDeclaration,
)


def lift_declarations(
    context: LiftContext, declarations: tuple[tree.Declaration, ...], path: Path
) -> tuple[Declaration, ...]:
    """Return the declarations of a block in order, each with its note."""
    return tuple(_lift(context, found, (*path, number)) for number, found in enumerate(declarations))


def _lift(context: LiftContext, declaration: tree.Declaration, path: Path) -> Declaration:
    if isinstance(declaration, tree.Opaque):
        raise UnliftableError(declaration.reason)
    notes, span = context.notes, declaration.span
    comments = notes.before(span.start)
    written = _FORMS[type(declaration)](context, declaration)
    comments += [*notes.before(span.end), *notes.beside(span.end)]
    context.origins[path] = Origin(span, "exact")
    return written(note_from_comments(comments))


_Noted = Callable[[str | None], Declaration]


def _variable(context: LiftContext, variable: tree.Variable) -> _Noted:
    type_ = context.sql(variable.type)
    collation = context.name(variable.collation) if variable.collation else None
    default = context.optional_sql(variable.default)
    return lambda note: VariableDeclaration(
        name=plain_name(variable.name), type=type_, constant=variable.constant, collate=collation,
        not_null=variable.not_null, default=default, note=note,
    )  # fmt: skip


def _alias(context: LiftContext, alias: tree.Alias) -> _Noted:
    target = context.name(alias.target)
    return lambda note: AliasDeclaration(name=plain_name(alias.name), alias=target, note=note)


def _cursor(context: LiftContext, cursor: tree.Cursor) -> _Noted:
    params = tuple(
        CursorParam(name=plain_name(param.name), type=context.sql(param.type)) for param in cursor.parameters
    )
    query = context.sql(cursor.query)
    return lambda note: CursorDeclaration(
        name=plain_name(cursor.name), cursor=query, params=params, scroll=cursor.scroll, note=note
    )


_FORMS: Mapping[type, Callable[[LiftContext, Any], _Noted]] = {
    tree.Variable: _variable,
    tree.Alias: _alias,
    tree.Cursor: _cursor,
}
