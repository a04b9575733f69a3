"""Measure the composition of a spec file: `python bench/spec_files.py [--units N] [--short]`.

One entity with N long routines is composed as the write job does it, in seconds of one core, best of some runs:
from nothing, over the file that we wrote, and over one in which a hand put something else that is to be kept.
The last line is one JSON object: units, kilobytes, fresh_s, again_s, beside_s, beside_changed_s, ratio, beside_ratio,
put_ms.

again_s           every unit changed since, nothing but ours in the file; `ratio` is over fresh_s, to be at most 2
beside_s          something else in the file; `beside_ratio` is over fresh_s
beside_changed_s  something else in the file, and every unit changed since
put_ms            the file laid on disk, whole and synced, by the clock
"""

import argparse
import hashlib
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from engine.compose_file import ComposedFile, FileTitle, compose_file
from engine.conversion import convert_unit
from engine.source.split_file import split
from store.files import safe_files

TITLE = FileTitle("Order", entity=True)
STATEMENTS = 20
RATIOS = {"": "again", "beside_": "beside"}
BRANCH = """\
    IF which > {n} THEN
        UPDATE shop.tb_order SET total = total + {n}, note = 'step {n}' WHERE id = which AND total < {n}00;
    ELSE
        SELECT total INTO STRICT amount FROM shop.tb_order WHERE id = which;
    END IF;
"""
ROUTINE = """\
CREATE FUNCTION shop.order_step_{number}(which integer) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
    amount numeric := {number};
BEGIN
{branches}    RETURN amount;
END;
$$;
"""


def main() -> None:
    """Compose each case several times, and print the best of each; the figures are the last line."""
    options = _options()
    units = [_spec(number) for number in range(options.units)]
    changed = [unit.replace("step 1'", "step one'") for unit in units]
    ours = compose_file(TITLE, None, units, ())
    beside = compose_file(TITLE, ours.text, units[1:], ())  # the first unit is no longer ours, so it must be kept
    cases: dict[str, Callable[[], object]] = {
        "fresh_s": lambda: compose_file(TITLE, None, units, ()),
        "again_s": lambda: compose_file(TITLE, _to_read(ours), changed, units),
        "beside_s": lambda: compose_file(TITLE, _to_read(beside), units[1:], units[1:]),
        "beside_changed_s": lambda: compose_file(TITLE, _to_read(beside), changed[1:], units[1:]),
    }
    seen = {}
    for name, compose in cases.items():
        seen[name] = round(min(_seconds(compose, process_time) for _ in range(options.runs)), 3)
        print(f"{name}: {seen[name]}", flush=True)
    ratios = {f"{name}ratio": round(seen[f"{case}_s"] / seen["fresh_s"], 2) for name, case in RATIOS.items()}
    text = str(ours.text).encode()
    figures = {"units": options.units, "kilobytes": len(text) // 1024, **seen, **ratios}
    print(json.dumps({**figures, "put_ms": _put_ms(text, options.runs)}))


def _spec(number: int) -> str:
    """Return the spec of a long routine."""
    branches = "".join(BRANCH.format(n=n) for n in range(1, STATEMENTS // 2 + 1))
    (unit,) = split(ROUTINE.format(number=number, branches=branches)).units
    return convert_unit(unit).spec


def _to_read(made: ComposedFile) -> str | None:
    """Return the payload of the job: a file without foreign parts is not read."""
    return None if made.alone else made.text


def _put_ms(data: bytes, runs: int) -> float:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        paths = (f"specql/shop/{number}.yaml" for number in count())
        took = [_seconds(lambda: safe_files.write(root, next(paths), data, None), perf_counter) for _ in range(runs)]
        assert hashlib.sha256((root / "specql/shop/0.yaml").read_bytes()).digest() == hashlib.sha256(data).digest()
    return round(min(took) * 1000, 1)


def _seconds(work: Callable[[], object], clock: Callable[[], float]) -> float:
    begun = clock()
    work()
    return clock() - begun


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--units", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--short", action="store_const", dest="units", const=50, help="50 units")
    return parser.parse_args()


if __name__ == "__main__":
    main()
