"""Random ids: they name a thing and tell nothing about it."""

import secrets


def new(kind: str) -> str:
    """A new id such as `prj_3f9a…`; the prefix is for people who read logs."""
    return f"{kind}_{secrets.token_hex(8)}"
