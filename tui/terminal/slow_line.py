"""What a slow line needs. Textual reads it when it is imported, so this is said before."""

from collections.abc import MutableMapping

REMOTE = ("SSH_CONNECTION", "SSH_TTY")
QUIET = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_FPS": "15"}


def reduce_repaints(environment: MutableMapping[str, str]) -> None:
    """Over SSH: no animation, and fewer frames. What somebody asked for by these variables stays."""
    if any(environment.get(name) for name in REMOTE):
        for name, value in QUIET.items():
            environment.setdefault(name, value)
