"""The summary of an assessment in a few sentences, and the charts as labelled numbers."""

from collections.abc import Iterator, Mapping

from engine.assess.assessment import COMPLEXITIES, SIZES, Assessment
from engine.assess.current_units import current_units


def summary_lines(found: Assessment) -> Iterator[str]:
    """What a reader wants to know first."""
    statuses = found.count_by(lambda each: each.status)
    converted = sum(count for status, count in statuses.items() if status != "counted")
    proved = statuses.get("proved", 0)
    yield f"{found.files} files hold {len(found.units)} statements, {len(found.routines)} of them routines."
    if statuses.get("unverified", 0) < converted:
        exceptions = _exceptions(found, statuses)
        yield f"{proved} of {converted} definitions are proved to mean the same as their spec{exceptions}."
    severe = found.score.counts["critical"] + found.score.counts["high"]
    score = f"score {found.score.score} of 10, risk {found.score.risk}"
    yield f"{len(found.findings)} findings, {severe} of them critical or high: {score}."
    effort = found.effort
    yield f"A review may take {effort.hours:g} hours ({effort.least:g} to {effort.most:g}){_superseded(found)}."
    if found.start_here:
        first = found.start_here[0]
        yield f"Start with {first.unit.title} in {first.unit.path}: {'; '.join(first.reasons)}."


def _superseded(found: Assessment) -> str:
    older = len(found.units) - len(current_units(found.units))
    if older:
        return f", without {older} definitions that later ones replace"
    return ""


def _exceptions(found: Assessment, statuses: Mapping[str, int]) -> str:
    refused, raw = statuses.get("refused", 0), sum(each.raw for each in found.units)
    parts = [f"{refused} refused"] * bool(refused) + [f"{raw} statements quoted raw"] * bool(raw)
    if parts:
        return f" ({', '.join(parts)})"
    return ""


def charts(found: Assessment) -> Iterator[tuple[str, dict[str, int]]]:
    """The title and the bars of each chart."""
    yield "By kind", _largest(found.count_by(lambda each: each.kind))
    yield "By schema", _largest(found.count_by(lambda each: each.schema or "(none)"))
    yield "Proof", found.count_by(lambda each: each.status)
    yield "Findings by severity", dict(found.score.counts)
    yield "Routines by lines of code", found.distribution(lambda each: each.metrics.lines, SIZES)
    yield "Routines by complexity", found.distribution(lambda each: each.metrics.cyclomatic, COMPLEXITIES)


def _largest(counts: Mapping[str, int], most: int = 10) -> dict[str, int]:
    """The largest counts, the rest as one."""
    items = list(counts.items())
    rest = sum(count for _, count in items[most:])
    return dict(items[:most]) | ({"others": rest} if rest else {})
