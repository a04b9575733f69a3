"""What the terminal UI costs, in a real pty of 80x24 in true colour: `python bench/tui.py [--short]`.

move_bytes            a cursor move in the diff of a long unit: the median, jumps of the view at the edges included;
                      `move_bytes_mean` and `move_bytes_most` say what the median hides
page_bytes            a page in the diff: the most that one took
idle_bytes_per_s      written while nobody does anything, over the inbox and over the diff
key_p95_ms_diff       from a key to the last byte that it caused, in a unit of 20,000 lines
key_p95_ms_inbox      the same in an inbox of 10,000 rows
first_screen_ms       from the start of `specdeck` to the rows of the inbox, the daemon running: the median
rss_mb                the larger of the two programs at its end

`--diff` measures the diff alone, without a daemon. The last line is one JSON object.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from runpy import run_path
from typing import Any

from deck.sql import long_routine, write_units

from daemon.client import Client, connect, lifecycle
from engine.conversion import convert_file
from engine.source.splitting import split

ROOT = Path(__file__).parents[1]
Terminal = run_path(str(ROOT / "tests" / "plugins" / "pty.py"))["Terminal"]
QUIET_SECONDS = 0.08  # no frame of an app in use takes longer to follow another
TARGETS = {
    "move_bytes": 2048,
    "page_bytes": 10240,
    "idle_bytes_per_s": 0,
    "key_p95_ms_diff": 33,
    "key_p95_ms_inbox": 33,
    "first_screen_ms": 900,
    "rss_mb": 150,
}
SPECDECK = str(Path(sys.executable).with_name("specdeck"))


def main() -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="2,000 lines, 1,000 units, fewer keys")
    parser.add_argument("--diff", action="store_true", help="the diff alone")
    asked = parser.parse_args()
    lines, units, keys = (2_000, 1_000, 40) if asked.short else (20_000, 10_000, 200)
    with own_folders() as folder:
        figures = diff_figures(folder, lines, keys)
        if not asked.diff:
            merge(figures, inbox_figures(folder, units, keys))
    for name, most in TARGETS.items():
        if name in figures:
            print(f"{name:18} {figures[name]:>9}   at most {most:<6} {'met' if figures[name] <= most else 'MISSED'}")
    print(json.dumps(figures))
    return 0


def diff_figures(folder: Path, lines: int, keys: int) -> dict[str, float]:
    """The diff of one long unit, alone in an app."""
    unit = folder / "unit.json"
    unit.write_text(json.dumps(converted(long_routine(lines))))
    terminal = Terminal([sys.executable, str(ROOT / "bench" / "deck" / "diff_app.py"), str(unit)])
    try:
        terminal.until("CREATE FUNCTION", 60)
        terminal.settle(0.5)
        idle = idle_bytes_per_s(terminal)
        moves = [pressed(terminal, "j") for _ in range(keys)]
        pages = [pressed(terminal, "pagedown") for _ in range(keys // 4)]
        others = [pressed(terminal, key) for key in ("]", "pageup", "k", "[", "ctrl+d", "G", "home") * (keys // 14)]
        rss = rss_mb(terminal.pid)
    finally:
        terminal.close()
    bytes_moved = [count for count, _ in moves if count]
    return {
        "move_bytes": round(statistics.median(bytes_moved)),
        "move_bytes_mean": round(statistics.mean(bytes_moved)),
        "move_bytes_most": max(bytes_moved),
        "page_bytes": max(count for count, _ in pages),
        "idle_bytes_per_s": idle,
        "key_p95_ms_diff": p95([took for count, took in (*moves, *pages, *others) if count]),
        "rss_mb": rss,
    }


def inbox_figures(folder: Path, units: int, keys: int) -> dict[str, float]:
    """The inbox of a project with many units, over a real daemon."""
    write_units(folder / "erp", units)
    lifecycle.start()
    with connect() as client:
        client.projects.add("erp", [str(folder / "erp")])
        wait_for(client, "erp", units)
    starts = [first_screen_ms() for _ in range(3)]
    terminal = Terminal([SPECDECK])
    try:
        terminal.until("price_", 60)
        terminal.settle(0.5)
        idle = idle_bytes_per_s(terminal)
        pressing = ("j", "j", "j", "pagedown", "j", "k", "ctrl+d", "ctrl+u", "G", "k", "home")
        pressed_keys = [pressed(terminal, key) for key in pressing * (keys // 10)]
        rss = rss_mb(terminal.pid)
    finally:
        terminal.close()
    return {
        "idle_bytes_per_s": idle,
        "key_p95_ms_inbox": p95([took for count, took in pressed_keys if count]),
        "first_screen_ms": round(statistics.median(starts)),
        "rss_mb": rss,
    }


def merge(figures: dict[str, float], others: dict[str, float]) -> None:
    """Figures of both programs: the larger one counts."""
    for name, value in others.items():
        figures[name] = max(figures.get(name, value), value)


def converted(sql: str) -> dict[str, Any]:
    """A unit as the daemon's deck has it."""
    (unit,) = convert_file(split(sql, "long.sql"))
    begin = unit.span.start
    links = [
        [list(link.path), [link.sql.start - begin, link.sql.end - begin], [link.yaml.start, link.yaml.end], link.kind]
        for link in unit.links
    ]
    return {"sql": sql[begin : unit.span.end], "spec": unit.spec, "links": links}


def pressed(terminal: Any, key: str) -> tuple[int, float]:  # noqa: ANN401 - a class read from a path
    """Bytes that a key caused, and the milliseconds until the last of them."""
    before, begun, last = terminal.bytes, time.perf_counter(), 0.0
    terminal.press(key)
    while terminal.read(QUIET_SECONDS if last else 1.0):
        last = time.perf_counter() - begun
    return terminal.bytes - before, last * 1000


def first_screen_ms() -> float:
    begun = time.perf_counter()
    terminal = Terminal([SPECDECK])
    try:
        terminal.until("price_", 60)
        return (time.perf_counter() - begun) * 1000
    finally:
        terminal.close()


def idle_bytes_per_s(terminal: Any, seconds: float = 5.0) -> float:  # noqa: ANN401 - as above
    before, end = terminal.bytes, time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)
    return round((terminal.bytes - before) / seconds, 1)


def wait_for(client: Client, project: str, units: int) -> None:
    """Until all of a project is converted."""
    while (tally := client.conversions.tally(project)).converted < units or tally.waiting:
        time.sleep(0.2)


def rss_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def p95(times: Sequence[float]) -> float:
    return round(statistics.quantiles(times, n=20)[-1], 1)


@contextmanager
def own_folders() -> Iterator[Path]:
    """A daemon's folders of our own, at a short path; nothing outside is touched."""
    folder = Path(tempfile.mkdtemp(prefix="sd-"))
    for variable in ("RUNTIME_DIR", "STATE_HOME", "DATA_HOME", "CONFIG_HOME"):
        os.environ[f"XDG_{variable}"] = str(folder / variable.lower())
    try:
        yield folder
    finally:
        lifecycle.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
