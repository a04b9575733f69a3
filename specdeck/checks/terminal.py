"""What can this terminal show?"""

import os
import sys

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

NAME = "terminal"


def check() -> DoctorFinding:
    """Look at what the terminal says about itself."""
    term, colours = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    if not sys.stdout.isatty():
        return ok(NAME, "output goes to no terminal")
    if term in ("", "dumb"):
        return lacking(NAME, f"TERM is {term or 'not set'}; only plain output", "Set TERM to what your terminal is.")
    if "NO_COLOR" in os.environ:
        return ok(NAME, f"{term}, colours off by NO_COLOR")
    return ok(NAME, f"{term}, {_depth(term, colours)}")


def _depth(term: str, colours: str) -> str:
    if colours in ("truecolor", "24bit") or term.endswith("-direct"):
        return "16 million colours"
    return "256 colours" if "256color" in term else "16 colours"
