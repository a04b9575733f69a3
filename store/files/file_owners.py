"""Find the person who owns a file on disk, as far as its OS user is known here."""

import os
import pwd

from store.access import people
from store.core.transaction import WriteTransaction


def find_owner(tx: WriteTransaction, owner: int) -> str | None:
    """Return the id of the person who owns a file; None if the OS user is not known.

    Only the user who runs the daemon acts as an OS user. Everybody else acts with a pinned key, so the key with the
    user's name comes first: their approval of their own edit must not count.
    """
    name = get_user_name(owner)
    if owner == os.getuid():
        return people.get_or_add(tx, f"os:{owner}", name).id
    known = people.find(tx, f"key:{name}") or people.find(tx, f"os:{owner}")
    if known is None:
        return None
    return known.id


def get_user_name(user: int) -> str:
    """Return the name of an OS user, or the number of one that the system does not know."""
    try:
        return pwd.getpwuid(user).pw_name
    except (KeyError, OverflowError):  # the system has no such user, or no number can be this large
        return str(user)
