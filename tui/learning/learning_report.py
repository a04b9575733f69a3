"""The lines of the screen Learning, from what the last cycle found."""

from collections.abc import Callable, Iterable, Iterator

from textual.content import Content

from daemon.wire.learning import AnalystRecord, LearningStatus
from tui.learning.advice import advice
from tui.learning.bars import bar
from tui.learning.calibration_plot import calibration_plot
from tui.local_time import short_time
from tui.plural import count_noun
from tui.printable import to_printable

LANES = ("auto", "spot", "review")
QUIET = "$foreground-muted"
EXPERT_APPROVAL, EXPERT_OUTCOMES = 0.75, 10
PLOT_WIDTH, PLOT_HEIGHT = 44, 9
NOTHING = "Nothing was learned yet.\nDecisions teach; n starts a cycle."


def learning_report(status: LearningStatus, width: int) -> Content:
    """Return the whole report, for a screen of this width."""
    if not status.at and status.enabled:
        return Content(NOTHING)
    parts = [_cycle(status), _lane(status), _next_steps(status), _queue(status, width), _analysts(status)]
    blocks = [*parts, _calibration(status, width)]
    return Content("\n\n").join([Content("\n").join(block) for block in map(list, blocks) if block])


def _cycle(status: LearningStatus) -> Iterator[Content]:
    error = status.calibration_error
    known = [count_noun(status.decisions, "decision")]
    if error is not None:
        known.append(f"calibration error {100 * error:.1f} %")
    if status.models is not None:
        known.append(f"model {status.models.serving}")
    at = short_time(status.at).strip() if status.at else "none yet"
    yield Content.assemble(("Last cycle  ", "bold"), (at, QUIET), f"  {', '.join(known)}")
    yield from (Content(f"  {to_printable(each)}") for each in status.changes)


def _lane(status: LearningStatus) -> Iterator[Content]:
    word, style = _lane_state(status)
    done = f"  accepted {status.lane.accepted}, audits {status.lane.audits} done, {status.lane.open_audits} open"
    yield Content.assemble(("Auto lane  ", "bold"), (word, style), (done if status.certificate else "", QUIET))
    if status.lane.claim:
        yield Content(f"  {status.lane.claim}")


def _lane_state(status: LearningStatus) -> tuple[str, str]:
    states: tuple[tuple[bool, str, str], ...] = (
        (status.lane.is_forbidden, "forbidden by the policy", QUIET),
        (not status.enabled, "closed: learning is off", QUIET),
        (status.lane.is_suspended, f"suspended: {status.lane.wrong_audits} audits found a wrong unit", "$error"),
        (status.is_auto_open, "open", "$success"),
    )
    return next(((word, style) for holds, word, style in states if holds), ("closed", QUIET))


def _next_steps(status: LearningStatus) -> Iterator[Content]:
    sentences = list(advice(status))
    if sentences:
        yield Content.styled("What to do", "bold")
    yield from (Content(f"  {to_printable(each)}") for each in sentences)


def _queue(status: LearningStatus, width: int) -> Iterator[Content]:
    total = sum(status.lanes.values())
    cells = max(10, min(40, width - 30))
    yield Content.styled("Queue", "bold")
    for lane in LANES:
        count = status.lanes.get(lane, 0)
        yield Content.assemble(f"  {lane:<7}", (bar(count / max(1, total), cells), "$accent"), f" {count}")
    if status.next_look:
        done = min(1.0, status.decisions / status.next_look)
        goal = f" {status.decisions} of {status.next_look} decisions until the next look at the auto lane"
        yield Content.assemble("  next   ", (bar(done, cells), "$success"), goal)


def _analysts(status: LearningStatus) -> Iterator[Content]:
    groups: tuple[tuple[str, Callable[[AnalystRecord], bool]], ...] = (
        ("experts", _is_expert),
        ("declining", lambda each: each.trend == "declining"),
        ("disabled", lambda each: each.state == "disabled"),
    )
    if status.analysts:
        yield Content.assemble(("Analysts  ", "bold"), f"{_consensus(status.analysts)}")
    for name, belongs in groups:
        found = ", ".join(each.analyst for each in status.analysts if belongs(each))
        if found:
            yield Content(f"  {name:<10}{to_printable(found)}")


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
        yield Content.assemble(("Calibration  ", "bold"), ("each ● is a tenth of the labels", QUIET))
        plot = calibration_plot(status.curve, min(PLOT_WIDTH, width - 4), PLOT_HEIGHT)
        yield from (Content(f"  {line}") for line in plot)
