"""How each kind of slot is read: strictly, from a node of the file to a value of the model."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final, Protocol

from yaml.events import ScalarEvent

from engine.spec import slots
from engine.spec.field_text import field_of, field_text
from engine.spec.nodes import ListNode, MappingNode, Node
from engine.spec.report import Report
from engine.spec.scalars import block_header, escaped, key_text, one_line
from engine.spec.shape import REQUIRED, SHAPES, Family, Group, Key, Shape
from engine.spec.slots import Slot

_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")

Value = Any
"""What a slot holds in the model; each builder knows its own."""


class Builder(Protocol):
    """Reads one kind of slot. `flow` tells whether the node stands within brackets."""

    def build(self, report: Report, node: Node, /, *, flow: bool) -> Value:
        """The value of a node; None, with the mistake reported, where it has none."""


class SqlBuilder:
    """Exact SQL: only in the style that the writer would choose, or as a `|-` block."""

    def __init__(self, wanted: str, *, empty: bool) -> None:
        self.wanted, self.empty = wanted, empty

    def build(self, report: Report, node: Node, *, flow: bool) -> str | None:
        if not isinstance(node, ScalarEvent):
            return report.unexpected(node, self.wanted)
        text = node.value
        if not text and not node.style:
            if not self.empty:
                report.add(node, "empty", f"A value is missing: {self.wanted} belongs here")
            return None
        source = report.source(node)
        if node.style == "|":
            if source.partition("\n")[0] not in ("|-", block_header(text)):
                report.restyled(node, _as_written(text, flow=flow))
        elif source != _as_written(text, flow=flow):
            report.restyled(node, _as_written(text, flow=flow))
        return text


class TextBuilder:
    """Prose, in any style that holds no YAML comment."""

    def build(self, report: Report, node: Node, *, flow: bool) -> str | None:  # noqa: ARG002 prose takes any style
        if not isinstance(node, ScalarEvent):
            return report.unexpected(node, "a text")
        if not node.value and not node.style:
            report.add(node, "empty", "A text is missing here", 'an empty one is `""`')
        if node.style in ("|", ">") and "#" in report.source(node).partition("\n")[0]:
            report.add(node, "comment", "A YAML comment would be lost", "write it as `note:`")
        return node.value


class WordBuilder:
    """A keyword, a flag or a number: a plain scalar that a table knows."""

    def __init__(self, what: str, known: dict[str, Value], *, empty: bool = False) -> None:
        self.what, self.known, self.empty = what, known, empty

    def build(self, report: Report, node: Node, *, flow: bool) -> Value:  # noqa: ARG002 a word is plain anywhere
        if not isinstance(node, ScalarEvent):
            return report.unexpected(node, f"a {self.what}")
        if not node.value and not node.style and self.empty:
            return None
        if node.style or node.value not in self.known:
            return report.unknown(node, self.what, list(self.known))
        return self.known[node.value]


class NumberBuilder:
    """Decimal digits."""

    def build(self, report: Report, node: Node, *, flow: bool) -> int | None:  # noqa: ARG002 digits are plain anywhere
        if isinstance(node, ScalarEvent) and not node.style and _NUMBER.fullmatch(node.value):
            return int(node.value)
        return report.unexpected(node, "a whole number of up to nine digits")


class NothingBuilder:
    """A key that stands alone."""

    def build(self, report: Report, node: Node, *, flow: bool) -> None:  # noqa: ARG002 nothing has no style
        if not isinstance(node, ScalarEvent) or node.value or node.style:
            report.add(node, "type", "This key stands alone", "leave its value out")


class ListBuilder:
    """A list."""

    def __init__(self, item: Slot) -> None:
        self.item = builder_of(item)

    def build(self, report: Report, node: Node, *, flow: bool) -> tuple[Value, ...] | None:
        if not isinstance(node, ListNode):
            return report.unexpected(node, "a list")
        build, flow = self.item.build, bool(node.event.flow_style)
        return tuple([build(report, item, flow=flow) for item in node.items])


class OneOrManyBuilder:
    """A scalar for one, a list for several."""

    def __init__(self, item: Slot) -> None:
        self.one, self.many = builder_of(item), ListBuilder(item)

    def build(self, report: Report, node: Node, *, flow: bool) -> tuple[Value, ...] | None:
        if not isinstance(node, ListNode):
            return (self.one.build(report, node, flow=flow),)
        if len(node.items) < 2:
            report.add(node, "second-way", "A list of fewer than two stands here", "write one without brackets")
        return self.many.build(report, node, flow=flow)


class MappingBuilder:
    """A mapping whose keys are the source's own."""

    def __init__(self, value: Slot) -> None:
        self.value = builder_of(value)

    def build(self, report: Report, node: Node, *, flow: bool) -> tuple[tuple[str, Value], ...] | None:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        flow = bool(node.event.flow_style)
        return tuple((name, self.value.build(report, item, flow=flow)) for name, item in _named(report, node))


class EitherBuilder:
    """A scalar, or the mapping that says what a scalar cannot."""

    def __init__(self, scalar: Slot, record: Slot) -> None:
        self.scalar, self.record = builder_of(scalar), builder_of(record)

    def build(self, report: Report, node: Node, *, flow: bool) -> Value:
        return (self.record if isinstance(node, MappingNode) else self.scalar).build(report, node, flow=flow)


class FieldsBuilder:
    """The fields of an entity, each in its short form wherever that says it all."""

    def __init__(self, shape: type) -> None:
        self.short = SqlBuilder("a type", empty=False)
        self.long = RecordBuilder(_without_name(SHAPES[shape]))

    def build(self, report: Report, node: Node, *, flow: bool) -> tuple[Value, ...] | None:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping of fields")
        flow = bool(node.event.flow_style)
        return tuple(self._field(report, name, item, flow=flow) for name, item in _named(report, node))

    def _field(self, report: Report, name: str, node: Node, *, flow: bool) -> Value:
        if not isinstance(node, MappingNode):
            text = self.short.build(report, node, flow=flow)
            return None if text is None else field_of(name, text)
        field = self.long.built(report, node, {"name": name})
        short = None if field is None else field_text(field)
        if short is not None:
            report.add(node, "second-way", "The short form says as much", f"write `{name}: {short}`")
        return field


class VariantBuilder:
    """A mapping whose shape its kind key tells."""

    def __init__(self, family: type[Family]) -> None:
        self.word, self.kinds = family.word, family.kinds
        self.companions = {kind: SHAPES[made].companions for kind, made in family.kinds.items()}

    def build(self, report: Report, node: Node, *, flow: bool) -> Value:
        if not isinstance(node, MappingNode):
            return report.unexpected(node, f"a {self.word}")
        keys = [key for key in node.items[::2] if isinstance(key, ScalarEvent)]
        found = [key for key in keys if key.value in self.kinds]
        if not found:
            return self._kindless(report, node, keys)
        names = {key.value for key in found}
        for name in names:
            if names - {name} <= self.companions[name]:
                return builder_of_shape(self.kinds[name]).build(report, node, flow=flow)
        sentence = f"A {self.word} has one kind; this one has {' and '.join(f'`{key.value}`' for key in found)}"
        return report.add(found[1], "two-kinds", sentence, "make two of it")

    def _kindless(self, report: Report, node: MappingNode, keys: list[ScalarEvent]) -> None:
        if not keys:
            return report.add(node, "kind", f"This {self.word} is empty", "a key tells its kind")
        return report.unknown(keys[0], f"kind of {self.word}", list(self.kinds))


class RecordBuilder:
    """A mapping with the keys of one shape."""

    def __init__(self, shape: Shape | Group) -> None:
        self.shape = shape
        self.kind = shape.kind if isinstance(shape, Shape) else ""
        self.keys = {key.key: (key, _builder_of_key(key)) for key in shape.keys}
        self.names = list(self.keys)
        self.needed = [key.key for key in shape.keys if isinstance(key, Key) and key.default is REQUIRED]

    def build(self, report: Report, node: Node, *, flow: bool) -> Value:  # noqa: ARG002 a mapping has its own style
        return self.built(report, node, {})

    def built(self, report: Report, node: Node, values: dict[str, Value]) -> Value:
        """The record with what the node says besides the values that are known."""
        before = len(report.errors)
        self.collect(report, node, values)
        if len(report.errors) > before or not isinstance(self.shape, Shape):
            return None
        return self.shape.made(**values)

    def collect(self, report: Report, node: Node, values: dict[str, Value]) -> None:
        """Put the attributes that a node gives to the values."""
        if not isinstance(node, MappingNode):
            return report.unexpected(node, "a mapping")
        flow = bool(node.event.flow_style)
        seen: set[str] = set()
        items = iter(node.items)
        for name_node, item in zip(items, items, strict=True):
            if not isinstance(name_node, ScalarEvent):
                report.unexpected(name_node, "a key")
                continue
            name = name_node.value
            entry = self.keys.get(name)
            if entry is None or name_node.style:
                report.unknown(name_node, "key here", self.names)
            elif name in seen:
                report.add(name_node, "duplicate", f"The key `{name}` stands here a second time")
            else:
                seen.add(name)
                self._collect_key(report, entry, item, values, flow=flow)
        for name in self.needed:
            if name not in seen:
                report.add(node, "missing", f"The key `{name}` is missing here")
        if isinstance(self.shape, Shape):
            _check_rules(report, node, self.shape, seen)
        return None

    def _collect_key(
        self, report: Report, entry: tuple[Key | Group, Builder], node: Node, values: dict[str, Value], *, flow: bool
    ) -> None:
        key, builder = entry
        if isinstance(builder, RecordBuilder) and isinstance(key, Group):
            builder.collect(report, node, values)
        elif isinstance(key, Key):
            value = values[key.attribute] = builder.build(report, node, flow=flow)
            spelled_out = value == key.default and value is not None
            if spelled_out != (key.key == self.kind and isinstance(key.slot, slots.Flag)):
                report.add(node, "second-way", f"`{key.key}` says here what its absence says", "leave it out")


def _check_rules(report: Report, node: MappingNode, shape: Shape, seen: set[str]) -> None:
    if shape.one_of and len(seen.intersection(shape.one_of)) != 1:
        names = " and ".join(f"`{name}`" for name in shape.one_of)
        report.add(node, "one-of", f"Exactly one of {names} belongs here")
    for one, other in shape.not_both:
        if one in seen and other in seen:
            report.add(node, "not-both", f"`{one}` and `{other}` cannot stand together")
    for one, other in shape.needs:
        if one in seen and other not in seen:
            report.add(node, "needs", f"`{one}` means nothing without `{other}`")


def _named(report: Report, mapping: MappingNode) -> list[tuple[str, Node]]:
    """The entries of a mapping whose keys are exact SQL."""
    flow = bool(mapping.event.flow_style)
    found: dict[str, Node] = {}
    items = iter(mapping.items)
    for name, item in zip(items, items, strict=True):
        if not isinstance(name, ScalarEvent):
            report.unexpected(name, "a name")
        elif name.value in found:
            report.add(name, "duplicate", f"The key `{name.value}` stands here a second time")
        else:
            written = key_text(name.value, flow=flow)
            if report.source(name) != written:
                report.restyled(name, written)
            found[name.value] = item
    return list(found.items())


def _as_written(text: str, *, flow: bool) -> str:
    """A text as the writer would put it after its key; of a block, the header."""
    one = one_line(text, flow=flow)
    return one or (None if flow else block_header(text)) or escaped(text)


def _without_name(shape: Shape) -> Shape:
    return Shape(shape.made, "", tuple(key for key in shape.keys if key.key != "name"))


def _builder_of_key(key: Key | Group) -> Builder:
    return RecordBuilder(key) if isinstance(key, Group) else builder_of(key.slot)


@cache
def builder_of_shape(made: type) -> RecordBuilder:
    """The builder of one shape of the model."""
    return RecordBuilder(SHAPES[made])


class _LateBuilder:
    """The builder of a shape or family that may hold itself: found when it is first needed."""

    def __init__(self, find: Callable[[], Builder]) -> None:
        self.find = find

    def build(self, report: Report, node: Node, *, flow: bool) -> Value:
        return self.find().build(report, node, flow=flow)


@cache
def _variant_builder(family: type[Family]) -> VariantBuilder:
    return VariantBuilder(family)


_FLAGS: Final = {"true": True, "false": False}


@cache
def builder_of(slot: Slot) -> Builder:  # noqa: C901 one case a slot kind
    """The builder of one slot."""
    match slot:
        case slots.Type():
            return SqlBuilder("a type", empty=slot.empty)
        case slots.Name():
            return SqlBuilder("a name", empty=slot.empty)
        case slots.Sql():
            return SqlBuilder("SQL", empty=slot.empty)
        case slots.Text():
            return TextBuilder()
        case slots.Word(words, empty):
            return WordBuilder("word of this key", {word: word for word in words}, empty=empty)
        case slots.Flag():
            return WordBuilder("flag", _FLAGS)
        case slots.Number():
            return NumberBuilder()
        case slots.Nothing():
            return NothingBuilder()
        case slots.ListOf(item):
            return ListBuilder(item)
        case slots.OneOrMany(item):
            return OneOrManyBuilder(item)
        case slots.MappingOf(_, value):
            return MappingBuilder(value)
        case slots.Either(scalar, record):
            return EitherBuilder(scalar, record)
        case slots.Keyed(shape):
            return FieldsBuilder(shape)
        case slots.Record(shape):
            return _LateBuilder(lambda: builder_of_shape(shape))
        case slots.Variant(family):
            return _LateBuilder(lambda: _variant_builder(family))
