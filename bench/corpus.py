"""Measure how much of a folder of SQL is parsed and proved, and how fast.

    python bench/corpus.py PATH... [--exclude REGEX] [--jobs N] [--list reasons|crashes|unproved]

Denominators are the distinct plpgsql and sql routines whose CREATE statement parses and that are no template; the
others are counted in `left_out` by reason. Statements are counted by engine/source/independent_counts.py, which
shares no code with the lift. `floor_ratio` is the CPU time of the whole pipeline over that of scanning each body and
parsing each header and each embedded fragment once. Paths that name another database are left out (see
corpora/files.py).
"""

import argparse
import gc
import json
import resource
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

from corpora.figures import Tally
from corpora.files import LEFT_OUT, files_of
from corpora.measure import Measure

_WORKER: list[Measure] = []


def main() -> None:
    """Measure every file, print the requested lists, and the figures as the last line."""
    gc.set_threshold(200_000, 20, 20)  # as `specdeck lift` and the workers do
    options = _options()
    paths = list(files_of(options.paths, options.exclude))
    begun = perf_counter()
    tally = Tally()
    for each in _tallies(paths, options.jobs):
        tally.add(each)
    wall = perf_counter() - begun
    for line in _listed(tally, options.list):
        print(line)
    print(json.dumps({**tally.figures(), **_speed(tally, wall, options.jobs)}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--exclude", default=LEFT_OUT, help="leave out files whose path below PATH matches")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--list", choices=["reasons", "crashes", "unproved"], help="print these before the figures")
    return parser.parse_args()


def _tallies(paths: list[Path], jobs: int) -> Iterator[Tally]:
    if jobs <= 1:
        measure = Measure()
        yield from (measure.file(path) for path in paths)
        return
    with get_context("spawn").Pool(jobs, initializer=_start) as pool:
        yield from pool.imap_unordered(_measured, paths, chunksize=4)


def _start() -> None:
    gc.set_threshold(200_000, 20, 20)
    _WORKER.append(Measure())


def _measured(path: Path) -> Tally:
    return _WORKER[0].file(path)


def _speed(tally: Tally, wall: float, jobs: int) -> dict[str, float]:
    """Return routines a second of CPU on one core; with several processes, of wall time."""
    routines = tally.routines.values()
    seconds = sum(each.seconds for each in routines)
    floor = sum(each.floor for each in routines)
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "routines_per_s": round(len(routines) / seconds, 1) if seconds else 0.0,
        "floor_ratio": round(seconds / floor, 2) if floor else 0.0,
        "peak_mb": round(max(own.ru_maxrss, children.ru_maxrss) / 1024, 1),
        "wall_s": round(wall, 1),
        "jobs": jobs,
    }


def _listed(tally: Tally, what: str | None) -> list[str]:
    if what == "crashes":
        return tally.crashes
    if what == "unproved":
        return sorted(each.why for each in tally.routines.values() if each.why)
    if what == "reasons":
        reasons = Counter(reason for each in tally.routines.values() for reason in each.raw_reasons)
        unproved = Counter(
            each.why.partition("): ")[2].partition(";")[0] for each in tally.routines.values() if each.why
        )
        return [
            f"{count:6} {kind}: {text}"
            for kind, found in (("raw", reasons), ("unproved", unproved))
            for text, count in found.most_common(40)
        ]
    return []


if __name__ == "__main__":
    main()
