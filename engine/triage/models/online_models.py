"""The online models in River: a champion that decides and a challenger that learns beside it.

River is imported when the first model is made: it takes a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from engine.triage.models.ridge_regression import RidgeFit

Features = Mapping[str, float]


class OnlineClassifier(Protocol):
    """What is used of a River classifier."""

    def predict_proba_one(self, x: dict[str, float]) -> dict[bool, float]:
        """Return the probability of each label."""
        ...

    def learn_one(self, x: dict[str, float], y: bool) -> Any:  # noqa: ANN401, FBT001  River's own signature
        """Learn one label."""
        ...


@dataclass(slots=True)
class ScaledRegression:
    """The champion: River's scaled logistic regression over all features seen so far.

    A feature that a unit lacks counts as zero. River's scaler would skip it, and a tag that is only ever 1 would be
    scaled to nothing.
    """

    model: Any
    names: tuple[str, ...] = ()
    labels: int = 0

    def predict_proba_one(self, x: dict[str, float]) -> dict[bool, float]:
        return self.model.predict_proba_one(self.filled(x))

    def learn_one(self, x: dict[str, float], y: bool) -> None:  # noqa: FBT001  as River calls it
        if fresh := x.keys() - set(self.names):
            self.names = tuple(sorted(fresh.union(self.names)))
            self.model["StandardScaler"].counts.update(dict.fromkeys(sorted(fresh), self.labels))
        self.model.learn_one(self.filled(x), y)
        self.labels += 1

    def filled(self, values: Features) -> dict[str, float]:
        """Return the values of all known features, in sorted order."""
        return {name: values.get(name, 0.0) for name in self.names}


def logistic_regression() -> ScaledRegression:
    """Return the champion before it saw anything."""
    return ScaledRegression(_pipeline())


def warm_started(fitted: RidgeFit, names: Sequence[str], labels: int) -> ScaledRegression:
    """Return the champion as a fit to all labels leaves it, ready to go on online."""
    pipeline = _pipeline()
    scaler, regression = pipeline["StandardScaler"], pipeline["LogisticRegression"]
    intercept, *weights = fitted.weights.tolist()
    scaler.counts.update(dict.fromkeys(names, labels))
    scaler.means.update(zip(names, fitted.means.tolist(), strict=True))
    scaler.vars.update(zip(names, (fitted.scales**2).tolist(), strict=True))
    regression.intercept = intercept
    regression._weights.update(dict(zip(names, weights, strict=True)))  # noqa: SLF001  River offers no other way
    return ScaledRegression(pipeline, tuple(names), labels)


def _pipeline() -> Any:  # noqa: ANN401  River is not typed
    from river import linear_model, optim, preprocessing

    return preprocessing.StandardScaler() | linear_model.LogisticRegression(optimizer=optim.Adam(0.01), l2=1e-3)


def adaptive_tree() -> OnlineClassifier:
    """Return the challenger: a Hoeffding adaptive tree."""
    from river import tree

    return tree.HoeffdingAdaptiveTreeClassifier(seed=11, grace_period=100)


def acceptance(model: OnlineClassifier, values: Features) -> float:
    """Return the probability that a model gives to `True`; one half before it saw anything."""
    return float(model.predict_proba_one(dict(sorted(values.items()))).get(True, 0.5))


def strongest_reasons(champion: ScaledRegression, values: Features, most: int = 3) -> list[tuple[str, float]]:
    """Return the features that moved the champion most, each with its share of the log-odds."""
    scaler, regression = champion.model["StandardScaler"], champion.model["LogisticRegression"]
    scaled, weights = scaler.transform_one(champion.filled(values)), regression.weights
    moved = [(name, weights.get(name, 0.0) * scaled[name]) for name in sorted(scaled)]
    return sorted(moved, key=lambda each: (-abs(each[1]), each[0]))[:most]
