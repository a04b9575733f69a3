"""Compose a spec file: the approved units that belong there, beside whatever else is in it."""

from dataclasses import replace

from engine.fault import Fault
from jobs.job_kind import Payload, Result
from jobs.kinds.write_spec_file.spec_file_state import SpecFileState, SpecFileText

ONE_TABLE = "Approve only one of them; reject the other, or give it another name."
NO_SEARCH_PATH = "Qualify its names with their schemas and remove search_path; then the file is written."
UNREADABLE = "Correct the file, or remove it; then it is written."


def run(payload: Payload) -> Result:
    """Return the text of the file, or why there is none."""
    state = SpecFileState.from_json(payload)
    kept = SpecFileText(state.base, {unit.unit: unit.hash for unit in state.ours}, fault=state.fault)
    if state.fault:
        return kept.to_json()
    return _compose(state, kept).to_json()


def _compose(state: SpecFileState, kept: SpecFileText) -> SpecFileText:
    from engine.compose_file import FileTitle, SearchPathError, compose_file  # heavy, and only workers need it
    from engine.lower.error import LowerError
    from engine.spec.spec_error import SpecError
    from engine.spec.spec_parts import TwoTablesError

    title, ours = FileTitle(state.title, state.entity), [unit.text for unit in state.ours]
    try:
        composed = compose_file(title, state.there, ours, state.former)
    except TwoTablesError as error:
        return replace(kept, fault=Fault("spec.two_tables", str(error), ONE_TABLE))
    except SearchPathError as error:
        return replace(kept, fault=Fault("spec.search_path", str(error), NO_SEARCH_PATH))
    except (SpecError, LowerError) as error:
        return replace(kept, fault=Fault("spec.unreadable", f"The file cannot be read: {error}", UNREADABLE))
    return replace(kept, text=composed.text, alone=composed.alone)
