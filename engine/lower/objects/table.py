"""A table with its columns, constraints and options."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from engine.lower.objects.column import column_text, referenced
from engine.lower.objects.comment import lower_comment, lower_owner
from engine.lower.objects.constraint import constraint_text
from engine.lower.objects.constraint_placement import place_constraints
from engine.lower.objects.script_statement import LoweredStatement, Phase, build_statement
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import close_comment, in_parentheses
from engine.spec.conventions.all_conventions import unfold_conventions
from engine.spec.document.field_type import ref_target
from engine.spec.model import ConstraintSpec, Field, ForeignKeySpec, PartitionSpec, SpecFile, TableOptions

NO_KEYS: frozenset[str] = frozenset()


def lower_table(spec: SpecFile, later_keys: Collection[str] = NO_KEYS) -> Iterator[LoweredStatement]:
    """CREATE TABLE, its partitions and what else is said about it; keys to the tables `later_keys` come after it."""
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
    """The spec with what its fields say about some tables among its constraints."""
    keys = {field.name: key for field in spec.fields if (key := key_of(field)) is not None}
    later = {name: key for name, key in keys.items() if referenced_table(key.references) in tables}
    fields = tuple(_without_reference(field) if field.name in later else field for field in spec.fields)
    return replace(spec, fields=fields, constraints=(*later.values(), *spec.constraints))


def _without_reference(field: Field) -> Field:
    return replace(field, type=_bare_type(field), ref=None, on_delete=None, on_update=None)


def key_of(field: Field) -> ForeignKeySpec | None:
    """The foreign key that a field says it is, if it does."""
    found = ref_target(field.type)
    references = referenced(*found) if found else field.ref
    if references is None:
        return None
    return ForeignKeySpec(
        foreign_key=(field.name,), references=references, on_delete=field.on_delete, on_update=field.on_update
    )


def _bare_type(field: Field) -> str:
    return "integer" if ref_target(field.type) else field.type


def _points_at(constraint: ConstraintSpec, tables: Collection[str]) -> bool:
    return isinstance(constraint, ForeignKeySpec) and referenced_table(constraint.references) in tables


def referenced_table(references: str) -> str:
    """The table of `s.t (x)`."""
    return references.partition(" (")[0]


def _create(spec: SpecFile, options: TableOptions, constraints: Sequence[ConstraintSpec]) -> str:
    page = SqlPage()
    page.note(spec.note)
    head = " ".join(["CREATE", *_kind(options), spec.table or ""])
    if options.partition_of:
        page.clauses([f"{head} PARTITION OF {options.partition_of}", _bounds(options.bounds or ""), *_tail(options)])
        return page.text
    if options.of_type:
        page.clauses([f"{head} OF {options.of_type}", *_tail(options)])
        return page.text
    elements = list(_elements(spec, options, constraints))
    page.add(f"{head} (" if elements else f"{head} ()")
    with page.indented():
        for at, (note, text) in enumerate(elements, start=1):
            page.note(note)
            page.add(f"{close_comment(text)}," if at < len(elements) else close_comment(text))
    page.end("\n".join([")", *_tail(options)]) if elements else "\n".join(_tail(options)))
    return page.text


def _kind(options: TableOptions) -> list[str]:
    persistence = [options.persistence.upper()] if options.persistence else []
    return [*persistence, "TABLE", *(["IF NOT EXISTS"] if options.if_not_exists else [])]


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
    return "DEFAULT" if bounds.upper() == "DEFAULT" else f"FOR VALUES {bounds}"


def _tail(options: TableOptions) -> list[str]:
    """The clauses behind the columns."""
    clauses = [f"INHERITS ({', '.join(options.inherits)})"] if options.inherits else []
    if options.partition_by:
        clauses.append(f"PARTITION BY {options.partition_by}")
    if options.using:
        clauses.append(f"USING {options.using}")
    if options.with_:
        clauses.append(f"WITH {in_parentheses(options.with_)}")
    if options.on_commit:
        clauses.append(f"ON COMMIT {options.on_commit.upper()}")
    if options.tablespace:
        clauses.append(f"TABLESPACE {options.tablespace}")
    return clauses


def _lower_partition(partition: PartitionSpec, parent: str) -> Iterator[LoweredStatement]:
    exists = "IF NOT EXISTS " if partition.if_not_exists else ""
    clauses = [f"CREATE TABLE {exists}{partition.table} PARTITION OF {parent}", _bounds(partition.bounds)]
    if partition.partition_by:
        clauses.append(f"PARTITION BY {partition.partition_by}")
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
