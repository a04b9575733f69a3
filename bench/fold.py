"""Whether learning is a fold: states that were killed, resumed and undone against states that are rebuilt at once.

    python bench/fold.py [--logs N] [--decisions N] [--seed S]

A process folds each log as the daemon's worker does: with sealed snapshots, of which an undo drops those that include
the undone decision. Once in each log it is killed at a random row and starts again from its last snapshot, every time
with another PYTHONHASHSEED. Another process, with a seed of its own, folds what remains of each log at once.
`mismatches` counts logs for which the two disagree about a hash of their predictions, their certificate and their
lane. `refused` counts snapshots with a flipped byte, or of another version, that are refused; all must be.
`cycle_1000_s` is the CPU time of one cycle over 1,000 decisions that also scores 200 units, without imports.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

from simulation.random_log import RandomLog, random_log, random_values

SNAPSHOT_EVERY = 100  # rows: more often than in use, so that short logs have some
KEY, CODE = b"k" * 32, "this"


def main() -> None:
    wish = arguments()
    if wish.child:
        child(wish)
        return
    with tempfile.TemporaryDirectory() as folder:
        live, starts = run_killed(wish, Path(folder))
        rebuilt = json.loads(run_child(wish, Path(folder), "rebuilt", 77).stdout)
    mismatches = sum(live[name] != digest for name, digest in rebuilt.items())
    print(json.dumps({"logs": len(rebuilt), "kills": starts - 1, "mismatches": mismatches, "refused": refused_share(),
                      "cycle_1000_s": round(cycle_seconds(wish.seed), 3)}))  # fmt: skip


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", type=int, default=100)
    parser.add_argument("--decisions", type=int, default=450)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=("killed", "rebuilt"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def run_killed(wish: argparse.Namespace, folder: Path) -> tuple[dict[str, str], int]:
    """Start the child until it survives all logs; return its digests and the number of starts."""
    for starts in range(1, wish.logs + 2):
        done = run_child(wish, folder, "killed", starts)
        if done.returncode == 0:
            return json.loads(done.stdout), starts
        if done.returncode != -signal.SIGKILL:
            raise SystemExit(done.stderr)
    raise SystemExit("the child was killed more often than it should be")


def run_child(wish: argparse.Namespace, folder: Path, how: str, hash_seed: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, __file__, "--child", how, "--folder", str(folder), "--logs", str(wish.logs)]
    command += ["--decisions", str(wish.decisions), "--seed", str(wish.seed)]
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def child(wish: argparse.Namespace) -> None:
    digests = {}
    for number in range(wish.logs):
        log = random_log(wish.seed * 1_000_003 + number, wish.decisions)
        if wish.child == "rebuilt":
            digests[str(number)] = digest_of(log)
            continue
        known = wish.folder / f"{number}.done"
        if not known.exists():
            known.write_text(fold_with_kills(log, wish.folder / str(number), number))
        digests[str(number)] = known.read_text()
    print(json.dumps(digests))


def digest_of(log: RandomLog) -> str:
    from engine.triage.learning_cycle import state_digest
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import all_events

    return state_digest(fold(all_events(log.remaining)))


def fold_with_kills(log: RandomLog, folder: Path, number: int) -> str:
    """Fold row by row from the last snapshot; die once, at a random row, without a word."""
    from engine.triage.learning_cycle import state_digest
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import learning_events
    from engine.triage.sealed_snapshot import seal

    folder.mkdir(exist_ok=True)
    dies_at = random.Random(number).randrange(20, len(log.rows))
    state = resumed(folder)
    gone = {seq for seq, when in log.undone.items() if when <= progress(folder)}
    for row in log.rows:
        if row.seq > state.seq and row.seq not in gone:
            fold(learning_events(row), state)
        if row.seq == dies_at and not (folder / "died").exists():
            (folder / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        for undone in log.undone_after(row.seq) - gone:
            gone.add(undone)
            state = undo(folder, log, undone, row.seq, gone)
        if row.seq % SNAPSHOT_EVERY == 0 and state.seq == row.seq:
            (folder / f"{row.seq:06}.sealed").write_bytes(seal(state, KEY, CODE))
        (folder / "progress").write_text(str(row.seq))
    return state_digest(state)


def progress(folder: Path) -> int:
    """Return the last row whose effects are on disk."""
    known = folder / "progress"
    return int(known.read_text()) if known.exists() else 0


def resumed(folder: Path):  # noqa: ANN201  the state's type is imported with River
    from engine.triage.learning_state import LearningState
    from engine.triage.sealed_snapshot import unseal

    newest = max(folder.glob("*.sealed"), default=None)
    return unseal(newest.read_bytes(), KEY, CODE) if newest else LearningState()


def undo(folder: Path, log: RandomLog, seq: int, until: int, gone: set[int]):  # noqa: ANN201  as above
    """Drop the snapshots that include a decision, and fold again what is left of the rows so far."""
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import all_events

    for sealed in folder.glob("*.sealed"):
        if int(sealed.stem) >= seq:
            sealed.unlink()
    state = resumed(folder)
    return fold(all_events(row for row in log.rows if state.seq < row.seq <= until and row.seq not in gone), state)


def refused_share() -> float:
    """Return the share of damaged or foreign snapshots that are refused."""
    from engine.triage import sealed_snapshot
    from engine.triage.learning_state import LearningState

    sealed, chance, refused = sealed_snapshot.seal(LearningState(), KEY, CODE), random.Random(3), 0
    for _ in range(200):
        damaged = bytearray(sealed)
        damaged[chance.randrange(len(sealed))] ^= 1 << chance.randrange(8)
        refused += is_refused(bytes(damaged))
    refused += is_refused(sealed_snapshot.seal(LearningState(), KEY, "other"))
    return refused / 201


def is_refused(sealed: bytes) -> bool:
    from engine.triage.sealed_snapshot import SnapshotRefusedError, unseal

    try:
        unseal(sealed, KEY, CODE)
    except SnapshotRefusedError:
        return True
    return False


def cycle_seconds(seed: int) -> float:
    """Return the CPU time of one run of the job over 1,000 decisions."""
    from dataclasses import asdict

    from jobs.kinds.learn.learn_cycle import run

    rows, chance = random_log(seed, 1000).rows, random.Random(seed)
    waiting = [
        {"unit": at, "values": random_values(chance), "is_proved": True, "has_risk_words": False} for at in range(200)
    ]
    payload = {"basis": "", "snapshot": None, "waiting": waiting, "waiting_total": 200, "page": [0, None]}
    run(payload | {"events": [asdict(row) for row in rows[:60]]})  # imports what it needs
    began = process_time()
    run(payload | {"events": [asdict(row) for row in rows]})
    return process_time() - began


if __name__ == "__main__":
    main()
