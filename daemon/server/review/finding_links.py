"""Findings in a review: as reasons to look, and as links to the part of the spec that says the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from daemon.wire.finding import FindingInfo
from daemon.wire.review import CauseInfo

KIND = "finding"


def finding_causes(found: Iterable[FindingInfo]) -> Iterator[CauseInfo]:
    """Yield a reason for each open finding."""
    for each in found:
        if not each.accepted:
            yield CauseInfo(KIND, f"{each.severity}, {each.rule}: {each.message}", each.start, each.end)


def finding_links(found: Iterable[FindingInfo], links: Sequence[Any]) -> Iterator[object]:
    """Yield a link for each open finding, to the narrowest part of the spec that is linked to its place."""
    for each in found:
        if each.accepted:
            continue
        around = [link for link in links if link[1][0] <= each.start < link[1][1]]
        path, _, place, _ = min(around, key=lambda link: link[1][1] - link[1][0], default=((), None, (0, 0), ""))
        yield (path, (each.start, each.end), place, KIND)
