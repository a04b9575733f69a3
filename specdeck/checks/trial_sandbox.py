"""Can trials run here, and how is their server confined?"""

import sys
from importlib.util import find_spec

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok


def _check() -> CheckOutcome:
    """Look for psycopg and the server programs, and ask which kinds of confinement the system allows."""
    from engine.trial.sandbox.machine_features import machine_features
    from engine.trial.sandbox.server_programs import HINT, find_server_programs

    if sys.platform != "linux":
        return lacking(f"trials need Linux, and this is {sys.platform}", "Run them on a Linux machine.")
    if find_spec("psycopg") is None:
        return lacking("psycopg is not installed; trials are skipped", "Install Specdeck with the extra `trials`.")
    if find_server_programs() is None:
        return lacking("no server programs; trials are skipped", HINT)
    features = machine_features()
    found = ", ".join(features)
    if "own network" in features:
        return ok(found)
    return lacking(f"{found}; the server shares the network", "Allow user namespaces to give it one of its own.")


CHECK = DoctorCheck("trial sandbox", _check)
