"""Measure the terminal UI in a real pty of 80x24 in true colour: `python bench/tui.py [--short]`.

move_bytes            a cursor move in the diff of a long unit: the median, jumps of the view at the edges included;
                      `move_bytes_mean` and `move_bytes_most` say what the median hides
page_bytes            a page in the diff: the most that one took
idle_bytes_per_s      written while nobody does anything, over the inbox and over the diff
key_p95_ms_diff       from a key to the last byte that it caused, in a unit of 20,000 lines
key_p95_ms_inbox      the same in an inbox of 10,000 rows
key_p95_ms_review     the same in the review of a unit of 3,000 lines, in the deck against a real daemon
advance_p95_ms        from `a` to the text of the next unit, as long as the last: decided, on disk, read, painted
first_screen_ms       from the start of `specdeck` to the rows of the inbox, the daemon running: the median
rss_mb                the largest of the three programs at its end

`--diff` measures the diff alone, without a daemon, `--review` the review alone. The last line is one JSON object.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from deck.pane import ROOT, opened, p95
from deck.project import converted_project
from deck.review import review_figures
from deck.sql import long_routine, write_units
from home.folders import own_folders

from engine.conversion import convert_file
from engine.source.split_file import split

TARGETS = {
    "move_bytes": 2048,
    "page_bytes": 10240,
    "idle_bytes_per_s": 0,
    "key_p95_ms_diff": 33,
    "key_p95_ms_inbox": 33,
    "key_p95_ms_review": 33,
    "advance_p95_ms": 100,
    "first_screen_ms": 900,
    "rss_mb": 150,
}
SPECDECK = str(Path(sys.executable).with_name("specdeck"))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="2,000 lines, 1,000 units, fewer keys")
    parser.add_argument("--diff", action="store_true", help="the diff alone")
    parser.add_argument("--review", action="store_true", help="the review alone")
    asked = parser.parse_args()
    lines, units, keys = (2_000, 1_000, 40) if asked.short else (20_000, 10_000, 200)
    figures: dict[str, float] = {}
    with own_folders() as folder:
        if not asked.review:
            merge(figures, diff_figures(folder, lines, keys))
        if not asked.diff:
            merge(figures, review_figures(SPECDECK, folder, *((600, 8) if asked.short else (3_000, 24)), keys))
        if not (asked.diff or asked.review):
            merge(figures, inbox_figures(folder, units, keys))
    for name, most in TARGETS.items():
        if name in figures:
            print(f"{name:18} {figures[name]:>9}   at most {most:<6} {'met' if figures[name] <= most else 'MISSED'}")
    print(json.dumps(figures))
    return 0


def diff_figures(folder: Path, lines: int, keys: int) -> dict[str, float]:
    """Measure the diff of one long unit in a separate app."""
    unit = folder / "unit.json"
    unit.write_text(json.dumps(converted(long_routine(lines))))
    with opened(sys.executable, str(ROOT / "bench" / "deck" / "diff_app.py"), str(unit)) as pane:
        pane.until("CREATE FUNCTION")
        idle = pane.idle_bytes_per_s()
        moves = [pane.press("j") for _ in range(keys)]
        pages = [pane.press("pagedown") for _ in range(keys // 4)]
        others = [pane.press(key) for key in ("]", "pageup", "k", "[", "ctrl+d", "G", "home") * (keys // 14)]
        rss = pane.rss_mb()
    bytes_moved = [count for count, _ in moves if count]
    return {
        "move_bytes": round(statistics.median(bytes_moved)),
        "move_bytes_mean": round(statistics.mean(bytes_moved)),
        "move_bytes_p95": p95(bytes_moved),
        "move_bytes_most": max(bytes_moved),
        "page_bytes": max(count for count, _ in pages),
        "idle_bytes_per_s": idle,
        "key_p95_ms_diff": p95([took for count, took in (*moves, *pages, *others) if count]),
        "rss_mb": rss,
    }


def inbox_figures(folder: Path, units: int, keys: int) -> dict[str, float]:
    """Measure the inbox of a project with many units, with a real daemon."""
    write_units(folder / "erp", units)
    with converted_project("erp", folder / "erp", units):
        starts = [first_screen_ms() for _ in range(3)]
        with opened(SPECDECK) as pane:
            pane.until("price_")
            idle = pane.idle_bytes_per_s()
            pressing = ("j", "j", "j", "pagedown", "j", "k", "ctrl+d", "ctrl+u", "G", "k", "home")
            pressed = [pane.press(key) for key in pressing * (keys // 10)]
            rss = pane.rss_mb()
    return {
        "idle_bytes_per_s": idle,
        "key_p95_ms_inbox": p95([took for count, took in pressed if count]),
        "first_screen_ms": round(statistics.median(starts)),
        "rss_mb": rss,
    }


def merge(figures: dict[str, float], others: dict[str, float]) -> None:
    """Merge the figures of both programs; the larger one counts."""
    for name, value in others.items():
        figures[name] = max(figures.get(name, value), value)


def converted(sql: str) -> dict[str, Any]:
    """Return a unit in the form of the daemon."""
    (unit,) = convert_file(split(sql, "long.sql"))
    begin = unit.span.start
    links = [
        [list(link.path), [link.sql.start - begin, link.sql.end - begin], [link.yaml.start, link.yaml.end], link.kind]
        for link in unit.links
    ]
    return {"sql": sql[begin : unit.span.end], "spec": unit.spec, "links": links}


def first_screen_ms() -> float:
    """Return the time from the start of the command to its first rows."""
    begun = time.perf_counter()
    with opened(SPECDECK) as pane:
        pane.look_for("price_")
        return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.exit(main())
