"""Everything that a trial of one routine needs before the first case: its parts, its tables and its generator."""

from dataclasses import dataclass

from engine.trial.generate.case_generator import CaseGenerator, case_generator
from engine.trial.observe.variant import TrialSubject
from engine.trial.routine.body_view import BodyView
from engine.trial.sandbox.sandbox import Sandbox
from engine.trial.session.trial_database import TrialDatabase
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.trial_subject import find_subject
from engine.trial.session.valid_values import valid_values


@dataclass(frozen=True, slots=True)
class PreparedTrial:
    """A routine that can be tried, with the generator of its cases."""

    view: BodyView
    subject: TrialSubject
    cases: CaseGenerator

    @property
    def original(self) -> str:
        """Return the statement that creates the original."""
        return self.view.routine.text


def prepare_trial(sandbox: Sandbox, database: TrialDatabase, request: TrialRequest, view: BodyView) -> PreparedTrial:
    """Prepare a trial; raise UntriableError for a routine that cannot be tried."""
    subject = find_subject(request.unit, view.routine, database.schema)
    tables = [*subject.tables, *([subject.trigger.table] if subject.trigger else [])]
    drawn = case_generator(view, subject.routine, database.schema, tables, subject.trigger, request.seed)
    with sandbox.connect(database.loaded.database) as connection:
        return PreparedTrial(view, subject, drawn.only_valid(valid_values(connection, drawn.tables)))
