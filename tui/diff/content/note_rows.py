"""Insert notes between the rows, each below its line."""

from collections.abc import Iterable, Iterator, Sequence

from tui.diff.content.diff_model import DiffNote, DiffRow, LinePlace


def insert_notes(rows: Iterable[DiffRow], notes: Sequence[DiffNote]) -> tuple[DiffRow, ...]:
    """Return the rows with each note below its line; notes on lines that no longer exist come last."""
    if not notes:
        return tuple(rows)
    return tuple(_noted(tuple(rows), notes))


def _noted(rows: tuple[DiffRow, ...], notes: Sequence[DiffNote]) -> Iterator[DiffRow]:
    waiting: dict[LinePlace, list[DiffNote]] = {}
    for note in notes:
        waiting.setdefault(note.place, []).append(note)
    for row in rows:
        yield row
        for side, line in enumerate(row.lines):
            if line is not None:
                yield from (_row(row, note) for note in waiting.pop(LinePlace(side, line), ()))
    for late in waiting.values():
        for note in late:
            yield _row(rows[-1], note)


def _row(row: DiffRow, note: DiffNote) -> DiffRow:
    return DiffRow((None,) * len(row.lines), row.hunk, note)
