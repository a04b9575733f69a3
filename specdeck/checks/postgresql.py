"""Is there a PostgreSQL server for trials?"""

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok


def _check() -> CheckOutcome:
    """Look for the server programs of Debian, on the PATH, and of the extra `trials`."""
    from engine.trial.sandbox.server_programs import HINT, find_server_programs

    found = find_server_programs()
    if found is None:
        return lacking("no server programs; trials are skipped, proofs work without them", HINT)
    return ok(str(found))


CHECK = DoctorCheck("postgresql", _check)
