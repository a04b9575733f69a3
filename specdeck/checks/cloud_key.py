"""May a cloud model be asked?"""

import os

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

VARIABLE = "ANTHROPIC_API_KEY"


def check() -> DoctorFinding:
    """Look for the key, and never show it."""
    if os.environ.get(VARIABLE):
        return ok("cloud model", f"{VARIABLE} is set")
    return lacking(
        "cloud model", f"{VARIABLE} is not set; no cloud model is asked", f"Set {VARIABLE} before the daemon starts."
    )
