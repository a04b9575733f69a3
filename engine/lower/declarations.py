"""The DECLARE section."""

from functools import singledispatch

from engine.lower.clauses import clause, keyword
from engine.lower.sql_page import SqlPage
from engine.lower.steps.cursor import SCROLL_WORDS
from engine.spec.document.declarations import AliasDeclaration, CursorDeclaration, Declaration, VariableDeclaration


def lower_declarations(declarations: tuple[Declaration, ...], page: SqlPage) -> None:
    """`DECLARE` with its entries in order, if there are any."""
    if not declarations:
        return
    page.add("DECLARE")
    with page.indented():
        for declaration in declarations:
            page.note(declaration.note)
            _write(declaration, page)


@singledispatch
def _write(declaration: Declaration, page: SqlPage) -> None:  # noqa: ARG001 - the signature of every writer
    raise TypeError(f"engine.lower.declarations does not write {type(declaration).__name__}")


@_write.register
def _(declaration: VariableDeclaration, page: SqlPage) -> None:
    words = (
        declaration.name,
        keyword("CONSTANT", declaration.constant),
        declaration.type,
        clause("COLLATE", declaration.collate),
        keyword("NOT NULL", declaration.not_null),
    )
    head = " ".join(word for word in words if word)
    if declaration.default is None:
        page.end(head)
    else:
        page.end_with(f"{head} :=", declaration.default)


@_write.register
def _(declaration: CursorDeclaration, page: SqlPage) -> None:
    params = ", ".join(f"{param.name} {param.type}" for param in declaration.params)
    parameters = keyword(f" ({params})", params)
    head = f"{declaration.name} {SCROLL_WORDS[declaration.scroll]}CURSOR{parameters} FOR"
    page.end_with(head, declaration.cursor)


@_write.register
def _(declaration: AliasDeclaration, page: SqlPage) -> None:
    page.end(f"{declaration.name} ALIAS FOR {declaration.alias}")
