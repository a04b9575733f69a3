"""Is the prover sound? Attack it with pairs of texts, and let PostgreSQL say whether they differ.

    python bench/attack.py [--n N] [--seed S] [--minutes M] [--only SOURCE]

Each pair is loaded into two scratch databases; the catalogs, and what the calls return, raise, print and leave in the
tables, are compared. A pair that the server tells apart and the prover calls proved is a false proof: it is printed,
and the exit status is 1. `refused_equal_share` is the share of the pairs which the server does not tell apart that the
prover does not prove; it is a price, not a fault: these calls cannot see everything.
"""

import argparse
import json
import random
import signal
import sys
from collections.abc import Iterator
from time import monotonic

from attacks.cluster import create_database, scratch_cluster
from attacks.judge import Judge
from attacks.pair import Pair
from attacks.scaffold import SCAFFOLD, ScaffoldFacts
from attacks.sources import SOURCES
from attacks.tally import Tally

from engine.proof.prove import prove
from engine.proof.verdict import Verdict, VerdictKind


def main() -> int:
    """Judge pairs until there are enough; 1 if one was proved falsely."""
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped, too
    tally = Tally()
    end = monotonic() + options.minutes * 60
    with scratch_cluster() as folder:
        judges = [Judge(create_database(folder, name, SCAFFOLD)) for name in ("one", "other")]
        for pair in _pairs(random.Random(options.seed), options.only):
            _judge(pair, judges, tally)
            if tally.pairs >= options.n or monotonic() > end:
                break
    print(json.dumps(tally.figures()))
    return int(tally.false_proofs > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--n", type=int, default=1_000, help="pairs to judge")
    parser.add_argument("--minutes", type=float, default=600, help="stop after this time, with the figures so far")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", choices=["", *SOURCES], help="the attacks of one source alone")
    return parser.parse_args()


def _pairs(chance: random.Random, only: str) -> Iterator[Pair]:
    while True:
        source = only or chance.choice(list(SOURCES))
        yield from SOURCES[source](chance)


def _judge(pair: Pair, judges: list[Judge], tally: Tally) -> None:
    one, other = (judge.see(text, pair) for judge, text in zip(judges, (pair.original, pair.changed), strict=True))
    if not (one.loads or other.loads) or one.is_cut_off or other.is_cut_off:
        tally.count_invalid()
        return
    verdict = prove(pair.original, pair.changed, ScaffoldFacts())
    is_proved = verdict.kind is VerdictKind.PROVED
    tally.count(pair.kind, differs=one != other, is_proved=is_proved, is_open=verdict.kind is VerdictKind.PROVED_IF)
    if one != other and (is_proved or (verdict.kind is VerdictKind.PROVED_IF and not _is_refuted(verdict))):
        _report(pair, verdict, one.record, other.record)


def _is_refuted(verdict: Verdict) -> bool:
    """Whether an open obligation is known not to hold here, so that nothing was claimed."""
    facts = ScaffoldFacts()
    return any(each.column in (facts.columns(each.relation) or ()) for each in verdict.obligations)


def _report(pair: Pair, verdict: Verdict, seen: str, seen_there: str) -> None:
    title = "FALSE PROOF" if verdict.kind is VerdictKind.PROVED else "differs, and proved with open obligations"
    rules = ", ".join(verdict.evidence.rules) or "its tokens"
    open_ones = [each.sentence for each in verdict.obligations if not each.discharged]
    at = next((at for at, both in enumerate(zip(seen, seen_there, strict=False)) if both[0] != both[1]), 0)
    print(f"{title}: {pair.kind} by {rules} {open_ones}")
    print(f"  original: {pair.original}\n  changed:  {pair.changed}")
    print(
        f"  seen: {seen[max(at - 60, 0) : at + 100]!r}\n  and:  {seen_there[max(at - 60, 0) : at + 100]!r}", flush=True
    )


if __name__ == "__main__":
    sys.exit(main())
