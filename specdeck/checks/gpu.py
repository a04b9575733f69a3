"""Is there a GPU that a local model could use?"""

from pathlib import Path

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

CARDS = Path("/proc/driver/nvidia/gpus")


def check() -> DoctorFinding:
    """Look for NVIDIA cards where the driver lists them."""
    cards = [_model(card / "information") for card in sorted(CARDS.glob("*"))]
    if not cards:
        return lacking(
            "gpu", "no NVIDIA card; a local model runs on the processor", "Nothing to do, unless it is too slow."
        )
    return ok("gpu", ", ".join(cards))


def _model(information: Path) -> str:
    try:
        lines = information.read_text().splitlines()
    except OSError:
        return "a card that the driver does not describe"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("Model")), "unnamed card")
