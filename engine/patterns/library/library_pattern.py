"""A pattern of the library as a value."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from engine.patterns.library.pattern_parameter import PatternParameter


class Tier(StrEnum):
    """How much a pattern covers: a step, a behaviour, a whole entity."""

    PRIMITIVE = "primitive"
    DOMAIN = "domain"
    ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class PatternScores:
    """What the library's editors think of a pattern, 0 to 100 each."""

    quality: int = 70
    security: int = 70
    performance: int = 70


@dataclass(frozen=True, slots=True)
class LibraryPattern:
    """A pattern: what it means, what can be set, and its SpecQL.

    `spec` is a Jinja2 template of a spec file; `templates` are those of other languages, by language. `requires` and
    `conflicts` name other patterns. `purposes` say in plain words what people use it for; search compares each with a
    question.
    """

    id: str
    title: str
    tier: Tier
    category: str
    description: str
    spec: str
    namespace: str = ""
    tags: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    parameters: tuple[PatternParameter, ...] = ()
    requires: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    scores: PatternScores = field(default_factory=PatternScores)
    provenance: str = "seed"
    templates: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The hash of everything that the pattern says; a version is known by it."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        """Return the pattern as plain values; the codec for files, storage and the wire."""
        data = asdict(self) | {"tier": self.tier.value, "templates": dict(self.templates)}
        if not self.purposes:  # so that patterns from before there were purposes keep their digest
            del data["purposes"]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "LibraryPattern":
        """Return the pattern from plain values."""
        lists = {name: tuple(data.get(name, ())) for name in ("tags", "purposes", "requires", "conflicts")}
        parameters = tuple(PatternParameter(**each) for each in data["parameters"])
        scores = PatternScores(**data["scores"])
        values: dict[str, Any] = {**data, **lists, "tier": Tier(data["tier"])}
        return cls(**values | {"parameters": parameters, "scores": scores})
