"""Is this Python one we run on?"""

import platform
import sys

from specdeck.doctor.check_result import DoctorFinding, bad, ok

OLDEST = (3, 11)


def check() -> DoctorFinding:
    """Look at the version of the interpreter."""
    found = f"{platform.python_version()} in {sys.prefix}"
    if sys.version_info < OLDEST:
        return bad("python", found, "Install Specdeck with Python 3.11 or newer.")
    return ok("python", found)
