"""What the daemon checks of an enhancement: every proposal passes the gate again.

A model cannot be asked again for the same answer, but that a proposed spec is proved can be found out by anybody.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from jobs.job_kind import CheckedPart, Payload, Result
from jobs.kinds.enhance.change_summaries import check_summary, summary_parts
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from jobs.kinds.enhance.look_at_unit import edited_unit, found_proposal


def parts(payload: Payload, result: Result) -> Iterator[CheckedPart]:
    """Yield every proposal with the unit that it was asked for, and every summary with its change."""
    asked = {each["conversion"]: each for each in cast(Sequence[Mapping[str, Any]], payload["units"])}
    for found in cast(Sequence[Mapping[str, Any]], result["units"]):
        for proposal in found["proposals"]:
            unit = {name: value for name, value in asked[found["conversion"]].items() if name != "answers"}
            yield CheckedPart({"unit": unit, "proposal": proposal}, proposal)
    yield from summary_parts(payload, cast(Sequence[Mapping[str, Any]], result.get("summaries", ())))


def check_run(payload: Payload) -> Result:
    """Return the proposal as the gate finds it here; what does not pass is named with its gate."""
    if "summary" in payload:
        return check_summary(payload)
    from engine.analysts.gate import pass_gate
    from engine.analysts.permissions import may_propose
    from engine.analysts.proposal import ProposedChange

    unit = UnitToEnhance.from_json(cast(Mapping[str, Any], payload["unit"]))
    given = cast(Mapping[str, Any], payload["proposal"])
    if not may_propose(given["analyst"]):
        return {"stopped_by": "stopped by the permission gate: this analyst may not propose a change"}
    gated = pass_gate(edited_unit(unit), ProposedChange(given["analyst"], "", given["spec"], given["reason"]))
    if not gated.is_safe:
        return {"stopped_by": gated.stopped_by}
    return found_proposal(gated).to_json()
