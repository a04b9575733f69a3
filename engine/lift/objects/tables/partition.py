"""Tables that are plain partitions."""

from __future__ import annotations

from engine.spec.model import PartitionSpec, SpecFile, TableOptions


def partition_of(spec: SpecFile) -> PartitionSpec | None:
    """Return a table as an entry of its parent's partitions; None if that would lose something."""
    options = spec.options or TableOptions()
    said = TableOptions(
        if_not_exists=options.if_not_exists,
        partition_of=options.partition_of,
        bounds=options.bounds,
        partition_by=options.partition_by,
    )
    if spec.table is None or options.partition_of is None or options != said:
        return None
    return PartitionSpec(
        table=spec.table,
        bounds=options.bounds or "",
        partition_by=options.partition_by,
        if_not_exists=options.if_not_exists,
        note=spec.note,
    )
