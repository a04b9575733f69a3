"""What a project asks for before a spec counts as approved: data, read strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from engine.review.refusal import Refusal

RISK_WORDS = ("tax", "refund", "payment", "credit", "payout", "approval", "reconciliation")


@dataclass(frozen=True, slots=True)
class Approvals:
    """How many yeses, and whether the author's own counts."""

    n: int = 1
    distinct: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of one project."""

    normal: Approvals = Approvals()
    high: Approvals = Approvals()
    risk_words: tuple[str, ...] = RISK_WORDS
    quota: int | None = None  # decisions a person may make a day
    waivable: tuple[str, ...] = field(default=("proved-if", "tested", "unverified"))

    def risk_of(self, *texts: str) -> tuple[str, ...]:
        """The risk words found in a unit's name or text; none means normal risk."""
        words = {word for text in texts for word in re.findall(r"[a-z]+", text.lower())}
        return tuple(risk for risk in self.risk_words if any(word in {risk, f"{risk}s", f"{risk}es"} for word in words))

    def approvals(self, risk: tuple[str, ...]) -> Approvals:
        return self.high if risk else self.normal


def read_policy(data: Mapping[str, Any]) -> Policy:
    """A policy from its parsed TOML; an unknown key or a wrong type is refused, never passed over."""
    _known(data, {"approvals", "risk_words", "quota", "waivable"}, "policy")
    by_risk = {"normal": Approvals(), "high": Approvals()}
    for rule in data.get("approvals", []):
        risk, approvals = _rule(rule)
        by_risk[risk] = approvals
    rest = {key: tuple(data[key]) for key in ("risk_words", "waivable") if key in data}
    return Policy(**by_risk, **rest, quota=data.get("quota"))


def _rule(rule: Mapping[str, Any]) -> tuple[str, Approvals]:
    _known(rule, {"risk", "n", "distinct"}, "approvals")
    risk, n, distinct = rule.get("risk"), rule.get("n", 1), rule.get("distinct", True)
    if risk not in {"normal", "high"} or type(n) is not int or n < 1 or type(distinct) is not bool:
        sentence = f"This approval rule cannot be used: {dict(rule)}."
        raise Refusal("policy", sentence, "risk is normal or high, n is 1 or more, distinct is true or false.")
    return risk, Approvals(n, distinct)


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in data:
        if key not in keys:
            nearest = get_close_matches(key, keys, 1)
            hint = f"Did you mean {nearest[0]}?" if nearest else f"Known keys: {', '.join(sorted(keys))}."
            raise Refusal("policy", f"{where} has no key {key}.", hint)
