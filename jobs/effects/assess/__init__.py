"""An assessment: read the SQL of a project and what is known of it, keep its findings and its report."""

from jobs.effects.assess.assess_inputs import inputs, project_from_subject
from jobs.effects.assess.keep_findings import delete_gone, keep_file
from jobs.effects.assess.update_features import update_features
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Result
from jobs.kinds.assess import KIND
from jobs.kinds.assess.assess_output import AssessOutput
from jobs.kinds.assess.day_figures import figures_of
from store import WriteTransaction
from store.core import journal
from store.findings import assessments


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the findings of each file that is still the same, and the report."""
    if result["report"] is None:
        return Applied({"unchanged": True})
    project, output = project_from_subject(subject), AssessOutput.from_json(result)
    changed = sum(keep_file(tx, project, each) for each in output.files)
    delete_gone(tx, project)
    update_features(tx, project)
    report = {**output.report, "faults": dict(output.faults)}
    assessments.save(tx, project, output.basis, report, figures_of(report))
    journal.append(tx, "project.assessed", project, {"findings": report["findings"], "score": report["score"]})
    return Applied({"files": len(output.files), "changed": changed})


EFFECT = JobEffect(KIND, inputs, apply)
