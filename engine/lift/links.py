"""Links: a span of SQL tied to the span of YAML that it became."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.lift.origin import LinkKind, Origin, Path
from engine.record import LinkRow
from engine.source.span import Span
from engine.spec.written_spec import Position, WrittenSpec


@dataclass(frozen=True, slots=True)
class Link:
    """A span of the SQL file, its place in the YAML, and how one came from the other."""

    path: Path
    sql: Span
    yaml: Position
    kind: LinkKind

    def to_row(self, unit_start: int) -> LinkRow:
        """The link as plain values; its SQL counts from the start of its unit, which is kept without its file."""
        sql = (self.sql.start - unit_start, self.sql.end - unit_start)
        return (self.path, sql, (self.yaml.start, self.yaml.end), str(self.kind))


def join_links(origins: Mapping[Path, Origin], written: WrittenSpec) -> tuple[Link, ...]:
    """Return a link for every origin whose entry was written, in the order of the YAML."""
    positions = written.positions
    links = [
        Link(path, origin.span, positions[path], origin.kind) for path, origin in origins.items() if path in positions
    ]
    return tuple(sorted(links, key=lambda link: (link.yaml.start, -link.yaml.end)))
