"""A model's summary of a proposal. The sentences that rules find are shown beside it, and in place of it."""

import re
from dataclasses import dataclass

from engine.analysts.analyst import Ask
from engine.fault import EngineError, Fault
from engine.findings.mask_secrets import mask_secrets
from engine.llm.tasks.summarize_changes import TASK
from engine.review.change_sentences import change_sentences

LEAST_SENTENCES = 3  # with fewer, the sentences of rules are the summary
LONGEST = 12_000  # characters of both specs: what fits into a prompt
_TEXT = re.compile(r"'(?:[^'\n]|'')*'")


@dataclass(frozen=True, slots=True)
class ProposalSummary:
    """The lines of a summary; without any, `fault` says why."""

    lines: tuple[str, ...] = ()
    fault: Fault | None = None


def is_worth_a_summary(before: str, after: str) -> bool:
    """Whether rules need many sentences for a change, and a model can see all of it."""
    return len(before) + len(after) <= LONGEST and len(change_sentences(before, after)) >= LEAST_SENTENCES


def summarize_proposal(name: str, before: str, after: str, ask: Ask) -> ProposalSummary:
    """Return the summary of a change, by the texts as a model may see them."""
    old, new = shown_specs(before, after)
    try:
        answer = ask(TASK, {"name": name, "before": old, "after": new})
    except EngineError as error:
        return ProposalSummary(fault=error.fault)
    if answer.value is None:
        return ProposalSummary(fault=answer.fault)
    look_at = answer.value["look_at"].strip()
    hint = (f"Look at: {look_at}",) if look_at else ()
    return ProposalSummary((*answer.value["changes"], *hint))


def is_factual(name: str, before: str, after: str, lines: tuple[str, ...]) -> bool:
    """Whether lines of a summary pass the check of the task; a worker may report anything."""
    old, new = shown_specs(before, after)
    given = {"name": name, "before": old, "after": new}
    return not TASK.check(given, {"changes": list(lines), "look_at": ""})


def shown_specs(before: str, after: str) -> tuple[str, str]:
    """Return both specs without secrets and literals; equal literals have equal placeholders."""
    numbers: dict[str, str] = {}

    def hidden(found: re.Match[str]) -> str:
        return numbers.setdefault(found.group(), f"'<text {len(numbers) + 1}>'")

    old, new = (_TEXT.sub(hidden, mask_secrets(each)) for each in (before, after))
    return old, new
