"""Measure an upgrade of a project with texts that people wrote: `python bench/reconvert.py [--units N]`.

The last line is one JSON object of figures.

units            functions that people decided on, each with a text of their own
start_ms         from the start of a daemon whose rules are newer until it answers
start_same_ms    the same with nothing to do
renewed_s        until every unit is converted and every text proved again by the rules of now
kept             texts whose verdict is as before; it must be all of them
"""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from home.folders import own_folders

from daemon.client import Client, connect
from daemon.client.process import lifecycle
from daemon.wire.connection import instance_paths
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from store.core.database import Store

PROJECT = "bench"
A_FILE = 20  # functions
BODY = """\
CREATE FUNCTION shop.f{number}(value integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    total integer := {number};
BEGIN
    FOR step IN 1..value LOOP
        IF step % 2 = 0 THEN
            total := total + step;
        END IF;
    END LOOP;
    UPDATE shop.tb_total SET amount = total WHERE id = {number};
    RETURN total;
END;
$$;
"""


def fill(client: Client, folder: Path, units: int) -> None:
    """Create a project in which a person wrote an equivalent text for every function."""
    folder.mkdir()
    for start in range(0, units, A_FILE):
        numbers = range(start, min(units, start + A_FILE))
        text = "\n".join(BODY.format(number=number) for number in numbers)
        (folder / f"{start:05}.sql").write_text(text, encoding="utf-8")
    client.projects.add(PROJECT, [str(folder)])
    settle(client, units)
    for item in client.inbox.list(PROJECT):
        spec = str(client.reviews.get(item.id).deck.spec)
        other = spec.replace("step % 2 = 0", "(step % 2 = 0)")
        client.reviews.decide(item.id, NewDecision(DecisionKind("edit"), spec=other))


def settle(client: Client, units: int) -> None:
    """Wait until all jobs are done."""
    while (tally := client.conversions.tally(PROJECT)).converted < units or tally.waiting:
        time.sleep(0.02)


def age() -> None:
    """Mark every conversion as made by older rules."""
    with closing(Store(instance_paths.paths_of_instance().database)) as store, store.write() as tx:
        tx.execute("UPDATE conversions SET basis = substr(basis, 1, instr(basis, ':')) || 'older'")


def start_ms() -> float:
    begun = time.perf_counter()
    lifecycle.start()
    return round((time.perf_counter() - begun) * 1000, 1)


def verdicts(client: Client) -> dict[int, str]:
    return {item.id: item.verdict for item in client.inbox.list(PROJECT)}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--units", type=int, default=500)
    units = asked.parse_args().units
    with own_folders() as home:
        lifecycle.start()
        with connect() as client:
            fill(client, home / "sql", units)
            before = verdicts(client)
        lifecycle.stop()
        same = start_ms()
        lifecycle.stop()
        age()
        begun = time.perf_counter()
        newer = start_ms()
        with connect() as client:
            settle(client, units)
            renewed = round(time.perf_counter() - begun, 1)
            kept = sum(before[unit] == verdict for unit, verdict in verdicts(client).items())
            told = sum(event.type == "unit.renewed" for event in events(client))
    found = {"units": units, "start_ms": newer, "start_same_ms": same, "renewed_s": renewed, "kept": kept}
    print(json.dumps(found | {"renewed": told}))


def events(client: Client) -> Iterator:
    """Return all events."""
    after = 0
    while found := client.events.page(after, 500).items:
        yield from found
        after = found[-1].seq


if __name__ == "__main__":
    main()
