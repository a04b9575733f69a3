"""The lines of the screen Cost."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from daemon.wire.cost import NANODOLLARS, CloudInfo, CostLine, CostReport
from tui.appearance.progress_bar import progress_bar
from tui.lists.table_column import NARROW, Cell, TableColumn, fit_cell, fit_columns
from tui.printable import to_printable
from tui.widgets.report_line import report_line

BAR = 24
QUIET = "$foreground-muted"
ALERT_STYLES = {0: "$accent", 80: "$warning", 95: "$warning", 100: "$error"}
CLOUD_OFF = "off; `specdeck cost cloud on` allows a model"
NO_BUDGET = "No budget: only local models are asked. `specdeck cost budget DOLLARS` sets one."
NO_ANSWERS = "No model was asked in these days. `specdeck reverse PATH` asks about files."
GAP = "  "


def cost_text(report: CostReport, cloud: CloudInfo, width: int) -> Content:
    """Return the whole report, in lines of so many cells."""
    tables = (_table(title, lines, width) for title, lines in _tables(report))
    parts = (_today(report, cloud, width), _sums(report, width), *tables)
    return Content("\n\n").join([Content("\n").join(block) for block in map(list, parts) if block])


def dollars(nanodollars: int) -> str:
    """Return money for people."""
    return f"${nanodollars / NANODOLLARS:,.4f}"


def _today(report: CostReport, cloud: CloudInfo, width: int) -> Iterator[Content]:
    today = report.today
    if cloud.enabled:
        yield report_line("Cloud", cloud.model, width)
    else:
        yield report_line("Cloud", CLOUD_OFF, width, QUIET)
    if not today.per_day:
        yield report_line("Today", NO_BUDGET, width, QUIET)
        return
    used, style = today.spent + today.reserved, ALERT_STYLES[today.alert]
    yield report_line("Today", progress_bar(min(used, today.per_day), today.per_day, BAR), width, style)
    known = f"{dollars(today.spent)} spent, {dollars(today.reserved)} reserved of {dollars(today.per_day)}"
    yield report_line("", known, width)
    if today.alert:
        yield report_line("", f"{today.alert} % of today's budget is used.", width, style)


def _sums(report: CostReport, width: int) -> Iterator[Content]:
    least, usual, most = map(dollars, report.forecast)
    saved = "" if report.saving is None else f", {report.saving:.0%} saved"
    yield report_line(f"{report.days} days", f"{dollars(report.spent)} spent", width)
    if not report.by_task:
        yield report_line("", NO_ANSWERS, width, QUIET)
        return
    yield report_line("", f"always asking the cloud: {dollars(report.baseline)}{saved}", width)
    yield report_line("", f"answers from the cache: {report.cached}", width)
    if report.unanswered:
        yield report_line("", f"calls without an answer: {dollars(report.unanswered)}", width, "$warning")
    yield report_line("", f"the next 30 days: {usual} ({least} to {most})", width)


def _tables(report: CostReport) -> Sequence[tuple[str, Sequence[CostLine]]]:
    return (
        ("By task", report.by_task),
        ("By model", report.by_model),
        ("By source", report.by_source),
        ("By day", report.by_day),
    )


COLUMNS: Sequence[TableColumn[CostLine]] = (
    TableColumn("", 0, lambda each: Cell(to_printable(each.name.replace("_", " ")))),
    TableColumn("answers", 7, lambda each: Cell(f"{each.answers:,}"), least=50, right=True),
    TableColumn("failed", 6, lambda each: Cell(f"{each.failures:,}"), least=66, right=True),
    TableColumn("tokens", 10, lambda each: Cell(f"{each.input_tokens + each.output_tokens:,}"), least=58, right=True),
    TableColumn("cost", 10, lambda each: Cell(dollars(each.cost)), least=NARROW, right=True),
    TableColumn("always cloud", 12, lambda each: Cell(dollars(each.baseline)), least=74, right=True),
)
WIDEST = 90  # so that a number is read beside its name


def _table(title: str, lines: Sequence[CostLine], width: int) -> Iterator[Content]:
    if not lines:
        return
    (first, room), *others = fit_columns(COLUMNS, min(width, WIDEST))
    titles = (fit_cell(Cell(each.title), cells, right=True) for each, cells in others)
    yield Content.assemble((f"{title:<{room}}", "bold"), (GAP + GAP.join(titles), QUIET))
    for line in lines:
        cells = (fit_cell(each.cell(line), given, right=each.right) for each, given in [(first, room), *others])
        yield Content(GAP.join(cells))
