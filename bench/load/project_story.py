"""The life of a project: added, approved, written, switched to another branch and back, undone."""

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from daemon.client import Client
from daemon.wire.conversion import Tally
from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind

APPROVE = NewDecision(DecisionKind("approve"), note="read", seconds=3.0)
SUFFIXES = (".sql", ".pgsql", ".psql", ".ddl")
MOST = 10_000
_NUMBER = re.compile(r"(?<![\w.$'])\d+(?![\w.$'])")


@dataclass
class ProjectStory:
    """One project of a daemon, with what was found at each station of its life."""

    client: Client
    project: str
    folder: Path
    pause: float = 0.5
    found: dict[str, object] = field(default_factory=dict)

    def tell(self) -> dict[str, object]:
        """Go through all stations; return what was found."""
        self.add()
        act = self.approve()
        before = self.states()
        files = self.switch()
        self.switch_back(files)
        self.found["same_after_switch"] = self.states() == before
        self.undo(act)
        self.found["journal"] = len(self.client.audit.verify().findings)
        return self.found

    def add(self) -> None:
        """Add the project, and wait until everything is converted."""
        begun = time.perf_counter()
        self.client.projects.add(self.project, [str(self.folder)])
        tally = self.settled(lambda tally: bool(tally.files))
        self.found |= {"files": tally.files, "units": tally.units, "errors": tally.errors}
        self.found |= {"verdicts": dict(tally.verdicts), "convert_s": round(time.perf_counter() - begun, 1)}

    def approve(self) -> str:
        """Approve what is proved, and wait until it is written."""
        proved = islice(self.client.inbox.list(self.project, "open verdict=proved"), MOST)
        decision = BulkDecision(APPROVE, units=tuple(item.id for item in proved))
        act = self.client.reviews.decide_all(self.project, decision)
        self.settled()
        states = self.states()
        self.found |= {"approved": act.changed, "written": states.get("written", 0), "held": states.get("approved", 0)}
        self.found["spec_files"] = len(self.spec_files())
        return act.id

    def switch(self) -> dict[Path, bytes]:
        """Change every tenth file, remove one, add one; return what they were."""
        files = sorted(path for path in self.folder.rglob("*") if path.suffix.lower() in SUFFIXES)
        kept = {path: path.read_bytes() for path in {*files[::10], files[-1]}}
        for path, data in kept.items():
            text = data.decode("utf-8", "surrogateescape")
            changed = _NUMBER.sub(lambda found: str(int(found[0]) + 1), text)
            path.write_bytes(changed.encode("utf-8", "surrogateescape"))
        files[-1].unlink()
        (self.folder / "only_on_the_branch.sql").write_text("CREATE TABLE only_on_the_branch (id integer);\n")
        self.after_events()
        states = self.states()
        self.found |= {"switched_files": len(kept), "drifted": states.get("drifted", 0)}
        return kept

    def switch_back(self, kept: dict[Path, bytes]) -> None:
        """Restore every file."""
        for path, data in kept.items():
            path.write_bytes(data)
        (self.folder / "only_on_the_branch.sql").unlink()
        self.after_events()

    def undo(self, act: str) -> None:
        """Take the approval back, and wait until its files are gone."""
        self.client.reviews.undo(self.project, act)
        self.settled()
        states = self.states()
        self.found |= {"after_undo": dict(states), "spec_files_after_undo": len(self.spec_files())}

    def states(self) -> dict[str, int]:
        """Return how many units are in each state."""
        return dict(self.client.inbox.counts(self.project).states)

    def spec_files(self) -> list[Path]:
        """Return the spec files on disk."""
        return sorted((self.folder / "specql").rglob("*.yaml"))

    def after_events(self) -> None:
        """Wait until a file that is saved now is known, and everything before it."""
        last = self.folder / "zz_last.sql"
        last.write_text("SELECT 1;\n")
        self.settled(lambda _tally: self.knows(last))
        last.unlink()
        self.settled(lambda _tally: not self.knows(last))

    def knows(self, path: Path) -> bool:
        """Whether the daemon has converted a file."""
        return bool(self.client.inbox.page(self.project, f"source={path.name}", limit=1).total)

    def settled(self, is_far: Callable[[Tally], bool] = lambda _tally: True) -> Tally:
        """Wait until nothing waits, and it is so far; spec files are written by a thread after the jobs."""
        quiet = 0
        while quiet < 3:
            tally = self.client.conversions.tally(self.project)
            quiet = quiet + 1 if not tally.waiting and is_far(tally) else 0
            time.sleep(self.pause)
        return self.client.conversions.tally(self.project)


def copy_of(source: Path, target: Path) -> Path:
    """Copy the SQL of a project, so that it may be changed."""
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    return target
