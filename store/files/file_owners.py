"""Authors: which person a file on disk is by, as far as its owner is known here."""

import os
import pwd

from store.access import people
from store.core.transaction import WriteTransaction


def find_owner(tx: WriteTransaction, owner: int) -> str | None:
    """The person whose file it is, by id; None for an OS user of whom nothing is known.

    Only the user who runs the daemon speaks as an OS user. Everybody else speaks with a pinned key, so that the key of
    the user's name comes first: it is the one whose yes to its own edit must not count.
    """
    name = get_user_name(owner)
    if owner == os.getuid():
        return people.get_or_add(tx, f"os:{owner}", name).id
    known = people.find(tx, f"key:{name}") or people.find(tx, f"os:{owner}")
    return None if known is None else known.id


def get_user_name(user: int) -> str:
    """What the system calls an OS user; one that it does not know is called by number."""
    try:
        return pwd.getpwuid(user).pw_name
    except (KeyError, OverflowError):  # nobody here has this number, or nobody anywhere
        return str(user)
