"""Settings for a slow line. Textual reads them when it is imported, so they are set before."""

from collections.abc import MutableMapping

REMOTE = ("SSH_CONNECTION", "SSH_TTY")
FEWER_REPAINTS = {"TEXTUAL_ANIMATIONS": "none", "TEXTUAL_FPS": "15"}


def reduce_repaints(environment: MutableMapping[str, str]) -> None:
    """Over SSH, disable animations and lower the frame rate. Variables that are already set stay."""
    if any(environment.get(name) for name in REMOTE):
        for name, value in FEWER_REPAINTS.items():
            environment.setdefault(name, value)
