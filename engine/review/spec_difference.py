"""The structural difference of two specs: what a correction changed, as input for learning."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from engine.spec.document.file import SpecFile

Path: TypeAlias = tuple[str | int, ...]
ABSENT = None  # specs have no null, so None means a missing key or entry


@dataclass(frozen=True, slots=True)
class SpecChange:
    """One place of a spec with its value before and after, as plain values; None if there is none.

    List indexes refer to the spec before, or to the spec after for new entries.
    """

    path: Path
    before: object
    after: object


def spec_difference(before: SpecFile, after: SpecFile) -> tuple[SpecChange, ...]:
    """Return the smallest places that differ, in the order of the spec."""
    return tuple(_values(json_from_spec(before), json_from_spec(after), ()))


def json_from_spec(value: Any) -> Any:  # noqa: ANN401  any part of a spec
    """Return a part of a spec as JSON values without its defaults; `is` names the shape of a record."""
    if is_dataclass(value):
        said = {each.name: json_from_spec(getattr(value, each.name)) for each in fields(value)}
        shape = type(value).__name__.removesuffix("Step")
        return {"is": shape} | {name: part for name, part in said.items() if part not in (None, [])}
    if isinstance(value, Mapping):
        return {str(name): json_from_spec(part) for name, part in value.items()}
    if isinstance(value, tuple | list):
        return [json_from_spec(part) for part in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _values(before: Any, after: Any, path: Path) -> Iterator[SpecChange]:  # noqa: ANN401  any part of a spec
    if before == after and type(before) is type(after):
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before.get("is") == after.get("is"):
        for name in dict.fromkeys((*before, *after)):
            yield from _values(before.get(name, ABSENT), after.get(name, ABSENT), (*path, name))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(before, after, path)
    else:
        yield SpecChange(path, before, after)


def _lists(before: list[Any], after: list[Any], path: Path) -> Iterator[SpecChange]:
    """Compare lists: equal entries are matched, and the entries between them are compared in order."""
    matcher = SequenceMatcher(None, _words(before), _words(after), autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        paired = min(end - start, new_end - new_start)
        for offset in range(paired):
            yield from _values(before[start + offset], after[new_start + offset], (*path, start + offset))
        for at in range(start + paired, end):
            yield SpecChange((*path, at), before[at], ABSENT)
        for at in range(new_start + paired, new_end):
            yield SpecChange((*path, at), ABSENT, after[at])


def _words(entries: Sequence[Any]) -> list[str]:
    return [repr(entry) for entry in entries]
