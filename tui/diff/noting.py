"""Notes among the rows: each stands below its line."""

from collections.abc import Iterable, Iterator, Sequence

from tui.diff.model import Note, Place, Row


def with_notes(rows: Iterable[Row], notes: Sequence[Note]) -> tuple[Row, ...]:
    """The rows with each note below the row of its line; a line that is no more has its notes below the last."""
    return tuple(_noted(tuple(rows), notes)) if notes else tuple(rows)


def _noted(rows: tuple[Row, ...], notes: Sequence[Note]) -> Iterator[Row]:
    waiting: dict[Place, list[Note]] = {}
    for note in notes:
        waiting.setdefault(note.place, []).append(note)
    for row in rows:
        yield row
        for side, line in enumerate(row.lines):
            for note in waiting.pop(Place(side, line), []) if line is not None else []:
                yield _row(row, note)
    for late in waiting.values():
        for note in late:
            yield _row(rows[-1], note)


def _row(row: Row, note: Note) -> Row:
    return Row((None,) * len(row.lines), row.hunk, note)
