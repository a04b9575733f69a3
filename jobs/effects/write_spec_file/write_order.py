"""The order to write a spec file again."""

from jobs.job_order import JobOrder
from jobs.kinds.write_spec_file import KIND
from store.files import spec_files
from store.files.spec_files import SpecFileRow


def write_order(file: SpecFileRow, key: str) -> JobOrder:
    """Return the order for a file; two orders with the same key are one job."""
    subject = spec_files.subject(file.id)
    return JobOrder(KIND, file.place.project, subject, f"write:{subject}:{key}")
