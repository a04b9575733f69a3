"""The lines of the screen Learning, from what the last cycle found."""

from collections.abc import Callable, Iterable, Iterator

from textual.content import Content

from daemon.wire.learning import AnalystRecord, LearningStatus
from tui.appearance.progress_bar import progress_bar
from tui.learning.advice import advice
from tui.learning.calibration_plot import calibration_plot
from tui.local_time import short_time
from tui.plural import count_noun
from tui.widgets.report_line import report_line

LANES = ("auto", "spot", "review")
QUIET = "$foreground-muted"
EXPERT_APPROVAL, EXPERT_OUTCOMES = 0.75, 10
PLOT_WIDTH, PLOT_HEIGHT = 44, 9
BESIDE = 34  # cells beside a bar: its label, its lane, the share and the number
NOTHING = "Nothing was learned yet.\nDecisions teach; n starts a cycle."


def learning_report(status: LearningStatus, width: int) -> Content:
    """Return the whole report, in lines of so many cells."""
    if not status.at and status.enabled:
        return Content(NOTHING)
    blocks = [
        _lane(status, width), _next_steps(status, width), _cycle(status, width), _queue(status, width),
        _analysts(status, width), _calibration(status, width),
    ]  # fmt: skip
    return Content("\n\n").join([Content("\n").join(block) for block in map(list, blocks) if block])


def _cycle(status: LearningStatus, width: int) -> Iterator[Content]:
    error = status.calibration_error
    known = [short_time(status.at).strip() if status.at else "none yet", count_noun(status.decisions, "decision")]
    if status.models is not None:
        known.append(f"confidence by the {status.models.serving} model")
    if error is not None:
        known.append(f"off by {100 * error:.1f} % on average")
    yield report_line("Last cycle", ", ".join(known), width)
    yield from (report_line("", each, width) for each in status.changes)


def _lane(status: LearningStatus, width: int) -> Iterator[Content]:
    word, style = _lane_state(status)
    yield report_line("Auto lane", word, width, style)
    lane = status.lane
    if status.certificate:
        done = f"accepted {lane.accepted}, audits {lane.audits} done, {lane.open_audits} open"
        yield report_line("", done, width, QUIET)
    if lane.claim:
        yield report_line("", lane.claim, width)


def _lane_state(status: LearningStatus) -> tuple[str, str]:
    states: tuple[tuple[bool, str, str], ...] = (
        (status.lane.is_forbidden, "forbidden by the policy", QUIET),
        (not status.enabled, "closed: learning is off", QUIET),
        (status.lane.is_suspended, f"suspended: {status.lane.wrong_audits} audits found a wrong unit", "$error"),
        (status.is_auto_open, "open", "$success"),
    )
    return next(((word, style) for holds, word, style in states if holds), ("closed", QUIET))


def _next_steps(status: LearningStatus, width: int) -> Iterator[Content]:
    for number, sentence in enumerate(advice(status)):
        yield report_line("" if number else "What to do", sentence, width)


def _queue(status: LearningStatus, width: int) -> Iterator[Content]:
    total = sum(status.lanes.values())
    cells = max(4, min(40, width - BESIDE))
    for number, lane in enumerate(LANES):
        count = status.lanes.get(lane, 0)
        label = "" if number else "Lanes"
        yield report_line(label, f"{lane:<8}{progress_bar(count, total, cells)}  {count}", width)
    if status.next_look:
        done = min(status.decisions, status.next_look)
        goal = f"{progress_bar(done, status.next_look, cells)}  {status.decisions}"
        yield report_line("Next look", f"{'':<8}{goal}", width)
        yield report_line("", f"at the auto lane, after {count_noun(status.next_look, 'decision')}", width, QUIET)


def _analysts(status: LearningStatus, width: int) -> Iterator[Content]:
    groups: tuple[tuple[str, Callable[[AnalystRecord], bool]], ...] = (
        ("experts", _is_expert),
        ("declining", lambda each: each.trend == "declining"),
        ("disabled", lambda each: each.state == "disabled"),
    )
    if status.analysts:
        yield report_line("Analysts", _consensus(status.analysts), width)
    for name, belongs in groups:
        found = ", ".join(each.analyst for each in status.analysts if belongs(each))
        if found:
            yield report_line("", f"{name}: {found}", width)


def _is_expert(record: AnalystRecord) -> bool:
    return record.outcomes >= EXPERT_OUTCOMES and (record.approval_rate or 0.0) > EXPERT_APPROVAL


def _consensus(records: Iterable[AnalystRecord]) -> str:
    """Say how far the records agree."""
    trusts = [each.overall for each in records]
    if len(trusts) < 2:
        return f"one record, trust {trusts[0]:.0%}"
    return f"{len(trusts)} records, trust {min(trusts):.0%} to {max(trusts):.0%}"


def _calibration(status: LearningStatus, width: int) -> Iterator[Content]:
    if status.curve:
        yield report_line(
            "Calibration", "each ● is a tenth of the decisions; on the dots, confidence is right", width, QUIET
        )
        plot = calibration_plot(status.curve, min(PLOT_WIDTH, width), PLOT_HEIGHT)
        yield from map(Content, plot)
