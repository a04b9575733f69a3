"""Other values near a value: further and further away in both directions, and those that a hint names."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from engine.trial.generate.value_pools import ordinary_values, plain_type

_NUMBERS = frozenset({"integer", "bigint", "smallint", "numeric", "real", "double precision", "oid", "money"})
_TIMES = {
    "date": timedelta(days=1), "timestamp without time zone": timedelta(hours=1),
    "timestamp with time zone": timedelta(hours=1),
}  # fmt: skip
_POWERS = tuple(2**exponent for exponent in range(22))
_MOST_LETTERS = 4_096
_ITEMS = re.compile(r"\{(-?\d+(?:,-?\d+)*)?\}")


def value_moves(value: str | None, type_name: str, hints: Sequence[object]) -> list[str | None]:
    """Return other values of a type; `hints` are values that the guard compares, or differences of these."""
    kind = plain_type(type_name)
    if value is None:
        return [*ordinary_values(type_name)[:4], *_fitting(kind, hints)]
    if kind in _NUMBERS:
        moved = _moved_number(value, hints)
    elif kind in _TIMES:
        moved = _moved_time(value, _TIMES[kind])
    elif kind.endswith("[]"):
        moved = _moved_array(value, hints)
    elif kind == "boolean":
        moved = iter([str(value not in {"true", "t"}).lower()])
    else:
        moved = _moved_text(value, hints)
    found = dict.fromkeys((*moved, *_fitting(kind, hints), None))
    return [each for each in found if each != value]


def _fitting(kind: str, hints: Sequence[object]) -> Iterator[str]:
    """Return the hints that a type may hold."""
    for each in hints:
        if (kind in _NUMBERS) == _is_number(each) and isinstance(each, str | int | float):
            yield str(each)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _moved_number(value: str, hints: Sequence[object]) -> Iterator[str]:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return
    steps = [*_POWERS, *(Decimal(str(each)) for each in hints if _is_number(each))]
    for step in steps:
        yield from (str(number + step), str(number - step))


def _moved_time(value: str, unit: timedelta) -> Iterator[str]:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return
    for power in _POWERS:
        for step in (power * unit, -power * unit):
            try:
                yield (moment + step).isoformat(" ")
            except OverflowError:
                break


def _moved_array(value: str, hints: Sequence[object]) -> Iterator[str]:
    """Return arrays of whole numbers with one more, one less, or another last item."""
    found = _ITEMS.fullmatch(value.replace('"', ""))
    if found is None:
        return
    items = found.group(1).split(",") if found.group(1) else []
    for step in ("1", *_moved_number("0", hints)):
        yield f"{{{','.join([*items, step])}}}"
    if items:
        yield f"{{{','.join(items[:-1])}}}"
        yield from (f"{{{','.join([*items[:-1], each])}}}" for each in _moved_number(items[-1], hints))


def _moved_text(value: str, hints: Sequence[object]) -> Iterator[str]:
    """Return the text longer and shorter, and with a short hint put in at each place."""
    for power in _POWERS:
        if power <= _MOST_LETTERS:
            yield value + "x" * power
        if power <= len(value):
            yield value[:-power]
    for each in hints:
        if isinstance(each, str):
            yield from (value[:at] + each + value[at:] for at in range(min(len(value), 40) + 1))
    if value.lstrip("-").isdecimal():
        yield from _moved_number(value, hints)


def between(one: str | None, other: str | None) -> str | None:
    """Return the value in the middle of two numbers or times; None where there is none."""
    if one is None or other is None:
        return None
    try:
        middle = (int(one) + int(other)) // 2
    except ValueError:
        return _time_between(one, other)
    return str(middle) if middle not in {int(one), int(other)} else None


def _time_between(one: str, other: str) -> str | None:
    try:
        first, last = datetime.fromisoformat(one), datetime.fromisoformat(other)
        middle = first + timedelta(days=(last - first).days // 2)
    except (ValueError, TypeError):
        return None
    return middle.isoformat(" ") if middle not in {first, last} else None
