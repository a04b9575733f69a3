"""The online models in River: a champion that decides and a challenger that learns beside it.

River is imported when the first model is made: it takes a second.
"""

from collections.abc import Mapping
from typing import Any, Protocol

Features = Mapping[str, float]


class OnlineClassifier(Protocol):
    """What is used of a River classifier."""

    def predict_proba_one(self, x: dict[str, float]) -> dict[bool, float]:
        """Return the probability of each label."""
        ...

    def learn_one(self, x: dict[str, float], y: bool) -> Any:  # noqa: ANN401, FBT001  River's own signature
        """Learn one label."""
        ...


def logistic_regression() -> OnlineClassifier:
    """Return the champion: a scaled logistic regression."""
    from river import linear_model, optim, preprocessing

    return preprocessing.StandardScaler() | linear_model.LogisticRegression(optimizer=optim.Adam(0.01), l2=1e-3)


def adaptive_tree() -> OnlineClassifier:
    """Return the challenger: a Hoeffding adaptive tree."""
    from river import tree

    return tree.HoeffdingAdaptiveTreeClassifier(seed=11, grace_period=100)


def acceptance(model: OnlineClassifier, values: Features) -> float:
    """Return the probability that a model gives to `True`; one half before it saw anything."""
    return float(model.predict_proba_one(dict(values)).get(True, 0.5))


def strongest_reasons(model: Any, values: Features, most: int = 3) -> list[tuple[str, float]]:  # noqa: ANN401
    """Return the features that moved a scaled logistic regression most, each with its share of the log-odds."""
    scaler, regression = model["StandardScaler"], model["LogisticRegression"]
    scaled = scaler.transform_one(dict(values))
    moved = [(name, regression.weights[name] * scaled[name]) for name in sorted(scaled)]
    return sorted(moved, key=lambda each: (-abs(each[1]), each[0]))[:most]
