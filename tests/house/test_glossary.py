"""Names follow the glossary: the field's own terms, and one meaning for a name."""

import ast
import re
from collections import defaultdict
from pathlib import Path

from specdeck import HOUSE

ROOT = Path(__file__).parents[2]
# Rooms that hold the same things by design, so that a basename may occur once in each of them.
PARALLEL = [
    {"engine/lift", "engine/lower", "engine/spec", "engine/proof", "engine/plpgsql", "engine/catalog", "engine/source"},
    {"specdeck/commands/decide/review", "specdeck/commands/understand/findings"},
    {"daemon/server", "daemon/client", "daemon/wire", "tui", "specdeck", "store", "jobs", "engine"},
]
DIALECT = {
    "saying", "telling", "told", "voice", "voices", "doors", "heirs", "desk", "crew", "scribe", "sitting", "begun",
    "unsaid", "beneath", "asking", "deciding", "wardrobe",
}  # fmt: skip


def modules() -> list[Path]:
    found = [path.relative_to(ROOT) for name in HOUSE for path in (ROOT / name).rglob("*.py")]
    return [path for path in sorted(found) if path.name not in {"__init__.py", "__main__.py"}]


def room(path: Path) -> str:
    if path.parts[:2] == ("specdeck", "commands"):  # a module is named like its command
        return "/".join(path.parts[:-1])
    return "/".join(path.parts[:2]) if path.parts[0] in {"engine", "daemon"} else path.parts[0]


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_two_modules_share_a_name_only_in_parallel_rooms():
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        by_name[path.name].append(room(path))
    shared = {
        name: rooms
        for name, rooms in by_name.items()
        if len(rooms) > len(set(rooms)) or (len(rooms) > 1 and not any(_in_family(rooms, each) for each in PARALLEL))
    }
    assert shared == {}


def _in_family(rooms: list[str], family: set[str]) -> bool:
    return all(any(each == parent or each.startswith(f"{parent}/") for parent in family) for each in rooms)


def test_no_module_class_or_function_has_a_name_from_the_old_dialect():
    found = []
    for path in modules():
        tree = ast.parse((ROOT / path).read_text())
        defined = [node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
        found += [f"{path}: {name}" for name in (path.stem, *defined) if words(name) & DIALECT]
    assert found == []
