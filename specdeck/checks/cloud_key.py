"""Is there a key and an address for a cloud model?"""

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok


def _check() -> CheckOutcome:
    """Look for the key without showing it. A key alone sends nothing: a project has to allow the cloud."""
    from engine.fault import EngineError
    from engine.llm.cloud.configured_model import cloud_model

    try:
        cloud_model("a model")
    except EngineError as error:
        return lacking(f"{error.sentence} No cloud model is asked.", error.hint)
    return ok("a key is set; it is used by projects that allow the cloud")


CHECK = DoctorCheck("cloud model", _check)
