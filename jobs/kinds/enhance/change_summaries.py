"""Sum up open proposals with the local model; the sentences that rules find stay where it says nothing."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from jobs.job_kind import CheckedPart, Payload, Result

if TYPE_CHECKING:
    from engine.analysts.analyst import Ask

SUMMARIZER = "summarizer"
FACTUAL: Result = {"is_factual": True}


@dataclass(frozen=True, slots=True)
class ChangeToSummarize:
    """An open proposal without a summary, and the spec that it changes."""

    proposal: int
    name: str
    before: str
    after: str

    def to_json(self) -> dict[str, Any]:
        """Return the change as plain values."""
        return asdict(self)


def summaries(changes: Sequence[ChangeToSummarize], ask: "Ask", disabled: Collection[str]) -> list[dict[str, Any]]:
    """Return the lines of each change that a model summed up, by proposal."""
    if SUMMARIZER in disabled:
        return []
    return list(_summaries(changes, ask))


def _summaries(changes: Sequence[ChangeToSummarize], ask: "Ask") -> Iterator[dict[str, Any]]:
    from engine.analysts.analyst import AnalystContext, all_analysts
    from engine.analysts.permissions import permitted_context
    from engine.analysts.summarize_proposal import ProposalSummary, summarize_proposal
    from engine.unexpected import attempt

    permitted = permitted_context(all_analysts()[SUMMARIZER], AnalystContext(ask)).ask
    for each in changes:
        found = attempt(partial(summarize_proposal, each.name, each.before, each.after, permitted))
        if isinstance(found, ProposalSummary) and found.lines:
            yield {"proposal": each.proposal, "lines": list(found.lines)}


def summary_parts(payload: Payload, found: Sequence[Mapping[str, Any]]) -> Iterator[CheckedPart]:
    """Yield every reported summary with the change that it is about."""
    changes: Any = payload.get("changes", ())
    asked = {each["proposal"]: each for each in changes}
    for each in found:
        yield CheckedPart({"summary": each["lines"], "change": asked[each["proposal"]]}, FACTUAL)


def check_summary(payload: Payload) -> Result:
    """Return whether each name and number of a summary occurs in the texts that it is about."""
    from engine.analysts.summarize_proposal import is_factual

    change, lines = ChangeToSummarize(**_mapping(payload["change"])), _lines(payload["summary"])
    return {"is_factual": is_factual(change.name, change.before, change.after, lines)}


def _mapping(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    return {str(name): each for name, each in value.items()}


def _lines(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - JSON
    return tuple(str(each) for each in value)
