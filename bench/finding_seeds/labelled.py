"""Findings labelled by hand, as `corpus`, `path`, `line`, `family` and a label; no text of the corpora."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

LABELS = Path(__file__).with_name("labels.jsonl")


def label_figures(found: Mapping[tuple[str, str, int], set[str]], corpora: set[str]) -> dict[str, object]:
    """Precision over the labelled findings that are still reported, and the share of true ones that are.

    `found` has the families by corpus, path and line. Arguable findings count neither way.
    """
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    labels = [each for each in labels if each["corpus"] in corpora]
    reported: Counter[str] = Counter()
    known = Counter(each["label"] for each in labels)
    for each in labels:
        if each["family"] in found.get((each["corpus"], each["path"], each["line"]), ()):
            reported[each["label"]] += 1
    sure = reported["true"] + reported["false"]
    return {
        "labelled": len(labels),
        "precision": round(reported["true"] / sure, 4) if sure else None,
        "precision_first_pass": _first_pass(labels, "development"),
        "precision_unseen": _first_pass(labels, "unseen"),
        "precision_unseen_second": _first_pass(labels, "unseen_second"),
        "kept": round(reported["true"] / max(known["true"], 1), 4),
    }


def _first_pass(labels: list[dict[str, str]], sample: str) -> float | None:
    """The precision when a sample was labelled, before anything was corrected because of it."""
    counts = Counter(each["label"] for each in labels if each["sample"] == sample)
    sure = counts["true"] + counts["false"]
    return round(counts["true"] / sure, 4) if sure else None
