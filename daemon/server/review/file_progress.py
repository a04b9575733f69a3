"""How many files of a project are converted, of those that are known to be due."""

from jobs.ledger import job_queries
from store import ReadView
from store.codebase import sources


def file_progress(view: ReadView, project: str) -> tuple[int, int]:
    """Return the number of files, and of those without a job that is still to be done."""
    files = sources.count(view, project)
    waiting = job_queries.count_open_subjects(view, project, sources.SUBJECT_PREFIX)
    return files, max(files - waiting, 0)
