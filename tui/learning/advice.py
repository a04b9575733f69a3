"""What a person can do now so that learning gets further, the most urgent first."""

from collections.abc import Iterator

from daemon.wire.learning import LearningStatus
from tui.plural import count_noun


def advice(status: LearningStatus) -> Iterator[str]:
    """Yield one sentence for each thing to do."""
    if not status.enabled:
        yield "Learning is off. `specdeck learn on` starts it."
        return
    if status.lane.is_suspended:
        yield "Audits suspended the auto lane. Look at what it accepted; it needs fresh evidence to open again."
    if status.lane.open_audits:
        yield f"Decide on {count_noun(status.lane.open_audits, 'sampled look')}: query lane=spot."
    if status.models is not None and status.models.is_decided:
        better = status.models.challenger
        yield f"The {better} predicts better: `specdeck learn models promote {better}`."
    for analyst in status.analysts:
        if analyst.state != "enabled":
            yield f"Look at the proposals of {analyst.analyst}: its state is {analyst.state}."
    if status.is_due:
        yield "Something changed since the last cycle; n learns now."
    if status.forecast:
        yield status.forecast
