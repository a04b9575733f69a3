"""The auto lane from its first unit to its suspension, with a real daemon, workers and the command."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from daemon.client.client import Client
from daemon.wire.conversion import ConversionInfo
from daemon.wire.decision import NewDecision
from engine.triage.certificates.audit_sample import is_audited

PROGRAM = Path(sys.executable).with_name("specdeck")
PLAIN = """
CREATE FUNCTION mill.plain_{n}(amount integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN amount + {n};
END $$;
"""
TANGLED = """
CREATE FUNCTION mill.tangled_{n}(a integer, b integer, c integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    x integer := 0;
    y integer := 0;
BEGIN
    FOR i IN 1..{n} LOOP
        IF a > i THEN
            x := x + b;
        ELSIF c > i THEN
            y := y - b;
        END IF;
    END LOOP;
    RETURN x * y;
END $$;
"""


@dataclass(frozen=True)
class Mill:
    """A project with plain functions, which are accepted, and tangled ones, which are not."""

    client: Client
    folder: Path

    def add(self, file: str, count: int) -> None:
        """Write so many functions, every tenth a tangled one, and wait until they are converted."""
        start = 1000 * len(list(self.folder.glob("*.sql")))
        texts = ((TANGLED if n % 10 == 0 else PLAIN).format(n=n) for n in range(start, start + count))
        before = len(self.units())
        (self.folder / file).write_text("".join(texts))
        self.wait(lambda: len(self.units()) == before + count)

    def units(self) -> list[ConversionInfo]:
        return list(self.client.conversions.list("mill"))

    def waiting(self) -> list[ConversionInfo]:
        states = {item.id: item.state for item in self.client.inbox.list("mill")}
        return [unit for unit in self.units() if states.get(unit.id) == "converted"]

    def decide(self, units: list[ConversionInfo]) -> None:
        """Decide on each unit by itself: a look each."""
        for unit in units:
            word = NewDecision("approve")
            if "tangled" in unit.name:
                word = NewDecision("reject", note="unreadable", reason="wrong meaning")
            self.client.reviews.decide(unit.id, word)

    def learn(self) -> None:
        job = self.client.learning.start("mill").job
        self.wait(lambda: self.client.jobs.get(job).state == "done")

    def wait(self, is_so) -> None:
        """Wait until something is so, looking again at each event."""
        if is_so():
            return
        with self.client.events.follow() as events:
            while not is_so():
                next(events)

    def why(self, unit: ConversionInfo) -> dict:
        done = subprocess.run(
            [PROGRAM, "learn", "why", str(unit.id), "--json"], capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)


@pytest.fixture
def mill(daemon, tmp_path: Path) -> Iterator[Mill]:
    with daemon.client() as client:
        client.projects.add("mill", [str(tmp_path)])
        yield Mill(client, tmp_path)


def test_a_lane_opens_by_its_certificate_and_closes_by_its_audits(mill: Mill) -> None:
    mill.add("first.sql", 330)
    mill.learn()
    unseen = [unit for unit in mill.units() if unit.id > mill.units()[305].id]
    before = {unit.id: mill.client.learning.explain(unit.id) for unit in unseen}
    assert {found.lane for found in before.values()} <= {"spot", "review"}
    assert all(found.confidence is not None and found.reasons for found in before.values())

    mill.decide(mill.units()[:305])
    mill.learn()
    status = mill.client.learning.status("mill")
    assert status.is_auto_open and status.certificate is not None
    after = {unit.id: mill.client.learning.explain(unit.id) for unit in unseen}
    plain = [unit for unit in unseen if "plain" in unit.name]
    assert all(after[unit.id].confidence > before[unit.id].confidence for unit in plain)

    mill.wait(lambda: len(mill.waiting()) < len(unseen))
    accepted = next(unit for unit in plain if not is_audited(status.lane.certificate, unit.id))
    why = mill.why(accepted)
    assert why["certificate"] == status.lane.certificate
    assert why["features"] and why["decisions"]

    mill.add("second.sql", 140)
    mill.learn()
    mill.wait(lambda: mill.client.learning.status("mill").lane.open_audits >= 4)
    drawn = [unit for unit in mill.waiting() if "plain" in unit.name and is_audited(status.lane.certificate, unit.id)]
    for unit in drawn[:3]:
        mill.client.reviews.decide(unit.id, NewDecision("reject", note="planted", reason="wrong meaning"))
    closed = mill.client.learning.status("mill").lane
    assert closed.is_suspended and closed.wrong_audits <= 3

    mill.learn()
    assert "audits suspended the auto lane" in mill.why(drawn[-1])["reasons"]
