"""The assessment as Markdown."""

from collections.abc import Iterator

from engine.assess.assessment import Assessment
from engine.assess.render.summary import charts, summary_lines
from engine.assess.render.tables import ReportTable, report_tables


def assessment_markdown(found: Assessment) -> str:
    """The whole report as one Markdown page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Assessment) -> Iterator[str]:
    yield "# Assessment"
    yield ""
    yield from (f"{line}  " for line in summary_lines(found))
    tables = list(report_tables(found))
    yield from _table(tables[0])
    for title, bars in charts(found):
        yield from _table(
            ReportTable(title, "", ("", "count"), tuple((name, str(n)) for name, n in bars.items()), len(bars))
        )
    for each in tables[1:]:
        yield from _table(each)


def _table(table: ReportTable) -> Iterator[str]:
    if not table.rows:
        return
    yield ""
    yield f"## {table.title}"
    yield ""
    if table.note:
        yield table.note
        yield ""
    yield _row(table.headings)
    yield _row(tuple("---" for _ in table.headings))
    yield from (_row(row) for row in table.rows)
    if table.total > len(table.rows):
        yield ""
        yield f"… and {table.total - len(table.rows)} more."


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"
