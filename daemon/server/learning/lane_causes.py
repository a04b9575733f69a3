"""The lane of a unit as a reason to look at it more or less closely."""

from collections.abc import Iterator

from daemon.wire.review import CauseInfo
from store import ReadView
from store.learning import auto_lane, scores

KIND = "lane"


def lane_causes(view: ReadView, unit: int) -> Iterator[CauseInfo]:
    """Yield the lane with the confidence and what led to it, once learning scored the unit."""
    acted, score = auto_lane.find(view, unit), scores.find(view, unit)
    if acted is not None and acted.act is not None:
        yield CauseInfo(KIND, f"accepted by the auto lane, confidence {acted.confidence:.0%}")
    elif score is not None:
        why = f": {', '.join(score.reasons)}" if score.reasons else ""
        yield CauseInfo(KIND, f"{score.lane}, confidence {score.confidence:.0%}{why}")
