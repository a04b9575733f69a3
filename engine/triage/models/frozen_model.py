"""A snapshot of the champion with the queue sample it ranks by: what scores a lane until the next certificate."""

import copy
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.triage.certificates.ranks import ScorePool, score_pool
from engine.triage.models.online_models import OnlineClassifier, acceptance


@dataclass(frozen=True, slots=True)
class FrozenModel:
    """A model that learns no more, and the scores it gives to the sample of the queue."""

    model: OnlineClassifier
    pool: ScorePool

    def score(self, values: Mapping[str, float]) -> float:
        """Return the raw score of a unit."""
        return acceptance(self.model, values)

    def rank(self, values: Mapping[str, float]) -> float:
        """Return the share of the queue sample that scores higher."""
        return self.pool.rank(self.score(values))

    @property
    def digest(self) -> str:
        """A hash of what the model says about the sample: pickles of equal models may differ, their answers do not."""
        joined = ",".join(score.hex() for score in self.pool.scores)
        return hashlib.blake2b(joined.encode(), digest_size=12).hexdigest()


def freeze(model: OnlineClassifier, sample: Iterable[Mapping[str, float]]) -> FrozenModel:
    """Return a snapshot of a model over a sample of the queue."""
    frozen = copy.deepcopy(model)
    return FrozenModel(frozen, score_pool(acceptance(frozen, values) for values in sample))
