"""Standings as canonical JSON."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engine.review.follow_conversion import FormerStanding
from engine.review.standing import Approval, ReviewState, Standing, Waiver
from store.core import canonical


@lru_cache(maxsize=8)  # a decision and the review it changes hold the same standing
def to_json(standing: Standing) -> str:
    """Return a standing as canonical JSON."""
    return canonical.encode(_fields(standing))


@lru_cache(maxsize=8)
def from_json(text: str) -> Standing:
    """Return the standing in a JSON text."""
    return _standing(json.loads(text))


def kept_to_json(earlier: tuple[FormerStanding, ...]) -> str | None:
    """Return earlier standings as JSON, oldest first; None if there are none."""
    if not earlier:
        return None
    return canonical.encode([_fields(each) | {"standing": _fields(each.standing)} for each in earlier])


def kept_from_json(text: str | None) -> tuple[FormerStanding, ...]:
    """Return the earlier standings in a JSON text."""
    found = json.loads(text or "[]")
    return tuple(FormerStanding(each["sql"], each["lift"], _standing(each["standing"])) for each in found)


def _fields(value: Standing | FormerStanding | Approval | Waiver) -> dict[str, object]:
    """A value by its fields; `asdict` would copy each of them."""
    fields = {name: getattr(value, name) for name in value.__slots__}
    if isinstance(value, Standing):
        fields["approvals"] = [_fields(approval) for approval in value.approvals]
        fields["waiver"] = None if value.waiver is None else _fields(value.waiver)
    return fields


def _standing(data: Mapping[str, Any]) -> Standing:
    waiver = data["waiver"]
    return Standing(
        state=ReviewState(data["state"]),
        spec=data["spec"],
        verdict=data["verdict"],
        author=data["author"],
        coauthors=tuple(data["coauthors"]),
        approvals=tuple(Approval(**approval) for approval in data["approvals"]),
        waiver=None if waiver is None else _waiver(waiver),
        reason=data["reason"],
        asked=tuple(data["asked"]),
        approved=data["approved"],
    )


def _waiver(data: Mapping[str, Any]) -> Waiver:
    left = data.get("obligations")
    return Waiver(data["actor"], data["reason"], None if left is None else tuple(left))
