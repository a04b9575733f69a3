"""The numbers at the top of the page."""

from collections.abc import Iterator
from html import escape

from engine.assess.assessment import Assessment
from engine.assess.unit_status import COUNTED, UNVERIFIED

PROVED = ("proved", "proved-if")


def tiles(found: Assessment) -> str:
    """A tile for each number that a reader wants first."""
    return f'<div class="tiles">{"".join(_tiles(found))}</div>'


def _tiles(found: Assessment) -> Iterator[str]:
    yield _tile(f"{len(found.routines):,}", f"routines in {found.files:,} files", "")
    yield from _proof(found)
    severe = found.score.counts["critical"] + found.score.counts["high"]
    yield _tile(f"{severe:,}", f"critical or high findings, of {len(found.findings):,}", "bad" if severe else "good")
    is_bad = found.score.risk in {"critical", "high"}
    yield _tile(
        f"{found.score.score} / 10", f"score, 10 is best; the risk is {found.score.risk}", "bad" if is_bad else ""
    )
    effort = found.effort
    yield _tile(f"{effort.hours:.0f} h", f"to review all; {effort.least:.0f} to {effort.most:.0f} is likely", "")


def _proof(found: Assessment) -> Iterator[str]:
    statuses = found.count_by(lambda each: each.status)
    converted = sum(count for status, count in statuses.items() if status != COUNTED)
    if statuses.get(UNVERIFIED, 0) == converted:
        return
    proved = sum(statuses.get(each, 0) for each in PROVED)
    share = 1000 * proved // converted / 10  # rounded down: only all of them are 100 %
    yield _tile(
        f"{share:g} %", f"of {converted:,} definitions have a spec that is proved", "good" if share >= 95 else ""
    )


def _tile(number: str, label: str, tone: str) -> str:
    return f'<div class="tile {tone}"><b>{escape(number)}</b><span>{escape(label)}</span></div>'
