"""Read what an assessment needs: SQL, earlier measures, conversions, and what is accepted."""

from collections.abc import Iterator

from jobs.job_kind import Payload
from jobs.kinds.assess.assess_input import (
    AcceptedByPerson,
    AssessInput,
    ConvertedAs,
    FileToAssess,
    assessment_rules,
)
from store import ReadView
from store.codebase import conversions, projects, sources
from store.codebase.sources import SourceRow
from store.core import subjects, texts
from store.files.suppression_file import read_suppression_file, suppression_file_state
from store.findings import acceptances, assessed_files, assessments
from store.findings.assessed_files import AssessedFileRow


def project_from_subject(subject: str) -> str:
    """Return the project of `project:ID`."""
    return subjects.project_from_subject(subject)[0]


def basis_of(view: ReadView, project: str) -> str:
    """Return what an assessment now would be made from.

    The rules, the files of suppressions and the outcomes of conversions are part of it: one that was made while files
    were being converted is due again.
    """
    folders = projects.get(view, project).folders
    states = ",".join(map(suppression_file_state, folders))
    outcomes = ",".join(
        f"{name} {units}" for name, units in sorted(conversions.count_by_verdict(view, project).items())
    )
    return f"{assessments.current_basis(view, project)}:{outcomes}:{states}:{assessment_rules()}"


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the SQL of the project, unless the last assessment was made from the same."""
    project = project_from_subject(subject)
    basis, day = basis_of(view, project), assessments.day_of(view)
    if assessments.find_basis(view, project) == basis:
        return AssessInput(basis, day, assessment_rules()).to_json()
    known = assessed_files.list_of_project(view, project)
    folders = projects.get(view, project).folders
    allowed = {folder: text for folder in folders if (text := read_suppression_file(folder)) is not None}
    return AssessInput(
        basis=basis,
        day=day,
        rules=assessment_rules(),
        files=tuple(_file(view, source, known.get(source.id)) for source in sources.list_sql(view, project)),
        conversions=tuple(ConvertedAs(**row) for row in conversions.list_measures(view, project)),
        allowed=allowed,
        accepted=tuple(_acceptances(view, project)),
    ).to_json()


def _file(view: ReadView, source: SourceRow, known: AssessedFileRow | None) -> FileToAssess:
    digest = str(source.text)
    key, measured = (known.key, tuple(known.units)) if known else ("", ())
    return FileToAssess(source.id, source.folder, source.path, digest, texts.get(view, digest), key, measured)


def _acceptances(view: ReadView, project: str) -> Iterator[AcceptedByPerson]:
    for each in acceptances.list_current(view, project):
        yield AcceptedByPerson(each.fingerprint, each.until)
