"""Kill the owner of a sandbox at a random moment, and look for what it left."""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from engine.trial.sandbox.scratch_folder import processes_in

SECONDS_TO_DISAPPEAR = 15.0
OWNER = """
from engine.trial.sandbox.sandbox import running_sandbox
with running_sandbox() as sandbox:
    while True:
        with sandbox.connect(sandbox.create_database()) as connection:
            connection.run("CREATE TABLE public.t AS SELECT 1; DO $$ BEGIN LOOP END LOOP; END $$")
"""


def leaks(kills: int, seed: int) -> dict[str, int]:
    """Kill that many owners, and return how often a process or a folder was left."""
    chance = random.Random(seed)
    found = {"kills": 0, "cluster_leaks": 0, "killed_while_running": 0}
    with tempfile.TemporaryDirectory(prefix="specdeck-kills-", dir=_memory()) as name:
        folder = Path(name)
        folder.chmod(0o711)
        for _ in range(kills):
            command = [sys.executable, "-P", "-c", OWNER]
            owner = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, "TMPDIR": name})
            time.sleep(chance.choice((chance.uniform(0.05, 0.4), chance.uniform(0.2, 2.0))))
            found["killed_while_running"] += any(folder.iterdir())
            owner.kill()
            owner.wait()
            found["kills"] += 1
            found["cluster_leaks"] += not _is_clean(folder)
    return found


def _memory() -> str | None:
    """A folder in memory, where the server is started fastest."""
    return next((each for each in ("/dev/shm",) if Path(each).is_dir()), None)


def _is_clean(folder: Path) -> bool:
    """Wait until nothing is left in a folder and of a keeper that used it; one that has just started ends by itself."""
    ends_at = time.monotonic() + SECONDS_TO_DISAPPEAR
    while time.monotonic() < ends_at:
        if not any(folder.iterdir()) and not _keepers(folder) and not any(processes_in(folder)):
            return True
        time.sleep(0.02)
    print("left:", [str(each) for each in folder.iterdir()], list(processes_in(folder)), _keepers(folder))
    return False


def _keepers(folder: Path) -> list[int]:
    """Return the keepers that were started for a folder."""
    return [
        int(entry.name) for entry in os.scandir("/proc") if entry.name.isdigit() and _uses(Path(entry.path), folder)
    ]


def _uses(process: Path, folder: Path) -> bool:
    try:
        is_keeper = b"engine.trial.sandbox.keeper" in (process / "cmdline").read_bytes()
        return is_keeper and f"TMPDIR={folder}".encode() in (process / "environ").read_bytes()
    except OSError:
        return False
