"""Finds patterns and units that are like a text; where rules see only the form of a pattern, a model judges it."""

from engine.analysts.analyst import (
    Analyst,
    AnalystContext,
    AnalystLane,
    AnalystPermission,
    CostClass,
    Proposed,
    RetrievalSettings,
)
from engine.analysts.fold_candidates import fold_candidates
from engine.analysts.guidance import pattern_guidance
from engine.analysts.prompt_text import prompt_text
from engine.analysts.proposal import ProposedChange
from engine.check_edit import EditedUnit
from engine.llm.tasks.match_pattern import TASK
from engine.patterns.library.pattern_library import PatternLibrary
from engine.patterns.library.seed_library import seed_patterns

FOLD = "fold"
RETRIEVAL = RetrievalSettings(top=5)


def propose(unit: EditedUnit, context: AnalystContext) -> Proposed:
    """Propose to fold the most relevant pattern whose form fits, if a model says that it is meant."""
    candidates = fold_candidates(unit)
    library = PatternLibrary(each for each in seed_patterns() if each.id in candidates)
    settings = context.retrieval.get("retriever", RETRIEVAL)
    found = pattern_guidance(library, " ".join(unit.sql.split()[:200]), settings)
    if not found:
        return Proposed()
    sql = prompt_text(unit.sql, context.shown)
    answer = context.ask(TASK, {"name": unit.name, "sql": sql, "pattern": found[0], "near_misses": ()})
    if not answer.value or not answer.value["is_match"]:
        return Proposed(usage=answer.usage, fault=answer.fault)
    pattern, lines = found[0]["id"], ", ".join(str(line) for line in answer.value["evidence_lines"])
    reason = f"It is {pattern} by lines {lines} ({answer.value['confidence']} %)"
    change = ProposedChange("retriever", FOLD, candidates[pattern].text, reason)
    return Proposed((change,), usage=answer.usage)


ANALYST = Analyst(
    id="retriever",
    title="Retriever",
    produces=("similar units", "similar patterns", FOLD),
    lane=AnalystLane.RETRIEVAL,
    works_in="jobs enhance and search_units",
    may=(AnalystPermission.PROPOSE, AnalystPermission.REMARK, AnalystPermission.ASK_MODEL),
    cost=CostClass.MODEL,
    tasks=(TASK.id,),
    retrieval=RETRIEVAL,
    propose=propose,
)
