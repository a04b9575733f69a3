"""A bar chart as SVG."""

from collections.abc import Mapping
from html import escape

_WIDTH, _ROW, _LABEL, _VALUE = 460, 22, 150, 50
_COLOURS = {"critical": "#b3261e", "high": "#d9622b", "medium": "#c99a1a", "low": "#5b7fa6", "info": "#9aa5b1"}
_COLOURS |= {"proved": "#2e7d4f", "proved-if": "#7aa95c", "unverified": "#c99a1a", "refused": "#b3261e"}


def bar_chart(title: str, bars: Mapping[str, int]) -> str:
    """Horizontal bars with their labels and numbers; the title is read out by screen readers."""
    most = max(bars.values(), default=0) or 1
    room = _WIDTH - _LABEL - _VALUE
    rows = "".join(_bar(at, name, count, room * count / most) for at, (name, count) in enumerate(bars.items()))
    height = _ROW * len(bars) + 4
    name = escape(title)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" aria-label="{name}">'
        f"<title>{name}</title>{rows}</svg>"
    )


def _bar(at: int, name: str, count: int, length: float) -> str:
    top = at * _ROW + 2
    colour = _COLOURS.get(name, "#4a6fa5")
    label = escape(name if len(name) < 23 else name[:21] + "…")
    return (
        f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{label}</text>'
        f'<rect x="{_LABEL}" y="{top + 2}" width="{max(length, 1):.1f}" height="{_ROW - 6}" rx="2" fill="{colour}"/>'
        f'<text x="{_LABEL + max(length, 1) + 6:.1f}" y="{top + 14}">{count}</text>'
    )
