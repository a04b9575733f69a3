"""Shapes: a frozen dataclass, and the table of its keys that reader, writer and JSON Schema work from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, replace
from typing import Any, ClassVar, TypeVar, dataclass_transform

from engine.spec.shapes import slots
from engine.spec.shapes.slots import Slot

T = TypeVar("T")

REQUIRED: Any = object()
"""The default of a key that must be there."""

COMPANION_KEYS = frozenset({"into", "strict", "label", "source", "note"})
"""Keys that are written beside the kind key when that key holds a mapping with the rest."""


@dataclass(frozen=True, slots=True)
class ShapeKey:
    """One key of a shape: the attribute that holds its value, and what the value may be."""

    key: str
    attribute: str
    slot: Slot
    default: Any


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The mapping under a kind key whose entries are attributes of the step itself."""

    key: str
    keys: tuple[ShapeKey, ...]

    @property
    def is_block(self) -> bool:
        """Whether it holds steps, which are never put on one line."""
        return any(_holds_steps(key.slot) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys of one dataclass, in the order in which they are written."""

    made: type
    kind: str
    keys: tuple[ShapeKey | KeyGroup, ...]
    one_of: tuple[str, ...] = ()
    """Keys of which exactly one must be there."""
    not_both: tuple[tuple[str, str], ...] = ()
    """Pairs of keys that exclude each other."""
    needs: tuple[tuple[str, str], ...] = ()
    """Pairs of a key and another that it requires."""

    @property
    def is_block(self) -> bool:
        """Whether it is a step or holds some: such a mapping is never put on one line."""
        family = getattr(self.made, "word", "")
        return family == "step" or any(isinstance(key, ShapeKey) and _holds_steps(key.slot) for key in self.keys)

    @property
    def is_ruled(self) -> bool:
        """Whether some of its keys forbid or need others."""
        return bool(self.one_of or self.not_both or self.needs)

    def without(self, name: str) -> Shape:
        """The shape without one of its keys."""
        return replace(self, keys=tuple(key for key in self.keys if key.key != name))

    @property
    def companions(self) -> frozenset[str]:
        """Return the keys beside the kind key."""
        return frozenset(key.key for key in self.keys if key.key != self.kind)


class ShapeFamily:
    """Base of shapes that are distinguished by a kind key, such as the steps."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]]
    word: ClassVar[str]
    elsewhere: ClassVar[dict[str, str]] = {}
    """Kinds by the names that upstream has for them."""


SHAPES: dict[type, Shape] = {}
"""The shape of every dataclass of the model; complete once `engine.spec.model` is imported."""


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(
        slots.slot, slots.sql, slots.name, slots.type_, slots.text, slots.word, slots.flag, slots.number, slots.list_of,
        slots.targets, slots.mapping_of, slots.record, slots.records, slots.variants, slots.named,
        slots.named_variants, slots.arms,
    ),
)  # fmt: skip
def shape(
    kind: str = "",
    *,
    grouped: bool = False,
    one_of: tuple[str, ...] = (),
    not_both: tuple[tuple[str, str], ...] = (),
    needs: tuple[tuple[str, str], ...] = (),
) -> Callable[[type[T]], type[T]]:
    """Declare a shape; `kind` is its kind key in its family, `grouped` puts its attributes under that key."""

    def declare(declared: type[T]) -> type[T]:
        made: Any = dataclass(frozen=True, slots=True, kw_only=True)(declared)
        keys = tuple(_key(found) for found in fields(made))
        placed = _grouped(kind, keys) if grouped else keys
        SHAPES[made] = Shape(made, kind, placed, one_of, not_both, needs)
        if kind and issubclass(made, ShapeFamily):
            made.kinds[kind] = made
        return made

    return declare


def _holds_steps(slot: Slot) -> bool:
    match slot:
        case slots.ArmsSlot():
            return True
        case slots.VariantSlot(family):
            return family.word == "step"
        case slots.ListSlot(item):
            return _holds_steps(item)
        case slots.RecordSlot(made):
            return SHAPES[made].is_block
    return False


def _key(found: Field[object]) -> ShapeKey:
    default = REQUIRED if found.default is MISSING else found.default
    return ShapeKey(found.metadata["key"] or found.name.rstrip("_"), found.name, found.metadata["slot"], default)


def _grouped(kind: str, keys: tuple[ShapeKey, ...]) -> tuple[ShapeKey | KeyGroup, ...]:
    inside = tuple(key for key in keys if key.key not in COMPANION_KEYS)
    written: list[ShapeKey | KeyGroup] = [key for key in keys if key.key in COMPANION_KEYS]
    written.insert(keys.index(inside[0]), KeyGroup(kind, inside))
    return tuple(written)
