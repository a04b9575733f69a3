"""Edit routines of a real project as a person would, and let the daemon try them.

    python bench/project_trials.py PATH [--edits N] [--seed S] [--kills N]

Half of the edits change what a routine does (another operator), half add a condition that is always true. None of them
is proved. Trials are then switched on, and the daemon is watched until everything is tried. With `--kills`, workers and
the daemon are killed meanwhile; a process or a folder of a scratch server that is left after that is a leak. The last
line is one JSON object.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.trial.sandbox.scratch_folder import processes_in

PROGRAM = Path(sys.executable).with_name("specdeck")
POLICY = "trials = true\n" + "".join(
    f'[[approvals]]\nrisk = "{risk}"\ndistinct = false\n' for risk in ("normal", "high")
)
SWAPS = {
    " < ": " <= ",
    " > ": " >= ",
    " <= ": " < ",
    " >= ": " > ",
    " = ": " <> ",
    " + ": " - ",
    " IS NULL": " IS NOT NULL",
}
_CONDITION = re.compile(r"^(\s*(?:- )?(?:where|when|if): [^{|>'\"&\n]+)$", re.MULTILINE)
LONGEST = 900.0


@dataclass
class Instance:
    """A daemon with a home of its own."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, *arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, cwd=self.root, input=stdin, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    def json(self, *arguments: str | Path) -> Any:  # noqa: ANN401  whatever the command prints
        return json.loads(self.run(*arguments, "--json").stdout or "[]")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="specdeck-trials-") as name:
        root, scratch = Path(name), Path(name) / "scratch"
        scratch.mkdir(mode=0o711)
        root.chmod(0o711)
        kept = {each: os.environ[each] for each in ("PATH", "LANG") if each in os.environ}
        instance = Instance(root, kept | {"HOME": name, "TMPDIR": str(scratch)})
        shutil.copytree(options.path, root / "project", ignore=shutil.ignore_patterns(".git"))
        figures = _figures(instance, scratch, options)
    print(json.dumps(figures))
    return int(figures["leaks"] > 0 or figures["wrongly_refuted"] > 0)


def _figures(instance: Instance, scratch: Path, options: argparse.Namespace) -> dict[str, Any]:
    chance = random.Random(options.seed)
    instance.run("project", "add", "project", "project")
    instance.run("wait")
    edited = dict(_edited(instance, options.edits, chance))
    print(f"{len(edited)} edits", flush=True)
    (instance.root / "policy.toml").write_text(POLICY)
    started = time.monotonic()
    instance.run("policy", "set", "project", "policy.toml")
    kills = _until_tried(instance, started, options.kills, chance)
    seconds = time.monotonic() - started
    reviewed = [instance.json("review", "show", str(unit))["item"] for unit in edited]
    found = {each["id"]: each["verdict"] for each in reviewed}
    for each in reviewed:
        print(f"{edited[each['id']]}: {each['name']}: {each['verdict']}", flush=True)
    outcomes = Counter((edited[unit], verdict) for unit, verdict in found.items())
    intact = instance.run("audit", "replay").returncode == 0
    instance.run("daemon", "stop")
    return {
        "edits": len(edited),
        **{f"{kind}_{verdict}": count for (kind, verdict), count in sorted(outcomes.items())},
        "wrongly_refuted": outcomes["equal", "refuted"],
        "seconds": round(seconds, 1),
        "kills": kills,
        "leaks": _leaks(scratch),
        "audit": intact,
    }


def _edited(instance: Instance, count: int, chance: random.Random) -> Iterator[tuple[int, str]]:
    """Edit routines until there are enough that are not proved any more; yield their numbers and the kind of edit."""
    units = instance.json("review", "list", "--where", "kind:function", "--limit", "500")
    chance.shuffle(units)
    made = 0
    for unit in units:
        kind = ("other", "equal")[made % 2]
        spec = instance.json("review", "show", str(unit["id"]))["deck"]["spec"] or ""
        text = _other(spec, chance) if kind == "other" else _CONDITION.sub(r"\1 AND true", spec, count=1)
        if text == spec or instance.run("review", "edit", str(unit["id"]), "--file", "-", stdin=text).returncode:
            continue
        if instance.json("review", "show", str(unit["id"]))["item"]["verdict"] == "proved":
            continue
        made += 1
        yield unit["id"], kind
        if made == count:
            return


def _other(spec: str, chance: random.Random) -> str:
    """Replace one operator of the steps."""
    head, steps, body = spec.partition("steps:")
    places = [(found.start(), old) for old in SWAPS for found in re.finditer(re.escape(old), body)]
    if not places:
        return spec
    at, old = chance.choice(places)
    return head + steps + body[:at] + SWAPS[old] + body[at + len(old) :]


def _until_tried(instance: Instance, started: float, kills: int, chance: random.Random) -> int:
    """Wait until no trial was due for some seconds; kill workers and the daemon meanwhile."""
    quiet = killed = 0
    while quiet < 6 and time.monotonic() - started < LONGEST:
        time.sleep(1.0)
        states = Counter(each["state"] for each in instance.json("jobs", "list", "--kind", "trial"))
        quiet = 0 if states["ready"] or states["running"] else quiet + 1
        if states["running"] and killed < kills:
            time.sleep(chance.uniform(0.0, 3.0))
            killed += _kill(instance, ("daemon.server", "daemon.worker trial", "daemon.worker.job_process")[killed % 3])
            quiet = 0
    return killed


def _kill(instance: Instance, command: str) -> bool:
    """Kill a process of this instance; its environment names the home."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            is_ours = f"HOME={instance.root}".encode() in (entry / "environ").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue
        if is_ours and command in words:
            os.kill(int(entry.name), signal.SIGKILL)
            return True
    return False


def _leaks(scratch: Path) -> int:
    """Return how many folders and processes of scratch servers are left a while after the end."""
    ends_at = time.monotonic() + 15.0
    while time.monotonic() < ends_at and (any(scratch.iterdir()) or any(processes_in(scratch))):
        time.sleep(0.2)
    return len(list(scratch.iterdir())) + len(list(processes_in(scratch)))


if __name__ == "__main__":
    sys.exit(main())
