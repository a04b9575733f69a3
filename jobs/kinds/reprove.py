"""Texts that are kept for a unit, proved again: what people wrote holds by the rules of now, or that is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TOO_LARGE = "It takes too much memory to check this text."
Texts = Mapping[tuple[str, str, str], Sequence[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class CurrentLift:
    """A unit as the rules of now lift it; its links are as they are kept."""

    kind: str
    name: str
    sql: str
    spec: str
    links: Sequence[Any]


def texts_by_unit(kept: Sequence[Mapping[str, Any]]) -> Texts:
    """What is kept under kind, name and SQL."""
    return {(each["kind"], each["name"], each["sql"]): each["specs"] for each in kept}


def reprove_texts(lifted: CurrentLift, kept: Texts) -> list[dict[str, object]]:
    """What is known of each text that is kept for this SQL; the lift's own is known."""
    texts = kept.get((lifted.kind, lifted.name, lifted.sql), ())
    return [dict(_proof(lifted, each)) for each in texts if each["text"] != lifted.spec]


def _proof(lifted: CurrentLift, kept: Mapping[str, str]) -> Mapping[str, object]:
    from engine.check_edit import CheckedEdit, EditedUnit, check_edit  # heavy, and only workers run
    from engine.review.carry_links import carry_link_rows
    from engine.spec.syntax.yaml_parser import line_and_column

    known: dict[str, object] = {"spec": kept["hash"], "verdict": "unverified", "lowered": None, "evidence": None}
    try:
        found = check_edit(EditedUnit(lifted.kind, lifted.name, lifted.sql, lifted.spec or None), kept["text"])
    except MemoryError:
        return known | {"links": [], "fault": TOO_LARGE}
    links = carry_link_rows(lifted.links, lifted.spec, kept["text"])
    if not isinstance(found, CheckedEdit):
        first = found[0]
        line, column = line_and_column(kept["text"], first.place or 0)
        return known | {"links": links, "fault": f"line {line}, column {column}: {first.sentence}"}
    verdict = found.verdict
    told = {"verdict": verdict.kind.value, "lowered": found.lowered, "evidence": verdict.evidence.to_json()}
    return known | told | {"links": links, "fault": None}
