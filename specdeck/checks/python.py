"""Is this Python version supported?"""

import platform
import sys

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, bad, ok

OLDEST = (3, 11)


def _check() -> CheckOutcome:
    found = f"{platform.python_version()} in {sys.prefix}"
    if sys.version_info < OLDEST:
        return bad(found, "Install Specdeck with Python 3.11 or newer.")
    return ok(found)


CHECK = DoctorCheck("python", _check)
