"""The assessment as one HTML page that needs nothing from elsewhere."""

from collections.abc import Iterator
from html import escape

from engine.assess.assessment import Assessment
from engine.assess.render.bar_chart import bar_chart
from engine.assess.render.summary import charts, summary_lines
from engine.assess.render.tables import ReportTable, report_tables

_STYLE = """
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1c2530; max-width: 1000px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; margin-bottom: .3rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .2rem; }
p { margin: .3rem 0; } .note { color: #5a6572; }
.summary { background: #f3f6fa; border-left: 4px solid #4a6fa5; padding: .7rem 1rem; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; padding: .25rem .6rem; }
th { border-bottom: 2px solid #c6ced8; } td { border-bottom: 1px solid #e3e8ee; overflow-wrap: anywhere; }
.charts { display: flex; flex-wrap: wrap; gap: 1.5rem; } figure { margin: 0; } figcaption { font-weight: 600; }
svg text { font: 12px system-ui, sans-serif; fill: #1c2530; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } tr, figure { break-inside: avoid; } }
"""


def assessment_page(found: Assessment, title: str = "Assessment") -> str:
    """The whole report as one page."""
    return "".join(_parts(found, title))


def _parts(found: Assessment, title: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
    yield f"<h1>{escape(title)}</h1>"
    yield '<div class="summary">' + "".join(f"<p>{escape(line)}</p>" for line in summary_lines(found)) + "</div>"
    tables = list(report_tables(found))
    yield _table(tables[0])
    yield "<h2>What the files hold</h2><div class='charts'>"
    for name, bars in charts(found):
        yield f"<figure><figcaption>{escape(name)}</figcaption>{bar_chart(name, bars)}</figure>"
    yield "</div>"
    yield from (_table(each) for each in tables[1:])
    yield "</body></html>"


def _table(table: ReportTable) -> str:
    if not table.rows:
        return ""
    head = "".join(f"<th>{escape(each)}</th>" for each in table.headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    more = table.total - len(table.rows)
    rest = f'<p class="note">… and {more} more.</p>' if more else ""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    return (
        f"<h2>{escape(table.title)}</h2>{note}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"
    )
