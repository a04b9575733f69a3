"""The first lines of the overview: what a project holds, what is proved and dangerous, and how that changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content
from textual.widgets import Static

from daemon.wire.assessment import AssessmentFigures, AssessmentReport
from tui.appearance.badges import SEVERITY_BADGES
from tui.appearance.progress_bar import progress_bar
from tui.diff.paint.wrapped_content import wrap_beside
from tui.findings.trend import spark_line
from tui.local_time import full_time
from tui.plural import count_noun

QUIET = "$foreground-muted"
LABEL = 10
BAR, TREND = 20, 40
EDGE = 3  # the cells beside a line
SEVERE = ("critical", "high")
Line = tuple[str, str]


class AssessmentSummary(Static):
    """Shows the figures of an assessment; where there is none yet, says when it comes."""

    DEFAULT_CSS = "AssessmentSummary { height: auto; max-height: 50%; padding: 0 1 1 2; }"

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, found: AssessmentReport) -> None:
        """Show this assessment."""
        if found.report is None:
            self.update("Not assessed yet. It happens within a minute after the files are converted; R assesses now.")
            return
        lines = [*_lines(found.report), *_trend(found.days), ("assessed", full_time(found.at))]
        width = self.app.size.width - EDGE
        self.update(Content("\n").join(_line(label, text, width) for label, text in lines))


def _line(label: str, text: str, width: int) -> Content:
    return wrap_beside(Content.styled(f"{label:<{LABEL + 4}}", QUIET), text, width)


def _lines(report: Mapping[str, Any]) -> Iterator[Line]:
    units, status = report["units"], report["by_status"]
    proved = status.get("proved", 0) + status.get("proved-if", 0)
    provable = units - status.get("counted", 0)
    held = {"file": report["files"], "unit": units, "routine": report["routines"]}
    yield ("holds", ", ".join(count_noun(count, noun) for noun, count in held.items()))
    yield ("proved", f"{progress_bar(proved, provable, BAR)}  {proved} of {provable}")
    found = ", ".join(f"{SEVERITY_BADGES[name].glyph} {count} {name}" for name, count in report["findings"].items())
    yield ("findings", found)
    yield ("score", f"{report['score']} of 10, risk {report['risk']}")
    effort = report["effort_hours"]
    yield ("review", f"about {effort['likely']:.0f} hours ({effort['least']:.0f} to {effort['most']:.0f})")
    yield ("graph", _graph(report))


def _graph(report: Mapping[str, Any]) -> str:
    parts = [count_noun(report["edges"], "dependency").replace("dependencys", "dependencies")]
    counted = {"cycle": "cycles", "redefinition": "redefinitions"}
    parts += [count_noun(len(report[name]), noun) for noun, name in counted.items() if report[name]]
    if report["duplicates"]:
        parts.append(f"{count_noun(len(report['duplicates']), 'group')} of equal bodies")
    if report["unused"]:
        parts.append(f"{count_noun(len(report['unused']), 'trigger function')} without a trigger")
    return ", ".join(parts)


def _trend(days: Sequence[AssessmentFigures]) -> Iterator[Line]:
    """Yield the score and the severe findings of the last days, once there are two."""
    if len(days) < 2:
        return
    scores = [each.score for each in days]
    severe = [float(sum(each.findings.get(name, 0) for name in SEVERE)) for each in days]
    yield ("score by day", f"{spark_line(scores, TREND)}  {scores[0]} to {scores[-1]}")
    yield ("severe", f"{spark_line(severe, TREND)}  {severe[0]:.0f} to {severe[-1]:.0f}")
