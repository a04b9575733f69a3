"""Is there an API key for a cloud model?"""

import os

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok

VARIABLE = "ANTHROPIC_API_KEY"


def _check() -> CheckOutcome:
    """Look for the key without showing it."""
    if os.environ.get(VARIABLE):
        return ok(f"{VARIABLE} is set")
    return lacking(f"{VARIABLE} is not set; no cloud model is used", f"Set {VARIABLE} before the daemon starts.")


CHECK = DoctorCheck("cloud model", _check)
