"""Snapshots of the learning state as bytes, signed: nothing is unpickled that this installation did not write."""

import hmac
import pickle
from importlib.metadata import version

from engine.triage.features import VERSION
from engine.triage.learning_state import LearningState

EVERY = 500  # learning events between two snapshots
_SIGNATURE = 32


class SnapshotRefusedError(Exception):
    """A snapshot that cannot be used: the state must be rebuilt from the journal."""


def seal(state: LearningState, key: bytes, code: str) -> bytes:
    """Return a state as signed bytes; `code` names the rules of the fold that made it."""
    body = _header(code) + pickle.dumps(state, protocol=5)
    return hmac.digest(key, body, "sha256") + body


def unseal(sealed: bytes, key: bytes, code: str) -> LearningState:
    """Return the state of signed bytes; refuses another signature, and other versions of code, features or River."""
    signature, body = sealed[:_SIGNATURE], sealed[_SIGNATURE:]
    if not hmac.compare_digest(hmac.digest(key, body, "sha256"), signature):
        raise SnapshotRefusedError("The signature of the snapshot does not match.")
    header = _header(code)
    if not body.startswith(header):
        raise SnapshotRefusedError("The snapshot was written by another version.")
    return pickle.loads(body[len(header) :])  # noqa: S301  signed by ourselves, checked above


def _header(code: str) -> bytes:
    return f"code={code} features={VERSION} river={version('river')} numpy={version('numpy')}\n".encode()
