"""Whether learning is a fold: states that were killed, resumed and undone against states that are rebuilt at once.

    python bench/fold.py [--logs N] [--decisions N] [--seed S]

A process folds each log as the daemon's worker does: with sealed snapshots, of which an undo drops those that include
the undone decision. It is killed at a random row of each log, and another process with another PYTHONHASHSEED goes on
from the last snapshot. A third one, with a seed of its own, folds what remains of each log at once.
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
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from simulation.random_log import RandomLog, random_log, random_values

SNAPSHOT_EVERY = 100  # rows: more often than in use, so that short logs have some
KEY, CODE = b"k" * 32, "this"
CHILDREN = ("killed", "resumed", "rebuilt")


def main() -> None:
    wish = arguments()
    if wish.child:
        child(wish)
        return
    with tempfile.TemporaryDirectory() as folder:
        kills = run_child(wish, Path(folder), "killed", 1)
        live, rebuilt = (run_child(wish, Path(folder), how, seed) for how, seed in (("resumed", 4242), ("rebuilt", 77)))
    mismatches = sum(live[name] != digest for name, digest in rebuilt.items())
    counts = {"logs": len(rebuilt), "kills": sum(kills.values()), "mismatches": mismatches}
    print(json.dumps(counts | {"refused": refused_share(), "cycle_1000_s": round(cycle_seconds(wish.seed), 3)}))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--logs", type=int, default=100)
    parser.add_argument("--decisions", type=int, default=450)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", choices=CHILDREN, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def run_child(wish: argparse.Namespace, folder: Path, how: str, hash_seed: int) -> dict[str, Any]:
    """Return what a process says of each log."""
    command = [sys.executable, __file__, "--child", how, "--folder", str(folder), "--logs", str(wish.logs)]
    command += ["--decisions", str(wish.decisions), "--seed", str(wish.seed)]
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    return json.loads(subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout)


def child(wish: argparse.Namespace) -> None:
    found: dict[str, Any] = {}
    for number in range(wish.logs):
        log, folder = random_log(wish.seed * 1_000_003 + number, wish.decisions), wish.folder / str(number)
        if wish.child == "rebuilt":
            found[str(number)] = digest_of(log)
        elif wish.child == "resumed":
            found[str(number)] = fold_with_snapshots(log, folder, dies_at=0)
        else:
            found[str(number)] = is_killed(log, folder, random.Random(number).randrange(20, len(log.rows)))
    print(json.dumps(found))


def is_killed(log: RandomLog, folder: Path, dies_at: int) -> bool:
    """Fold in a process of its own, which dies without a word; a fork, since importing River takes a second."""
    import engine.triage.learning_cycle  # noqa: F401  before the fork

    folder.mkdir()
    pid = os.fork()
    if not pid:
        fold_with_snapshots(log, folder, dies_at)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def digest_of(log: RandomLog) -> str:
    from engine.triage.learning_cycle import state_digest
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import all_events

    return state_digest(fold(all_events(log.remaining)))


def fold_with_snapshots(log: RandomLog, folder: Path, dies_at: int) -> str:
    """Fold row by row from the last snapshot, and die at a row if there is such a one."""
    from engine.triage.learning_cycle import state_digest
    from engine.triage.learning_state import fold
    from engine.triage.logged_event import learning_events
    from engine.triage.sealed_snapshot import seal

    state = resumed(folder)
    gone = {seq for seq, when in log.undone.items() if when <= progress(folder)}
    for row in log.rows:
        if row.seq > state.seq and row.seq not in gone:
            fold(learning_events(row), state)
        if row.seq == dies_at:
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
