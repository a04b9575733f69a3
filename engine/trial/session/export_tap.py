"""The pgTAP file of a routine that was tried."""

from engine.analysis.line_index import line_index
from engine.analysis.parsed_unit import parse_unit
from engine.analysis.side_effects import reads_time_or_chance
from engine.source.unit import Unit
from engine.trial.observe.run_script import commits
from engine.trial.pgtap.expected_cases import expected_cases
from engine.trial.pgtap.tap_file import tap_file
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.session.trial_request import TrialOutcome


def export_tap(sandbox: Sandbox, database: TrialDatabase, unit: Unit, outcome: TrialOutcome) -> str | None:
    """Return the file with the cases that taught something; None for a routine that can have none."""
    subject = outcome.subject
    if subject is None or why_no_file(unit, outcome):
        return None
    cases = expected_cases(sandbox, database.loaded.database, subject, outcome.suite)
    if not cases:
        return None
    return tap_file(outcome.unit, subject, cases)


def why_no_file(unit: Unit, outcome: TrialOutcome) -> str:
    """Return why a routine can have no file; empty if only its cases decide."""
    subject = outcome.subject
    if subject is None:
        return outcome.evidence.reason
    if outcome.evidence.stubs:
        return "its project does not define all that it uses"
    if commits(subject):
        return "it commits"
    if subject.routine.return_type == "refcursor":
        return "it returns a cursor"
    if reads_time_or_chance(parse_unit(unit, "", line_index(unit.text))):
        return "it reads the clock or random numbers"
    return ""
