"""How well confidence is learned, and what the certificate opens, over simulated streams of decisions.

    python bench/learning.py [PATH...] [--streams N] [--seed S] [--units N] [--reviewer-error P]

A simulated reviewer decides about proposals on real conversions (the sample and the folders given); 15 % of them carry
a fault that leaves the verdict as it is, and the reviewer errs with the given probability. Each stream draws its own
proposals. `far_label` and `far_true` are the shares of wrong units in an open lane by the labels and by the truth;
yields are shares of the largest lane that knows the truth. `auto_gain` is the accepted share less that of a threshold
on coverage times proof at equal false accepts, which is zero: all proposals are proved, and 15 % are faulty.
"""

import argparse
import json
import random
import sys
from pathlib import Path
from statistics import fmean, median
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

from simulation.proposals import propose
from simulation.stream import Example, StreamFigures, run_stream, trips
from simulation.units import proved_routines

from engine.triage.conversion_facts import facts_of
from engine.triage.features import features

SAMPLE = Path(__file__).parents[1] / "specdeck" / "sample" / "db"


def main() -> None:
    wish = arguments()
    began = process_time()
    examples = pool([str(SAMPLE), *wish.paths], wish.units, random.Random(wish.seed))
    streams = [run_stream(examples, random.Random(wish.seed * 100_003 + at), wish.error) for at in range(wish.streams)]
    print(json.dumps({"units": len(examples), "streams": wish.streams, **summary(streams), **monitor(wish.seed)}
                     | {"cpu_s": round(process_time() - began, 1)}))  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--streams", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--units", type=int, default=4000, help="proposals that the streams draw from")
    parser.add_argument("--reviewer-error", dest="error", type=float, default=0.01)
    return parser.parse_args()


def pool(paths: list[str], count: int, chance: random.Random) -> list[Example]:
    units = proved_routines(paths, 600)
    made = (propose(units, chance) for _ in range(count))
    return [Example(features(facts_of(each.unit.record, each.unit.sql)), each.is_faulty) for each in made]


def summary(streams: list[StreamFigures]) -> dict[str, float]:
    opened = [each for each in streams if each.mass_1000]
    return {
        "auroc": round(fmean(each.auroc for each in streams), 4),
        "far_label": round(fmean([each.far_label for each in opened] or [0.0]), 4),
        "far_true": round(fmean([each.far_true for each in opened] or [0.0]), 4),
        "violation_share": round(sum(each.far_label > 0.05 for each in streams) / len(streams), 4),
        "yield_300": round(fmean(each.yield_300 for each in streams), 3),
        "yield_1000": round(fmean(each.yield_1000 for each in streams), 3),
        "ece_500": round(fmean(each.ece_500 for each in streams), 4),
        "brier_skill": round(fmean(each.brier_skill for each in streams), 3),
        "auto_gain": round(fmean(each.mass_1000 for each in streams), 3),
        "queue_gain": round(fmean(each.queue_gain for each in streams), 2),
    }


def monitor(seed: int) -> dict[str, float]:
    chance = random.Random(seed)
    bad = [trips(0.20, chance, 300) for _ in range(400)]
    good = [trips(0.05, chance, 1000) for _ in range(400)]
    return {"trip_median": median(bad), "false_trips": round(sum(each < 1000 for each in good) / len(good), 4)}


if __name__ == "__main__":
    main()
