"""Features of a conversion: one pure function to a sorted mapping, versioned, with the reasons that people read.

The keys are emitted in sorted order: online models give other results for another order.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

VERSION = 2  # 2: severe findings


@dataclass(frozen=True, slots=True)
class ConversionFacts:
    """What is known about a conversion before anybody looks at it."""

    kind: str
    language: str
    verdict: str
    statements: int
    raw_statements: int
    tokens: int
    opaque_tokens: int
    sql_lines: int
    spec_lines: int
    branches: int  # cyclomatic complexity less one
    nesting: int
    parameters: int
    obligations: int = 0
    risk_words: int = 0
    dynamic_statements: int = 0
    handlers: int = 0
    raw_names: int = 0  # names of one or two letters
    names: int = 0
    name_affinity: float = 1.0  # how well the names go with the SQL
    entity_affinity: float = 1.0
    description_affinity: float = 1.0
    similar: int = 0  # units of the project with the same shape
    patterns: Mapping[str, float] = field(default_factory=dict)  # strength by pattern
    retrieval_score: float | None = None  # of the nearest approved unit
    analysts: int = 0
    agreeing: int = 0
    is_from_cache: bool = False
    findings: Mapping[str, int] = field(default_factory=dict)  # open findings by severity


@dataclass(frozen=True, slots=True)
class Feature:
    """One number about a conversion; `reason` is what a reviewer reads where it decides."""

    name: str
    reason: str
    value: Callable[[ConversionFacts], float]


FEATURES = (
    Feature("agreement", "analysts agree", lambda facts: _share(facts.agreeing, facts.analysts)),
    Feature("branches", "many branches", lambda facts: math.log1p(facts.branches)),
    Feature(
        "coverage", "tokens that a step accounts for", lambda facts: 1.0 - _share(facts.opaque_tokens, facts.tokens)
    ),
    Feature("description_fits", "the description speaks of the SQL", lambda facts: facts.description_affinity),
    Feature("dynamic", "builds SQL at run time", lambda facts: math.log1p(facts.dynamic_statements)),
    Feature("entity_fits", "the entity occurs in the SQL", lambda facts: facts.entity_affinity),
    Feature("findings", "open findings", lambda facts: math.log1p(sum(facts.findings.values()))),
    Feature("from_cache", "answered from the cache", lambda facts: float(facts.is_from_cache)),
    Feature("handlers", "handles exceptions", lambda facts: math.log1p(facts.handlers)),
    Feature("names_fit", "the names go with the SQL", lambda facts: facts.name_affinity),
    Feature("nesting", "deep nesting", lambda facts: math.log1p(facts.nesting)),
    Feature("novelty", "unlike other units", lambda facts: 1.0 / (1.0 + facts.similar)),
    Feature("obligations", "proved under conditions", lambda facts: math.log1p(facts.obligations)),
    Feature("parameters", "many parameters", lambda facts: math.log1p(facts.parameters)),
    Feature("raw_share", "statements kept as SQL", lambda facts: _share(facts.raw_statements, facts.statements)),
    Feature("retrieval", "similar to an approved unit", lambda facts: facts.retrieval_score or 0.0),
    Feature("risk_words", "contains risk words", lambda facts: math.log1p(facts.risk_words)),
    Feature("severe_findings", "severe findings", lambda facts: math.log1p(_severe(facts.findings))),
    Feature("short_names", "names of one or two letters", lambda facts: _share(facts.raw_names, facts.names)),
    Feature("spec_ratio", "spec is long for its SQL", lambda facts: _share(facts.spec_lines, facts.sql_lines)),
    Feature("statements", "many statements", lambda facts: math.log1p(facts.statements)),
    Feature("tokens", "long", lambda facts: math.log1p(facts.tokens)),
)


def features(facts: ConversionFacts) -> dict[str, float]:
    """Return the features of a conversion, sorted by name."""
    numbers = {feature.name: feature.value(facts) for feature in FEATURES}
    tags = {f"kind.{facts.kind}": 1.0, f"language.{facts.language}": 1.0, f"verdict.{facts.verdict}": 1.0}
    strengths = {f"pattern.{name}": strength for name, strength in facts.patterns.items()}
    return dict(sorted({**numbers, **tags, **strengths}.items()))


def finding_features(findings: Mapping[str, int]) -> dict[str, float]:
    """Return the features about open findings alone, given their numbers by severity."""
    total, severe = sum(findings.values()), _severe(findings)
    return {"findings": math.log1p(total), "severe_findings": math.log1p(severe)}


TRIAL_REASONS = {
    "trial.refuted": "a case refutes it",
    "trial.unverified": "it could not be tried",
    "trial_coverage": "cases reach few of its statements",
    "trial_kills": "cases notice few mistakes in it",
}


def trial_features(verdict: str, statements: float, kills: float) -> dict[str, float]:
    """Return the features of a text that was tried: its verdict, the coverage, the share of killed mutants.

    A text that was not tried has none of them.
    """
    return {f"trial.{verdict}": 1.0, "trial_coverage": statements, "trial_kills": kills}


def feature_hash(values: Mapping[str, float]) -> str:
    """Return a digest of feature values, exact to the last bit."""
    digest = hashlib.blake2b(f"v{VERSION}".encode(), digest_size=12)
    for name in sorted(values):
        digest.update(f"\0{name}={float(values[name]).hex()}".encode())
    return digest.hexdigest()


def _severe(findings: Mapping[str, int]) -> int:
    return findings.get("critical", 0) + findings.get("high", 0)


def _share(part: float, whole: float) -> float:
    if whole:
        return part / whole
    return 0.0
