"""The assessment as one HTML page that needs nothing from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from engine.assess.assessment import Assessment
from engine.assess.render.bar_chart import bar_chart
from engine.assess.render.finding_groups import finding_groups
from engine.assess.render.page_style import PAGE_STYLE
from engine.assess.render.start_cards import start_cards
from engine.assess.render.summary import charts
from engine.assess.render.tables import ReportTable, report_tables
from engine.assess.render.tiles import tiles

INTRODUCTION = (
    "What these SQL files hold, what is dangerous in them, what a review may cost, and where to begin. "
    "It was made from the text of the files alone; nothing was executed."
)
LINKS = (("start", "Start here"), ("findings", "Findings"), ("holds", "What the files hold"), ("words", "Words"))
WORDS = (
    ("proved", "The definition was turned into a spec, the spec into SQL again, and the two are proved to be equal."),
    ("unverified, refused", "Not proved, or not readable: a person has to look."),
    ("quoted raw", "A statement that the spec keeps as SQL, because it has no shape of its own."),
    ("counted", "Statements that define nothing, such as INSERT of data, SET and GRANT."),
    ("risk", "The weight of the findings, doubt about the proof, complexity and risk words such as “payment”."),
    ("score", "10 without findings; it falls with their weight for each statement."),
    ("effort", "A model, not a measurement: it holds for about 80 % of projects like this one, if the model is right."),
)


def assessment_page(found: Assessment, title: str = "Assessment") -> str:
    """The whole report as one page."""
    return "".join(_parts(found, title))


def _parts(found: Assessment, title: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{PAGE_STYLE}</style></head>'
    yield f'<body><main><h1>{escape(title)}</h1><p class="note">{escape(INTRODUCTION)}</p>'
    tables = list(report_tables(found))[2:]
    yield f"<nav>{_links(tables)}</nav>"
    yield tiles(found)
    yield '<h2 id="start">Start here</h2>'
    yield '<p class="note">The units with most risk for each minute of review: begin at the top.</p>'
    yield start_cards(found)
    yield '<h2 id="findings">Findings</h2><p class="note">By rule, the most severe first.</p>'
    yield finding_groups(found.findings)
    yield '<h2 id="holds">What the files hold</h2><div class="charts">'
    for name, bars in charts(found):
        yield f'<figure class="card"><figcaption>{escape(name)}</figcaption>{bar_chart(name, bars)}</figure>'
    yield "</div>"
    yield from map(_table, tables)
    yield '<h2 id="words">Words on this page</h2><dl class="words card">'
    yield "".join(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>" for word, meaning in WORDS)
    yield "</dl></main></body></html>"


def _table(table: ReportTable) -> str:
    if not table.rows:
        return ""
    head = "".join(f"<th>{escape(each)}</th>" for each in table.headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    more = table.total - len(table.rows)
    rest = f'<p class="note">… and {more} more.</p>' if more else ""
    note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
    title = f'<h2 id="{_anchor(table)}">{escape(table.title)}</h2>'
    return f"{title}{note}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _links(tables: Iterable[ReportTable]) -> str:
    """The links at the top: the parts of the page, and every table that has rows."""
    shown = [*LINKS[:-1], *((_anchor(table), table.title) for table in tables if table.rows), LINKS[-1]]
    return "".join(f'<a href="#{name}">{escape(text)}</a>' for name, text in shown)


def _anchor(table: ReportTable) -> str:
    return re.sub(r"\W+", "-", table.title.lower())
