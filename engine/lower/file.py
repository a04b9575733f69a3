"""Write one spec, or all specs of a project, as one script that loads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engine.lower.action import lower_action
from engine.lower.objects.comment import lower_comment
from engine.lower.objects.index import lower_index
from engine.lower.objects.policy import lower_policy
from engine.lower.objects.rule import lower_rule
from engine.lower.objects.schema import lower_schema
from engine.lower.objects.script_order import ordered_texts
from engine.lower.objects.script_statement import LoweredStatement, Phase, join_words, qualified_name
from engine.lower.objects.sequence import lower_sequence
from engine.lower.objects.table import key_of, lower_table, referenced_table
from engine.lower.objects.trigger import lower_trigger
from engine.lower.objects.user_type import lower_type
from engine.lower.objects.view import lower_view
from engine.lower.objects.whole_statement import lower_grant, lower_statement
from engine.spec.conventions.all_conventions import unfold_conventions
from engine.spec.model import Action, ForeignKeySpec, Source, SpecFile


def lower_file(spec: SpecFile) -> str:
    """Return one spec as SQL, in an order that loads."""
    return lower_files([spec])


def lower_files(specs: Sequence[SpecFile]) -> str:
    """Return all specs of a project as one script."""
    circular = _circular_tables(specs)
    statements = [statement for spec in specs for statement in _statements(spec, circular)]
    return "\n\n".join(text.rstrip("\n") for text in ordered_texts(statements)) + "\n"


def _statements(spec: SpecFile, circular: dict[str, frozenset[str]]) -> Iterator[LoweredStatement]:
    if spec.table:
        yield from _placed(lower_table(spec, circular.get(spec.table, frozenset())), spec, spec.source or Source())
    for key, lower in LISTS:
        for entry in getattr(spec, key):
            source = entry.source or Source()
            yield from _placed(lower(entry, spec), spec, replace(source, file=source.file or _file_of(spec)))


def _file_of(spec: SpecFile) -> str:
    if spec.source is None:
        return ""
    return spec.source.file or ""


def _placed(statements: Iterable[LoweredStatement], spec: SpecFile, source: Source) -> Iterator[LoweredStatement]:
    """Add the search path, the source file and the position to the statements; keys that come later have none."""
    for statement in statements:
        here = replace(statement, search_path=spec.search_path, file=source.file or "")
        yield here if here.phase is Phase.KEY else replace(here, position=source.position)


def _lower_routine(action: Action, spec: SpecFile) -> Iterator[LoweredStatement]:
    name = qualified_name(action.schema or spec.schema, action.name)
    sql = lower_action(action, spec)
    yield LoweredStatement(sql, Phase.ROUTINE, (name,))
    kind = (action.kind or "function").upper()
    types = ", ".join(join_words(_mode(param.mode), param.type) for param in action.params if param.mode != "out")
    yield from lower_comment(f"{kind} {name}({types})", action.description)


def _mode(mode: str | None) -> str:
    if mode not in ("inout", "variadic"):
        return ""
    return mode.upper()


LISTS = (
    ("schemas", lower_schema),
    ("types", lower_type),
    ("sequences", lower_sequence),
    ("indexes", lower_index),
    ("views", lower_view),
    ("triggers", lower_trigger),
    ("rules", lower_rule),
    ("policies", lower_policy),
    ("grants", lower_grant),
    ("statements", lower_statement),
    ("actions", _lower_routine),
)


def _circular_tables(specs: Iterable[SpecFile]) -> dict[str, frozenset[str]]:
    """Return, for each table, the tables that it references and that reference it back, directly or not."""
    targets = {spec.table: _targets(unfold_conventions(spec)) - {spec.table} for spec in specs if spec.table}
    return {
        table: frozenset(target for target in found if table in _reachable(target, targets))
        for table, found in targets.items()
    }


def _targets(spec: SpecFile) -> set[str]:
    keys = [constraint for constraint in spec.constraints if isinstance(constraint, ForeignKeySpec)]
    keys += filter(None, map(key_of, spec.fields))
    return {referenced_table(key.references) for key in keys}


def _reachable(start: str, targets: dict[str, set[str]]) -> set[str]:
    seen, left = set(), [start]
    while left:
        table = left.pop()
        if table not in seen:
            seen.add(table)
            left += targets.get(table, ())
    return seen
