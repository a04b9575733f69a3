"""Specs of every shape, made from the same declarations that reader and writer work from."""

import string
from functools import cache

from hypothesis import strategies as st

from engine.spec.model import SpecFile
from engine.spec.shapes import slots
from engine.spec.shapes.shape import REQUIRED, SHAPES, KeyGroup

YAML_WORDS = (
    "NULL", "~", "yes", "No", "on", "OFF", "y", "n", "true", "false", "True", "1.50", "1e3", "0x1F", "+0x0", "010",
    "0", "42", "-1", "12:30", "2024-01-01", "2024-01-01 10:00:00", "=", "<<", "---", "...", ".inf", ".", "1_000", "",
    "- x", "? x", "x: y", "x:", "x #y", "#x", "a::b", "a:=1", "'abc'", '"Order"', "`x`", "@x", "%x", "!x", "&a", "*",
    "|", "|-", ">", "[a]", "{a: b}", "a, b", "f(a, b)", "doc #>> '{a}'", "data ? 'k'", "a:?b", "?", ":x", "-", "--",
)  # fmt: skip
TRAPS = (
    " ", "\t", "\n", "\n\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\ufeff", "\x07", "\x7f", "\xa0", "'", '"', "\\",
    ": ", " #", "# ", "-- c\n", "/* x */", "$1", "::", ":=", ",", "[", "]", "{", "}", "é", "😀", "x" * 200,
)  # fmt: skip

pieces = st.sampled_from(TRAPS) | st.text(string.ascii_letters + string.digits + " _.(),'=<>*", max_size=12)
joined = st.lists(pieces, max_size=6).map("".join)
texts = st.sampled_from(YAML_WORDS) | joined | st.text(max_size=20)
names = st.sampled_from(["v_total", "NEW.x", "a[1:2]", '"createdAt"', "y", "NULL", "on"]) | joined.filter(
    lambda text: len(text) < 60
)


DEPTH = 3
"""How deep steps are nested before only those without steps of their own are drawn."""


@cache
def values(slot, depth=0):  # noqa: C901 one case a slot kind
    """What a slot of this kind may hold."""
    match slot:
        case slots.NothingSlot():
            return st.none()
        case slots.WordSlot(words, empty):
            return st.sampled_from([*words, None] if empty else words)
        case slots.NameSlot():
            return (names | st.none()) if slot.empty else names
        case slots.SqlSlot():
            return (texts | st.none()) if slot.empty else texts
        case slots.TextSlot():
            return texts
        case slots.FlagSlot():
            return st.booleans()
        case slots.NumberSlot():
            return st.integers(0, 999_999_999)
        case slots.ListSlot(item):
            return st.lists(values(item, depth), max_size=2).map(tuple)
        case slots.OneOrManySlot(item):
            return st.lists(values(item, depth), min_size=1, max_size=3).map(tuple)
        case slots.MappingSlot(key, value):
            entry = st.tuples(values(key), values(value))
            return st.lists(entry, max_size=3, unique_by=lambda pair: pair[0]).map(tuple)
        case slots.EitherSlot(scalar, record):
            return values(scalar) | values(record, depth)
        case slots.KeyedSlot(shape):
            return st.lists(records(shape), max_size=3, unique_by=lambda field: field.name).map(tuple)
        case slots.ArmsSlot(shape):
            return st.lists(records(shape, depth), min_size=1, max_size=3, unique_by=lambda arm: arm.key).map(tuple)
        case slots.NamedSlot(item):
            return st.lists(values(item, depth), max_size=3).map(tuple)
        case slots.RecordSlot(shape):
            return records(shape, depth)
        case slots.VariantSlot(family):
            kinds = [made for made in family.kinds.values() if depth < DEPTH or not _nests(made)]
            return st.one_of([records(made, depth + 1) for made in kinds])


@cache
def records(made, depth=0):
    """Values of one shape that keep its rules: what it must have, and a few of the keys that it may have."""
    shape = SHAPES[made]
    keys = _keys(made)
    needed = {key.attribute: values(key.slot, depth) for key in keys if key.default is REQUIRED}
    if shape.kind and any(key.key == shape.kind and isinstance(key.slot, slots.FlagSlot) for key in keys):
        needed[shape.kind] = st.just(True)
    others = {key.attribute: values(key.slot, depth) for key in keys if key.attribute not in needed}

    @st.composite
    def draw_record(draw):
        given = {attribute: draw(strategy) for attribute, strategy in needed.items()}
        for attribute in draw(st.lists(st.sampled_from(sorted(others)), max_size=5, unique=True)) if others else ():
            given[attribute] = draw(others[attribute])
        return made(**_ruled(shape, {key.key: key for key in keys}, given))

    return draw_record()


def _keys(made):
    return [inner for key in SHAPES[made].keys for inner in (key.keys if isinstance(key, KeyGroup) else (key,))]


def _nests(made):
    return any("Step" in repr(key.slot) or isinstance(key.slot, slots.ArmsSlot) for key in _keys(made))


def _ruled(shape, by_key, given):
    """The attributes without those that a rule of the shape forbids beside the others."""
    there = {name for name, key in by_key.items() if given.get(key.attribute, key.default) != key.default}

    def drop(name):
        there.discard(name)
        given.pop(by_key[name].attribute, None)

    if shape.one_of:
        kept = next((name for name in shape.one_of if name in there), shape.one_of[0])
        given.setdefault(by_key[kept].attribute, "nothing")
        there.add(kept)
        for name in set(shape.one_of) - {kept}:
            drop(name)
    for one, other in shape.not_both:
        if {one, other} <= there:
            drop(other)
    for one, other in shape.needs:
        if one in there and other not in there:
            drop(one)
    return given


specs = records(SpecFile)
