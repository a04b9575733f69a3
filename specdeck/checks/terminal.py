"""What can this terminal display?"""

import os
import sys

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok


def _check() -> CheckOutcome:
    """Report what the terminal's environment variables say."""
    term, colours = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    if not sys.stdout.isatty():
        return ok("the output is not a terminal")
    if term in ("", "dumb"):
        return lacking(f"TERM is {term or 'not set'}; only plain output", "Set TERM to the type of your terminal.")
    if "NO_COLOR" in os.environ:
        return ok(f"{term}, colours disabled by NO_COLOR")
    return ok(f"{term}, {_depth(term, colours)}")


def _depth(term: str, colours: str) -> str:
    if colours in ("truecolor", "24bit") or term.endswith("-direct"):
        return "16 million colours"
    if "256color" in term:
        return "256 colours"
    return "16 colours"


CHECK = DoctorCheck("terminal", _check)
