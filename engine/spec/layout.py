"""How each kind of slot is laid out: on its key's line where it fits, else as a block below it."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple, Protocol

from engine.spec import slots
from engine.spec.errors import SpecError
from engine.spec.field_text import field_text
from engine.spec.scalars import block_header, escaped, key_text, one_line
from engine.spec.shape import SHAPES, Group, Key, Shape
from engine.spec.slots import Slot
from engine.spec.written import Mark, Path

WIDTH = 140
MAX_DEPTH = 160
MAX_KEY = 1000  # a YAML key on one line may have 1024 characters


Value = Any
"""What a slot holds in the model; each layout knows its own."""


class Page:
    """What has been written so far."""

    __slots__ = ("lines", "marks")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.marks: list[Mark] = []


class Layout(Protocol):
    """One kind of slot on paper. A head is what stands before the value: an indented `key:` or dash."""

    def flow(self, value: Value, /) -> str | None:
        """The value on one line within brackets, or None if it needs a block."""

    def block(self, page: Page, value: Value, head: str, indent: int, path: Path, /) -> None:
        """Write the value after its head; what stands below it has the indent."""


class ScalarLayout:
    """A text."""

    def flow(self, value: str) -> str | None:
        return one_line(value, flow=True) or (None if block_header(value) else escaped(value))

    def block(self, page: Page, value: str, head: str, indent: int, _path: Path) -> None:
        written = one_line(value)
        if written is None:
            header = block_header(value)
            if header is not None:
                _block_scalar(page, f"{head} {header}", value, indent)
                return
            written = escaped(value)
        page.lines.append(f"{head} {written}")


class EmptyLayout(ScalarLayout):
    """A text, or a key that stands alone."""

    def block(self, page: Page, value: str | None, head: str, indent: int, _path: Path) -> None:
        if value is None:
            page.lines.append(head)
        else:
            super().block(page, value, head, indent, _path)


class PlainLayout:
    """A flag or a number."""

    def flow(self, value: object) -> str:
        return str(value).lower()

    def block(self, page: Page, value: object, head: str, _indent: int, _path: Path) -> None:
        page.lines.append(f"{head} {str(value).lower()}")


class ListLayout:
    """A list: of scalars on one line if they fit, else an entry a line."""

    def __init__(self, item: Slot) -> None:
        self.item = layout_of(item)
        self.on_one_line = isinstance(item, slots.Sql | slots.Text | slots.Word | slots.Either)

    def flow(self, value: tuple[Any, ...]) -> str | None:
        items = [written for item in value if (written := self.item.flow(item)) is not None]
        return f"[{', '.join(items)}]" if len(items) == len(value) else None

    def block(self, page: Page, value: tuple[Any, ...], head: str, indent: int, path: Path) -> None:
        if not value:
            page.lines.append(f"{head} []")
        elif not (self.on_one_line and self._one_line(page, value, head, path)):
            page.lines.append(head)
            self._entries(page, value, indent, path)

    def _one_line(self, page: Page, value: tuple[Any, ...], head: str, path: Path) -> bool:
        column = len(head) + 2
        items: list[str] = []
        for item in value:
            written = self.item.flow(item)
            if written is None:
                return False
            items.append(written)
        text = f"{head} [{', '.join(items)}]"
        if len(text) > WIDTH:
            return False
        for place, written in enumerate(items):
            line = len(page.lines)
            page.marks.append(((*path, place), line, column, line, column + len(written)))
            column += len(written) + 2
        page.lines.append(text)
        return True

    def _entries(self, page: Page, value: tuple[Any, ...], indent: int, path: Path) -> None:
        block, lines, marks = self.item.block, page.lines, page.marks
        dash = " " * indent + "-"
        for place, item in enumerate(value):
            entry = (*path, place)
            first = len(lines)
            block(page, item, dash, indent + 2, entry)
            marks.append((entry, first, indent + 2, len(lines) - 1, len(lines[-1])))


class OneOrManyLayout:
    """A scalar for one, a list for several."""

    def __init__(self, item: Slot) -> None:
        self.one, self.many = layout_of(item), ListLayout(item)

    def flow(self, value: tuple[Any, ...]) -> str | None:
        return self.one.flow(value[0]) if len(value) == 1 else self.many.flow(value)

    def block(self, page: Page, value: tuple[Any, ...], head: str, indent: int, path: Path) -> None:
        if len(value) == 1:
            self.one.block(page, value[0], head, indent, path)
        else:
            self.many.block(page, value, head, indent, path)


class MappingLayout:
    """A mapping whose keys are the source's own."""

    def __init__(self, value: Slot) -> None:
        self.value = layout_of(value)

    def flow(self, value: tuple[tuple[str, Any], ...]) -> str | None:
        entries = []
        for key, item in value:
            written = self.value.flow(item)
            if written is None:
                return None
            entries.append(f"{_key(key, flow=True)}: {written}")
        return f"{{{', '.join(entries)}}}"

    def block(self, page: Page, value: tuple[tuple[str, Any], ...], head: str, indent: int, path: Path) -> None:
        if _fits(page, head, self.flow(value)):
            return
        page.lines.append(head)
        for key, item in value:
            self.value.block(page, item, f"{' ' * indent}{_key(key)}:", indent + 2, (*path, key))


class EitherLayout:
    """A scalar, or the mapping that says what a scalar cannot."""

    def __init__(self, scalar: Slot, record: Slot) -> None:
        self.scalar, self.record = layout_of(scalar), layout_of(record)

    def flow(self, value: Value) -> str | None:
        return (self.scalar if isinstance(value, str) else self.record).flow(value)

    def block(self, page: Page, value: Value, head: str, indent: int, path: Path) -> None:
        (self.scalar if isinstance(value, str) else self.record).block(page, value, head, indent, path)


class FieldsLayout:
    """The fields of an entity: one a line, short where a short form says it all."""

    def __init__(self, shape: type) -> None:
        self.record = RecordLayout(SHAPES[shape].without("name"))

    def flow(self, _value: tuple[Any, ...]) -> str | None:
        return None

    def block(self, page: Page, value: tuple[Any, ...], head: str, indent: int, path: Path) -> None:
        page.lines.append(head)
        lines = page.lines
        for field in value:
            entry, first = (*path, field.name), len(lines)
            short, key = field_text(field), f"{' ' * indent}{_key(field.name)}:"
            if short is None:
                self.record.block(page, field, key, indent + 2, entry)
            else:
                _SCALAR.block(page, short, key, indent + 2, entry)
            page.marks.append((entry, first, indent, len(lines) - 1, len(lines[-1])))


class VariantLayout:
    """A mapping whose shape is the value's own."""

    def flow(self, value: Value) -> str | None:
        return writer_of(type(value)).flow(value)

    def block(self, page: Page, value: Value, head: str, indent: int, path: Path) -> None:
        writer_of(type(value)).block(page, value, head, indent, path)


class RecordLayout:
    """A mapping with the keys of one shape, in their order; keys at their defaults are left out."""

    def __init__(self, shape: Shape | Group) -> None:
        kind = shape.kind if isinstance(shape, Shape) else ""
        self.flowing = not shape.is_block
        self.keys = tuple(_laid_out(key, kind) for key in shape.keys)

    def flow(self, value: Value) -> str | None:
        if not self.flowing:
            return None
        entries = []
        for key in self.keys:
            item = getattr(value, key.attribute) if key.attribute else value
            if key.always or item != key.default:
                written = key.layout.flow(item)
                if written is None:
                    return None
                entries.append(f"{key.head} {written}")
        return f"{{{', '.join(entries)}}}"

    def block(self, page: Page, value: Value, head: str, indent: int, path: Path) -> None:
        if self.flowing and _fits(page, head, self.flow(value)):
            return
        if head[-1] == "-":
            self.entries(page, value, indent, path, f"{head} ")
        else:
            page.lines.append(head)
            self.entries(page, value, indent, path)

    def entries(self, page: Page, value: Value, indent: int, path: Path, before: str = "") -> None:
        """Write the keys one below the other; `before` stands in place of the first one's indent."""
        if indent > 2 * MAX_DEPTH:
            raise SpecError("too-deep", f"The spec is nested more than {MAX_DEPTH} deep.", hint="split the routine")
        pad = " " * indent
        start = before or pad
        for key in self.keys:
            item = getattr(value, key.attribute) if key.attribute else value
            if key.always or item != key.default:
                key.layout.block(page, item, start + key.head, indent + 2, (*path, key.name))
                start = pad


class _LaidOut(NamedTuple):
    """One key of a shape, ready to be written; a group has no attribute, its value is the record itself."""

    head: str
    name: str
    attribute: str
    default: object
    always: bool
    layout: Layout


def _laid_out(key: Key | Group, kind: str) -> _LaidOut:
    if isinstance(key, Group):
        return _LaidOut(f"{key.key}:", key.key, "", None, always=True, layout=RecordLayout(key))
    return _LaidOut(f"{key.key}:", key.key, key.attribute, key.default, key.key == kind, layout_of(key.slot))


def _fits(page: Page, head: str, flow: str | None) -> bool:
    if flow is None or len(head) + 1 + len(flow) > WIDTH:
        return False
    page.lines.append(f"{head} {flow}")
    return True


def _key(text: str, *, flow: bool = False) -> str:
    written = key_text(text, flow=flow)
    if len(written) > MAX_KEY:
        raise SpecError("long-key", f"A key has {len(written)} characters; YAML allows about a thousand.")
    return written


def _block_scalar(page: Page, head: str, value: str, indent: int) -> None:
    pad = " " * indent
    page.lines.append(head)
    page.lines.extend(pad + line if line else "" for line in value.removesuffix("\n").split("\n"))


_SCALAR: Final = ScalarLayout()
_EMPTY: Final = EmptyLayout()
_PLAIN: Final = PlainLayout()
_VARIANT: Final = VariantLayout()


@cache
def writer_of(shape: type) -> RecordLayout:
    """The layout of one shape of the model."""
    return RecordLayout(SHAPES[shape])


@cache
def layout_of(slot: Slot) -> Layout:
    """The layout of one slot."""
    match slot:
        case slots.Sql(empty=True) | slots.Word(empty=True) | slots.Nothing():
            return _EMPTY
        case slots.Sql() | slots.Text() | slots.Word():
            return _SCALAR
        case slots.Flag() | slots.Number():
            return _PLAIN
        case slots.ListOf(item):
            return ListLayout(item)
        case slots.OneOrMany(item):
            return OneOrManyLayout(item)
        case slots.MappingOf(_, value):
            return MappingLayout(value)
        case slots.Either(scalar, record):
            return EitherLayout(scalar, record)
        case slots.Keyed(shape):
            return FieldsLayout(shape)
        case slots.Record() | slots.Variant():
            return _VARIANT
