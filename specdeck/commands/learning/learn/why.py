"""`specdeck learn why`: the reasons for one unit's confidence, and the decisions behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import format_percent, print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.review.decision_command import Project, Unit
from specdeck.review.unit_lookup import UnitLookup, resolve_project

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.learning import UnitConfidence
    from engine.triage.learning_state import LearningState
    from engine.triage.models.influence import Influence

app = single_command()
MOST_FEATURES = 6


@dataclass(frozen=True, slots=True)
class FeatureEffect:
    """How far a feature moves the log-odds that a reviewer accepts the unit."""

    feature: str
    value: float
    log_odds: float


@dataclass(frozen=True, slots=True)
class DecisionEffect:
    """How far an earlier decision moves them."""

    event: int
    unit: int
    name: str
    accepted: bool
    log_odds: float


@dataclass(frozen=True, slots=True)
class WhyUnit:
    """The reasons for the confidence of a unit."""

    unit: int
    lane: str
    confidence: float | None
    reasons: tuple[str, ...]
    certificate: str
    act: str | None
    features: tuple[FeatureEffect, ...]
    decisions: tuple[DecisionEffect, ...]


@app.command(epilog="Example: specdeck learn why billing.tax_of")
@prints("specdeck.commands.learning.learn.why:WhyUnit")
def why(target: Target, unit: Unit, project: Project = "", as_json: Json = False) -> None:
    """Show why a unit has its confidence and lane: features, and the most influential past decisions."""
    with target.connect() as client:
        found = _explained(client, client.learning.explain(UnitLookup(client, project).number(unit)), project)
    if as_json:
        print_json(found)
    else:
        _print(found)


def _explained(client: "Client", known: "UnitConfidence", project: str) -> WhyUnit:
    from engine.triage.models.influence import strongest_influences  # loads River
    from specdeck.learning.replay import replay

    state, values = replay(client, resolve_project(client, project)), known.values or {}
    return WhyUnit(
        unit=known.unit,
        lane=known.lane,
        confidence=known.confidence,
        reasons=known.reasons,
        certificate=known.certificate,
        act=known.act,
        features=_features(state, values),
        decisions=tuple(_decision(client, each) for each in strongest_influences(state, values)),
    )


def _features(state: "LearningState", values: "Mapping[str, float]") -> tuple[FeatureEffect, ...]:
    from engine.triage.models.online_models import strongest_reasons

    if not state.decisions:
        return ()
    strongest = strongest_reasons(state.champion, values, MOST_FEATURES)
    return tuple(FeatureEffect(name, values.get(name, 0.0), moved) for name, moved in strongest if moved)


def _decision(client: "Client", found: "Influence") -> DecisionEffect:
    from daemon.client.errors import ProblemError

    try:
        name = client.conversions.get(found.unit).conversion.name
    except ProblemError:  # its SQL is gone since
        name = ""
    return DecisionEffect(found.seq, found.unit, name, found.accepted, found.log_odds)


def _print(found: WhyUnit) -> None:
    confidence = "unknown" if found.confidence is None else format_percent(found.confidence)
    print(f"lane: {found.lane}\nconfidence: {confidence}")
    for reason in found.reasons:
        print(f"  {reason}")
    if found.act:
        print(f"take it back: specdeck review undo {found.act}")
    _print_effects("feature", [(each.feature, f"{each.value:.2f}", _signed(each.log_odds)) for each in found.features])
    decided = ((each.name or each.unit, "accepted" if each.accepted else "not accepted", _signed(each.log_odds))
               for each in found.decisions)  # fmt: skip
    _print_effects("decision on", list(decided))


def _print_effects(heading: str, rows: Sequence[tuple[object, str, str]]) -> None:
    if rows:
        print()
        print_table((heading, "value" if heading == "feature" else "outcome", "effect"), rows)


def _signed(log_odds: float) -> str:
    return f"{log_odds:+.2f}"
