"""A template for another language: read the pattern with known examples of it, keep the draft."""

from collections.abc import Mapping
from typing import Any

from engine.patterns.library.seed_library import seed_patterns
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.write_template import KIND
from store import ReadView, WriteTransaction
from store.analysts.switches import list_disabled
from store.core.errors import MissingError
from store.library import stored_patterns, unit_patterns
from store.library.template_drafts import get_template_draft, save_template_draft

MOST_EXAMPLES = 20


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the pattern, the language, the values that were given, and those of units that carry out the pattern."""
    asked = get_template_draft(view, subject)
    found = unit_patterns.page_of_instances(view, asked.project, asked.pattern, limit=MOST_EXAMPLES)
    given = [asked.given] if asked.given else []
    return {
        "pattern": _pattern(view, asked.pattern),
        "language": asked.language,
        "examples": [*given, *(dict(each.match.parameters) for each in found)],
        "disabled": list_disabled(view, asked.project),
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the draft; the pattern stays as it is."""
    save_template_draft(tx, subject, result)
    return Applied({"drafted": bool(result["template"])})


def _pattern(view: ReadView, pattern: str) -> Mapping[str, Any]:
    stored = stored_patterns.find(view, pattern)
    if stored is not None:
        return stored.body
    seed = next((each for each in seed_patterns() if each.id == pattern), None)
    if seed is None:
        raise MissingError(f"The pattern {pattern} is not known.", "List them: specdeck patterns list")
    return seed.to_json()


EFFECT = JobEffect(KIND, inputs, apply)
