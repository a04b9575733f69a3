"""Random ids, which reveal nothing about what they identify."""

import secrets


def new(kind: str) -> str:
    """Return a new id such as `prj_3f9a…`; the prefix is for people who read logs."""
    return f"{kind}_{secrets.token_hex(8)}"
