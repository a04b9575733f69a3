"""Write one template; the model only proposes, and the draft says how far validators could judge it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.draft_pattern.require_analyst import require_analyst
from jobs.kinds.enhance.model_in_use import model_in_use, require_model

if TYPE_CHECKING:
    from engine.analysts.analyst import Ask
    from engine.llm.language_model import LanguageModel

WRITER = "template_writer"


def run(payload: Payload) -> Result:
    """Return the draft."""
    from engine.analysts.drafting.write_template import known_instances, write_template
    from engine.patterns.library.library_pattern import LibraryPattern

    require_analyst(WRITER, cast(Sequence[str], payload["disabled"]))
    pattern = LibraryPattern.from_json(cast(Mapping[str, Any], payload["pattern"]))
    instances = known_instances(pattern, cast(Sequence[Mapping[str, str]], payload["examples"]))
    if not instances:
        names = " ".join(f"--set {each.name}=…" for each in pattern.parameters if each.is_required)
        sentence = f"No values are known with which {pattern.id} can be filled in."
        raise KindError("patterns.no_example", sentence, f"Give an example: {names}")
    ask = _ask(require_model(model_in_use()))
    return write_template(pattern, str(payload["language"]), instances, ask).to_json()


def _ask(model: "LanguageModel") -> "Ask":
    from engine.analysts.analyst import AnalystContext, all_analysts
    from engine.analysts.permissions import permitted_context
    from engine.llm.ask_model import ask_model

    context = AnalystContext(lambda task, given: ask_model(model, task, given, lambda _request: True))
    return permitted_context(all_analysts()[WRITER], context).ask
