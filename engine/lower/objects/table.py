"""A table with its columns, constraints and options."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from engine.lower.clauses import clause, keyword, name_list
from engine.lower.objects.column import column_text, referenced, stored_type
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.constraint import constraint_text
from engine.lower.objects.constraint_placement import place_constraints
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement, join_words
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import close_comment, in_parentheses
from engine.spec.conventions.all_conventions import unfold_conventions
from engine.spec.document.field_type import ref_target
from engine.spec.model import ConstraintSpec, Field, ForeignKeySpec, PartitionSpec, SpecFile, TableOptions

NO_KEYS: frozenset[str] = frozenset()


def lower_table(spec: SpecFile, later_keys: Collection[str] = NO_KEYS) -> Iterator[LoweredStatement]:
    """CREATE TABLE with its partitions, options and comments; keys to the tables in `later_keys` are added after it."""
    spec = _without_references(unfold_conventions(spec), later_keys)
    table, options = spec.table or "", spec.options or TableOptions()
    later = [constraint for constraint in spec.constraints if _points_at(constraint, later_keys)]
    rest = [constraint for constraint in spec.constraints if constraint not in later]
    yield LoweredStatement(_create(spec, options, rest), Phase.TABLE, (table,))
    for constraint in later:
        text = constraint_text(constraint)
        yield build_statement(Phase.KEY, [f"ALTER TABLE {table}", f"ADD {text}"], constraint.note)
    for partition in spec.partitions:
        yield from _lower_partition(partition, table)
    yield from _lower_options(table, options)
    yield from _lower_comments(spec, table)


def _without_references(spec: SpecFile, tables: Collection[str]) -> SpecFile:
    """Return the spec with the foreign keys of its fields to some tables moved to its constraints."""
    keys = {field.name: key for field in spec.fields if (key := key_of(field)) is not None}
    later = {name: key for name, key in keys.items() if referenced_table(key.references) in tables}
    fields = tuple(_without_reference(field, later) for field in spec.fields)
    return replace(spec, fields=fields, constraints=(*later.values(), *spec.constraints))


def _without_reference(field: Field, later: Collection[str]) -> Field:
    if field.name not in later:
        return field
    return replace(field, type=stored_type(field), ref=None, on_delete=None, on_update=None)


def key_of(field: Field) -> ForeignKeySpec | None:
    """Return the foreign key that a field declares, if any."""
    found, references = ref_target(field.type), field.ref
    if found:
        references = referenced(*found)
    if references is None:
        return None
    return ForeignKeySpec(
        foreign_key=(field.name,), references=references, on_delete=field.on_delete, on_update=field.on_update
    )


def _points_at(constraint: ConstraintSpec, tables: Collection[str]) -> bool:
    return isinstance(constraint, ForeignKeySpec) and referenced_table(constraint.references) in tables


def referenced_table(references: str) -> str:
    """Return the table of `s.t (x)`."""
    return references.partition(" (")[0]


def _create(spec: SpecFile, options: TableOptions, constraints: Sequence[ConstraintSpec]) -> str:
    page = SqlPage()
    page.note(spec.note)
    head = join_words("CREATE", *_kind(options), spec.table)
    if options.partition_of:
        page.clauses([f"{head} PARTITION OF {options.partition_of}", _bounds(options.bounds or ""), *_tail(options)])
        return page.text
    if options.of_type:
        page.clauses([f"{head} OF {options.of_type}", *_tail(options)])
        return page.text
    elements = list(_elements(spec, options, constraints))
    if not elements:
        page.add(f"{head} ()")
        page.end("\n".join(_tail(options)))
        return page.text
    page.add(f"{head} (")
    with page.indented():
        for at, (note, text) in enumerate(elements, start=1):
            page.note(note)
            page.add(close_comment(text) + keyword(",", at < len(elements)))
    page.end("\n".join([")", *_tail(options)]))
    return page.text


def _kind(options: TableOptions) -> list[str]:
    return [(options.persistence or "").upper(), "TABLE", keyword("IF NOT EXISTS", options.if_not_exists)]


def _elements(
    spec: SpecFile, options: TableOptions, constraints: Sequence[ConstraintSpec]
) -> Iterator[tuple[str | None, str]]:
    """The entries between the parentheses, each with its note."""
    for like in options.like:
        yield None, f"LIKE {like}"
    beside, after = place_constraints(spec.fields, constraints)
    for field in spec.fields:
        yield field.note, column_text(field, beside.get(field.name, ()))
    for constraint in after:
        yield constraint.note, constraint_text(constraint)


def _bounds(bounds: str) -> str:
    if bounds.upper() == "DEFAULT":
        return "DEFAULT"
    return f"FOR VALUES {bounds}"


def _tail(options: TableOptions) -> list[str]:
    """The clauses after the columns."""
    clauses = (
        clause("INHERITS", options.inherits, name_list),
        clause("PARTITION BY", options.partition_by),
        clause("USING", options.using),
        clause("WITH", options.with_, in_parentheses),
        clause("ON COMMIT", options.on_commit, str.upper),
        clause("TABLESPACE", options.tablespace),
    )
    return [each for each in clauses if each]


def _lower_partition(partition: PartitionSpec, parent: str) -> Iterator[LoweredStatement]:
    exists = keyword("IF NOT EXISTS", partition.if_not_exists)
    head = join_words("CREATE TABLE", exists, partition.table, "PARTITION OF", parent)
    clauses = [head, _bounds(partition.bounds), clause("PARTITION BY", partition.partition_by)]
    yield build_statement(Phase.TABLE, clauses, partition.note, (partition.table,))
    yield from lower_comment(f"TABLE {partition.table}", partition.description)


def _lower_options(table: str, options: TableOptions) -> Iterator[LoweredStatement]:
    if options.row_security:
        yield build_statement(Phase.CHANGE, [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"])
    if options.row_security == "force":
        yield build_statement(Phase.CHANGE, [f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"])
    if options.replica_identity:
        yield build_statement(Phase.KEY, [f"ALTER TABLE {table} REPLICA IDENTITY {options.replica_identity}"])
    yield from lower_owner(f"TABLE {table}", options.owner)


def _lower_comments(spec: SpecFile, table: str) -> Iterator[LoweredStatement]:
    yield from lower_comment(f"TABLE {table}", spec.description)
    for field in spec.fields:
        yield from lower_comment(f"COLUMN {table}.{field.name}", field.description)
    for constraint in spec.constraints:
        description = getattr(constraint, "description", None)
        yield from lower_comment(f"CONSTRAINT {constraint.name} ON {table}", description)
