"""Draft one pattern; the model only proposes, and the draft says what validators found."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.draft_pattern.require_analyst import require_analyst
from jobs.kinds.enhance.model_in_use import model_in_use, require_model

if TYPE_CHECKING:
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.prompt_task import PromptTask, TaskInput


def run(payload: Payload) -> Result:
    """Return the draft with its steps, votes and preview."""
    from engine.analysts.drafting.draft_pattern import WRITER, SimilarPattern, draft_pattern
    from engine.analysts.drafting.draft_steps import DraftRequest
    from engine.llm.ask_model import ask_model
    from engine.patterns.library.library_pattern import LibraryPattern

    disabled = cast(Sequence[str], payload["disabled"])
    require_analyst(WRITER, disabled)
    model = require_model(model_in_use())

    def ask(task: "PromptTask", given: "TaskInput") -> "ModelAnswer":
        return ask_model(model, task, given, lambda _request: True)  # it costs nothing

    known = tuple(cast(Sequence[str], payload["known"]))
    request = DraftRequest(str(payload["description"]), str(payload["category"]), str(payload["namespace"]), known)
    similar = [
        SimilarPattern(LibraryPattern.from_json(each["pattern"]), bool(each["is_same"]), each["relevance"])
        for each in cast(Sequence[Mapping[str, Any]], payload["similar"])
    ]
    trust = cast(Mapping[str, float], payload["trust"])
    return draft_pattern(request, similar, ask, trust, disabled).to_json()
