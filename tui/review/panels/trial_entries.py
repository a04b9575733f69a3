"""What a trial of the text in review found, as entries of the panel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from daemon.wire.review import TrialInfo
from tui.printable import to_printable
from tui.review.panels.panel_entry import QUIET, PanelEntry

REFUTED = "refuted"
MOST_ROWS, MOST_SURVIVORS, WIDEST = 6, 3, 24
Row = Mapping[str, str]


def counterexample_entry(trial: TrialInfo, label: tuple[Content, int], gap: tuple[Content, int]) -> PanelEntry:
    """Return the difference in a sentence, and the case below it: the rows of each table, then the call."""
    sentence = f"Refuted by a case: {trial.sentence.removeprefix('refuted: ')}"
    case: Any = (trial.evidence.get("counterexample") or {}).get("case") or {}
    tables = [line for table, rows in case.get("rows", {}).items() for line in table_lines(table, rows)]
    call = [Content(to_printable(line)) for line in trial.lines[-1:]]
    return PanelEntry(Content(to_printable(sentence)), (label, gap), below=(*tables, *call))


def verdict_entry(trial: TrialInfo, label: tuple[Content, int], gap: tuple[Content, int]) -> PanelEntry:
    """Return the verdict with its figures, and below it some mistakes that no case noticed."""
    return PanelEntry(Content(to_printable(trial.sentence)), (label, gap), below=tuple(_survivors(trial)))


def table_lines(table: str, rows: Sequence[Row]) -> Iterator[Content]:
    """Yield the name of a table, its columns, and its rows below them."""
    if not rows:
        return
    columns = list(dict.fromkeys(name for row in rows for name in row))
    cells = [[_value(row.get(name)) for name in columns] for row in rows[:MOST_ROWS]]
    widths = [min(max(map(cell_len, column)), WIDEST) for column in zip(columns, *cells, strict=True)]
    name = table.replace('"', "").removeprefix("public.")
    yield Content.assemble((f"{to_printable(name)}  ", "bold"), (_line(columns, widths), QUIET))
    indent = " " * (cell_len(to_printable(name)) + 2)
    for row in cells:
        yield Content(indent + _line(row, widths))
    if len(rows) > MOST_ROWS:
        yield Content.styled(f"{indent}and {len(rows) - MOST_ROWS} more", QUIET)


def _line(values: Sequence[str], widths: Sequence[int]) -> str:
    cells = (_fit(to_printable(value), width) for value, width in zip(values, widths, strict=True))
    return "  ".join(cells).rstrip()


def _fit(text: str, width: int) -> str:
    shown = text if cell_len(text) <= width else f"{text[: width - 1]}…"
    return shown + " " * (width - cell_len(shown))


def _value(literal: str | None) -> str:
    """Return a literal without its quotes."""
    if literal is None:
        return ""
    is_quoted = len(literal) > 1 and literal.startswith("'") and literal.endswith("'")
    return literal[1:-1].replace("''", "'") if is_quoted else literal


def _survivors(trial: TrialInfo) -> Iterator[Content]:
    mutation: Any = trial.evidence.get("mutation") or {}
    for each in list(mutation.get("survivors", ()))[:MOST_SURVIVORS]:
        before, after = (to_printable(" ".join(each[side].split())) for side in ("before", "after"))
        yield Content.assemble(("no case noticed  ", QUIET), before or "nothing", (" → ", QUIET), after or "nothing")
