"""Does a copy from the terminal UI reach the clipboard?"""

import os
import subprocess

from specdeck.doctor.check_result import DoctorFinding, lacking, ok

NAME = "clipboard"


def check() -> DoctorFinding:
    """Ask tmux, if we are in it; elsewhere the terminal decides."""
    if "TMUX" not in os.environ:
        return ok(NAME, "not in tmux; the terminal takes copies (OSC 52)")
    state = _set_clipboard()
    if state == "on":
        return ok(NAME, "tmux passes copies on")
    return lacking(NAME, f"tmux has set-clipboard {state}; it drops copies", "In ~/.tmux.conf: set -g set-clipboard on")


def _set_clipboard() -> str:
    try:
        asked = subprocess.run(
            ["tmux", "show-options", "-gsv", "set-clipboard"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return asked.stdout.strip() or "unknown"
