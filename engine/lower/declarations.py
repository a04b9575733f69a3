"""The DECLARE section."""

from functools import singledispatch

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
def _write(declaration: Declaration, page: SqlPage) -> None:  # noqa: ARG001 - what every kind is given
    raise TypeError(f"engine.lower.declarations does not write {type(declaration).__name__}")


@_write.register
def _(declaration: VariableDeclaration, page: SqlPage) -> None:
    words = [declaration.name, "CONSTANT"] if declaration.constant else [declaration.name]
    words.append(declaration.type)
    if declaration.collate is not None:
        words += ["COLLATE", declaration.collate]
    if declaration.not_null:
        words.append("NOT NULL")
    head = " ".join(words)
    if declaration.default is None:
        page.end(head)
    else:
        page.end_with(f"{head} :=", declaration.default)


@_write.register
def _(declaration: CursorDeclaration, page: SqlPage) -> None:
    params = ", ".join(f"{param.name} {param.type}" for param in declaration.params)
    brackets = f" ({params})" if params else ""
    head = f"{declaration.name} {SCROLL_WORDS[declaration.scroll]}CURSOR{brackets} FOR"
    page.end_with(head, declaration.cursor)


@_write.register
def _(declaration: AliasDeclaration, page: SqlPage) -> None:
    page.end(f"{declaration.name} ALIAS FOR {declaration.alias}")
