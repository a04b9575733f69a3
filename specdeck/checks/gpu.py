"""Is there a GPU for a local model?"""

from pathlib import Path

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok

CARDS = Path("/proc/driver/nvidia/gpus")


def _check() -> CheckOutcome:
    """Look for NVIDIA cards where the driver lists them."""
    cards = [_model(card / "information") for card in sorted(CARDS.glob("*"))]
    if not cards:
        return lacking("no NVIDIA card; a local model runs on the CPU", "Nothing to do, unless it is too slow.")
    return ok(", ".join(cards))


def _model(information: Path) -> str:
    try:
        lines = information.read_text().splitlines()
    except OSError:
        return "unknown card"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("Model")), "unnamed card")


CHECK = DoctorCheck("gpu", _check)
