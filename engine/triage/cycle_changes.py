"""What changed between two reports of learning, in sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

Report = Mapping[str, Any]
DRIFT_MEANINGS = {
    "errors": "The model errs more often than it did",
    "approvals": "Reviewers approve a smaller share than they did",
    "scores": "The units that are decided on score differently",
}
NOTICEABLE = 0.05  # a change of an analyst's trust that is worth a sentence


def new_drift(before: Report, after: Report) -> list[str]:
    """Return the streams in which a detector found a change since the report before."""
    known = {(each["seq"], each["stream"]) for each in before.get("drift", ())}
    return [each["stream"] for each in after["drift"] if (each["seq"], each["stream"]) not in known]


def cycle_changes(before: Report, after: Report) -> list[str]:
    """Return what changed, the most important first; an empty report means none."""
    return [
        *_lane_changes(before, after),
        *(f"{DRIFT_MEANINGS[stream]}." for stream in new_drift(before, after)),
        *_model_changes(before, after),
        *_analyst_changes(before, after),
        *_decisions(before, after),
    ]


def _lane_changes(before: Report, after: Report) -> Iterator[str]:
    if after["is_auto_open"] and not before.get("is_auto_open"):
        yield "The auto lane opened."
    elif before.get("is_auto_open") and not after["is_auto_open"]:
        yield "The auto lane closed."
    elif after["certificate_id"] != before.get("certificate_id", ""):
        yield "The auto lane has another certificate."


def _model_changes(before: Report, after: Report) -> Iterator[str]:
    former = before.get("models", {})
    serving = former.get("serving")
    if serving is not None and serving != after["models"]["serving"]:
        yield f"The {after['models']['serving']} gives the confidence now."
    if after["models"]["is_decided"] and not former.get("is_decided"):
        yield f"The {after['models']['challenger']} predicts better: it may be promoted."


def _analyst_changes(before: Report, after: Report) -> Iterator[str]:
    former = {each["analyst"]: each for each in before.get("analysts", ())}
    for each in after["analysts"]:
        known = former.get(each["analyst"])
        if known is not None and abs(each["overall"] - known["overall"]) >= NOTICEABLE:
            yield f"Trust in {each['analyst']} went from {known['overall']:.0%} to {each['overall']:.0%}."
        if each["state"] != (known["state"] if known else "enabled"):
            yield f"{each['analyst']} is now in the state {each['state']}."


def _decisions(before: Report, after: Report) -> Iterator[str]:
    more = after["decisions"] - before.get("decisions", 0)
    if more:
        yield f"{more:+d} decisions, {after['decisions']} in all."
