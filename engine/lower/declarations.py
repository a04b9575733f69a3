"""The DECLARE section."""

from functools import singledispatch

from engine.lower.page import Page
from engine.lower.steps.cursor import SCROLL_WORDS
from engine.spec.declarations import Alias, Cursor, Declaration, Variable


def lower_declarations(declarations: tuple[Declaration, ...], page: Page) -> None:
    """`DECLARE` with its entries in order, if there are any."""
    if not declarations:
        return
    page.add("DECLARE")
    with page.indented():
        for declaration in declarations:
            page.note(declaration.note)
            _write(declaration, page)


@singledispatch
def _write(declaration: Declaration, page: Page) -> None:  # noqa: ARG001 - what every kind is given
    raise TypeError(f"engine.lower.declarations does not write {type(declaration).__name__}")


@_write.register
def _(declaration: Variable, page: Page) -> None:
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
def _(declaration: Cursor, page: Page) -> None:
    params = ", ".join(f"{param.name} {param.type}" for param in declaration.params)
    brackets = f" ({params})" if params else ""
    head = f"{declaration.name} {SCROLL_WORDS[declaration.scroll]}CURSOR{brackets} FOR"
    page.end_with(head, declaration.cursor)


@_write.register
def _(declaration: Alias, page: Page) -> None:
    page.end(f"{declaration.name} ALIAS FOR {declaration.alias}")
