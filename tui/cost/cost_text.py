"""The lines of the screen Cost."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from daemon.wire.cost import NANODOLLARS, CloudInfo, CostLine, CostReport
from tui.learning.bars import bar
from tui.printable import to_printable

BAR = 24
QUIET = "$foreground-muted"
ALERT_STYLES = {0: "$accent", 80: "$warning", 95: "$warning", 100: "$error"}
NO_ANSWERS = "No model was asked in these days. `specdeck reverse PATH` asks about files."


def cost_text(report: CostReport, cloud: CloudInfo) -> Content:
    """Return the whole report."""
    parts = (_today(report, cloud), _sums(report), *(_table(title, lines) for title, lines in _tables(report)))
    return Content("\n\n").join([Content("\n").join(block) for block in map(list, parts) if block])


def dollars(nanodollars: int) -> str:
    """Return money for people."""
    return f"${nanodollars / NANODOLLARS:,.4f}"


def _today(report: CostReport, cloud: CloudInfo) -> Iterator[Content]:
    today = report.today
    if not cloud.enabled:
        yield Content.assemble(("Cloud  ", "bold"), ("off; specdeck cost cloud on", QUIET))
    else:
        yield Content.assemble(("Cloud  ", "bold"), to_printable(cloud.model))
    used = (today.spent + today.reserved) / today.per_day if today.per_day else 0.0
    known = f" {dollars(today.spent)} spent, {dollars(today.reserved)} reserved of {dollars(today.per_day)}"
    yield Content.assemble(("Today  ", "bold"), (bar(min(1.0, used), BAR), ALERT_STYLES[today.alert]), known)
    if today.alert:
        yield Content.styled(f"  {today.alert} % of today's budget is used.", ALERT_STYLES[today.alert])


def _sums(report: CostReport) -> Iterator[Content]:
    least, usual, most = map(dollars, report.forecast)
    saved = "" if report.saving is None else f", {report.saving:.0%} saved"
    yield Content.assemble((f"{report.days} days  ", "bold"), f"{dollars(report.spent)} spent")
    yield Content(f"  always asking the cloud: {dollars(report.baseline)}{saved}")
    yield Content(f"  answers from the cache: {report.cached}")
    if report.unanswered:
        yield Content.styled(f"  calls without an answer: {dollars(report.unanswered)}", "$warning")
    yield Content(f"  the next 30 days: {usual} ({least} to {most})")
    if not report.by_task:
        yield Content.styled(f"  {NO_ANSWERS}", QUIET)


def _tables(report: CostReport) -> Sequence[tuple[str, Sequence[CostLine]]]:
    return (
        ("By task", report.by_task),
        ("By model", report.by_model),
        ("By source", report.by_source),
        ("By day", report.by_day),
    )


def _table(title: str, lines: Sequence[CostLine]) -> Iterator[Content]:
    if not lines:
        return
    yield Content.assemble((f"{title:<24}", "bold"), ("answers  failed     tokens        cost  always cloud", QUIET))
    for each in lines:
        name = to_printable(each.name.replace("_", " "))[:22]
        tokens = each.input_tokens + each.output_tokens
        counts = f"{each.answers:>7}  {each.failures:>6}  {tokens:>9,}"
        yield Content(f"  {name:<22}{counts}  {dollars(each.cost):>10}  {dollars(each.baseline):>12}")
