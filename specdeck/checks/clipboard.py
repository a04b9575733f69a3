"""Can the terminal UI copy to the clipboard?"""

import os
import subprocess

from specdeck.doctor.doctor_check import CheckOutcome, DoctorCheck, lacking, ok


def _check() -> CheckOutcome:
    """Ask tmux if we run inside it; otherwise the terminal decides."""
    if "TMUX" not in os.environ:
        return ok("not in tmux; the terminal handles copies (OSC 52)")
    state = _set_clipboard()
    if state == "on":
        return ok("tmux forwards copies")
    return lacking(f"tmux has set-clipboard {state}; it drops copies", "In ~/.tmux.conf: set -g set-clipboard on")


def _set_clipboard() -> str:
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-gsv", "set-clipboard"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return asked.stdout.strip() or "unknown"


CHECK = DoctorCheck("clipboard", _check)
