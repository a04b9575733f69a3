"""The declarations of a block."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.shapes import slots
from engine.spec.shapes.shape import ShapeFamily, shape


class Declaration(ShapeFamily):
    """One entry of `declare`; its order matters, because a default may use earlier entries."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "declaration"

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str | None: ...


@shape("type")
class VariableDeclaration(Declaration):
    """`name [CONSTANT] type [COLLATE c] [NOT NULL] := default;`."""

    name: str = slots.name()
    type: str = slots.type_()
    constant: bool = slots.flag(default=False)
    collate: str | None = slots.name(default=None)
    not_null: bool = slots.flag(default=False)
    default: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)


@shape()
class CursorParam:
    """One parameter of a cursor."""

    name: str = slots.name()
    type: str = slots.type_()
    note: str | None = slots.text(default=None)


@shape("cursor")
class CursorDeclaration(Declaration):
    """`name [NO SCROLL] CURSOR (params) FOR query;`; `scroll` is None if the source gives neither."""

    name: str = slots.name()
    cursor: str = slots.sql()
    params: tuple[CursorParam, ...] = slots.named(CursorParam, default=())
    scroll: bool | None = slots.flag(default=None)
    note: str | None = slots.text(default=None)


@shape("alias")
class AliasDeclaration(Declaration):
    """`name ALIAS FOR other;`."""

    name: str = slots.name()
    alias: str = slots.name()
    note: str | None = slots.text(default=None)


def declarations(key: str = "", *, default: object = slots.MISSING) -> slots.Specified:
    """A field with the declarations of a block."""
    return slots.named_variants(Declaration, key, default=default)
