"""Which accepted units of the auto lane a person looks at all the same, with the probability on record."""

import hashlib

AUDIT_SHARE = 0.10


def is_audited(seed: str, unit: int, share: float = AUDIT_SHARE) -> bool:
    """Return whether this unit is drawn: the same answer on every replay, and nobody can steer it without the seed."""
    digest = hashlib.blake2b(f"audit:{seed}:{unit}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) < share * 2**64
