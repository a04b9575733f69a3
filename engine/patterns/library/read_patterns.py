"""Read library patterns from YAML, strictly: an unknown key or a wrong value is an error with its file and line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from engine.patterns.library.library_error import LibraryError
from engine.patterns.library.library_pattern import LibraryPattern, PatternScores, Tier
from engine.patterns.library.pattern_parameter import FORMS, PatternParameter

REQUIRED = ("id", "title", "tier", "category", "description", "spec")
TEXTS = (*REQUIRED, "namespace", "provenance")
LISTS = ("tags", "purposes", "requires", "conflicts")
MAPPINGS = ("parameters", "scores", "templates")
KNOWN = frozenset((*TEXTS, *LISTS, *MAPPINGS))
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
PARAMETER_KEYS = frozenset(("type", "default", "description"))
MAX_DEPTH = 20  # a list of patterns is five deep; libyaml crashes the process on some ten thousand
Defaults = Mapping[str, Any]


def read_patterns(text: str, path: str = "", defaults: Defaults | None = None) -> tuple[LibraryPattern, ...]:
    """Return the patterns of a YAML list, or of a single mapping; `defaults` are keys that each entry may leave out."""
    found = _load(text, path)
    entries = [found] if isinstance(found, Mapping) else found
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise LibraryError(
            "file", f"{path or 'The text'} does not hold patterns.", "Write a list of patterns.", path=path
        )
    return tuple(_pattern(each, path, defaults or {}) for each in entries)


def _load(text: str, path: str) -> object:
    try:
        _check_shape(text, path)
        return yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - the base loader makes texts, lists and mappings only
    except UnicodeEncodeError:
        raise LibraryError("yaml", f"{path or 'text'}: not valid UTF-8.", "Save it as UTF-8.", path=path) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path or 'text'}:{mark.line + 1}" if mark else path or "text"
        problem = getattr(error, "problem", None) or "cannot be read"
        raise LibraryError("yaml", f"{place}: {problem}.", "Correct the YAML.", path=path) from None


def _check_shape(text: str, path: str) -> None:
    """Refuse what is nested too deeply, and aliases: a short text of them can expand to an endless one."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, yaml.CBaseLoader)  # the stubs allow events without marks
    for event in events:
        mark = event.start_mark
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > MAX_DEPTH or isinstance(event, AliasEvent):
            what = "an alias" if isinstance(event, AliasEvent) else f"more than {MAX_DEPTH} levels"
            place = f"{path or 'text'}:{mark.line + 1}"
            raise LibraryError("yaml", f"{place}: the library does not read {what}.", "Write it out.", path=path)


def _pattern(data: object, path: str, defaults: Defaults) -> LibraryPattern:
    if not isinstance(data, Mapping):
        raise LibraryError("entry", f"{path}: a pattern is a mapping, not {data!r:.40}.", "Write its keys.", path=path)
    entry = {**defaults, **data}
    where = f"{path or 'pattern'}: {entry.get('id', 'a pattern without id')}"
    _check_keys(entry, where, path)
    _check_values(entry, where, path)
    if _ID.fullmatch(entry["id"]) is None:
        raise LibraryError("id", f"{where}: this is not an id.", "Use a-z, 0-9, _ and dots: sales.order.", path=path)
    plain = {name: entry[name].strip() for name in TEXTS if name in entry}
    lists = {name: tuple(_texts(entry[name], name, where, path)) for name in LISTS if name in entry}
    values: dict[str, Any] = {
        **plain,
        **lists,
        "tier": _tier(plain["tier"], where, path),
        "spec": entry["spec"].rstrip() + "\n",
        "templates": dict(entry.get("templates", {})),
        "parameters": _parameters({**defaults.get("parameters", {}), **data.get("parameters", {})}, where, path),
        "scores": _scores(entry.get("scores", {}), where, path),
    }
    return LibraryPattern(**values)


def _check_keys(entry: Mapping[str, Any], where: str, path: str) -> None:
    unknown = sorted(entry.keys() - KNOWN)
    if unknown:
        raise LibraryError("unknown_key", f"{where} has an unknown key {unknown[0]!r}.", _known_keys(), path=path)
    missing = [name for name in REQUIRED if not str(entry.get(name, "")).strip()]
    if missing:
        raise LibraryError("missing_key", f"{where} lacks {missing[0]!r}.", f"Add {missing[0]}: ….", path=path)


def _check_values(entry: Mapping[str, Any], where: str, path: str) -> None:
    for name in TEXTS:
        if not isinstance(entry.get(name, ""), str):
            raise LibraryError("text", f"{where}: {name} is not a text.", f"Write {name}: ….", path=path)
    for name in MAPPINGS:
        if not isinstance(entry.get(name, {}), Mapping):
            raise LibraryError("mapping", f"{where}: {name} is not a mapping.", f"Write {name}: {{a: b}}.", path=path)
    if not all(isinstance(each, str) for each in entry.get("templates", {}).values()):
        raise LibraryError("text", f"{where}: a template is not a text.", "Write language: |, then it.", path=path)


def _known_keys() -> str:
    return f"The keys are {', '.join(sorted(KNOWN))}."


def _texts(value: object, name: str, where: str, path: str) -> list[str]:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    raise LibraryError("list", f"{where}: {name} is not a list of texts.", f"Write {name}: [a, b].", path=path)


def _tier(word: str, where: str, path: str) -> Tier:
    if word in list(Tier):
        return Tier(word)
    raise LibraryError("tier", f"{where}: {word!r} is not a tier.", f"Use {', '.join(Tier)}.", path=path)


def _parameters(found: Mapping[str, Any], where: str, path: str) -> tuple[PatternParameter, ...]:
    return tuple(_parameter(name, value, where, path) for name, value in found.items())


def _parameter(name: str, value: object, where: str, path: str) -> PatternParameter:
    data = value if isinstance(value, Mapping) else {"type": value}
    unknown = sorted(data.keys() - PARAMETER_KEYS)
    if unknown or not all(isinstance(each, str) for each in data.values()) or data.get("type") not in FORMS:
        wrong = unknown[0] if unknown else data.get("type")
        hint = f"A parameter has type ({', '.join(FORMS)}), default and description."
        raise LibraryError("parameter", f"{where}: parameter {name} has {wrong!r}.", hint, path=path)
    return PatternParameter(name, data["type"], data.get("default"), data.get("description", ""))


def _scores(found: Mapping[str, str], where: str, path: str) -> PatternScores:
    try:
        scores = PatternScores(**{name: int(value) for name, value in found.items()})
    except (TypeError, ValueError):
        hint = "Scores are quality, security and performance, 0 to 100 each."
        raise LibraryError("scores", f"{where} has unreadable scores.", hint, path=path) from None
    return scores
