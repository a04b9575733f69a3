"""The life of a project with the shapes of real ones: seed rows of one name, redefinitions, statements without names.

It is added, approved in one act, written, switched to another branch and back, and the act is undone.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from daemon.wire.decision import BulkDecision, NewDecision
from daemon.wire.decision_kinds import DecisionKind
from tests.daemon.chain.conftest import PROJECT, Chain
from tests.plugins.daemon import Daemon

ROUTINE = """\
CREATE OR REPLACE FUNCTION shop.price_{0}(amount integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    RETURN amount * {1};
END
$$;
"""
FILES = {
    "tables/item.sql": "CREATE TABLE shop.item (id integer PRIMARY KEY, price integer);\n",
    "tables/note.sql": "CREATE TABLE shop.note (id integer PRIMARY KEY, words text);\n",
    "routines/a.sql": ROUTINE.format("a", 2) + ROUTINE.format("b", 3),
    "routines/c.sql": ROUTINE.format("c", 4),
    "migrations/v1.sql": "SET search_path = shop;\n" + ROUTINE.format("a", 5),
    "migrations/v2.sql": "SET search_path = shop;\n" + ROUTINE.format("a", 6) + "SELECT shop.price_a(1);\n",
    "seeds/item.sql": "".join(f"INSERT INTO shop.item VALUES ({row}, {row * 10});\n" for row in range(60)),
    "seeds/more.sql": "".join(f"INSERT INTO shop.item VALUES ({row}, {row * 10});\n" for row in range(60, 80)),
    "last.sql": "SELECT shop.price_a(2);\n",
}
UNITS = 1 + 1 + 2 + 1 + 2 + 3 + 60 + 20 + 1


class ProjectLife(Chain):
    """A chain whose project is a folder of many files."""

    def states(self) -> Counter[str]:
        return Counter(item.state for item in self.items())

    def until_states(self, **expected: int) -> None:
        self.until(lambda: self.states() == expected)

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def spec_files(self) -> list[Path]:
        """The spec files; a folder may vanish while it is listed."""
        walked = os.walk(self.folder / "specql")
        return [Path(top, name) for top, _, names in walked for name in names if name.endswith(".yaml")]


@pytest.fixture
def life(daemon: Daemon, home: Path) -> Iterator[ProjectLife]:
    with daemon.client() as client:
        found = ProjectLife(daemon, home / "code", client, client.status().tail)
        found.write(FILES)
        client.projects.add(PROJECT, [str(found.folder)])
        found.until_states(converted=UNITS)
        yield found


def test_a_branch_switch_and_an_undo_leave_no_trace(life):
    approve = NewDecision(DecisionKind.APPROVE, note="read")
    act = life.client.reviews.decide_all(PROJECT, BulkDecision(approve, where="open or superseded"))
    assert act.changed == UNITS
    life.until_states(written=UNITS)
    before, state = life.tree(), life.state()

    life.write({"routines/c.sql": ROUTINE.format("c", 40), "only_here.sql": "SELECT shop.price_c(1);\n"})
    (life.folder / "last.sql").unlink()
    (life.folder / "seeds/more.sql").unlink()
    life.until_states(written=UNITS - 22, drifted=1, converted=1)

    life.write({name: FILES[name] for name in ("routines/c.sql", "last.sql", "seeds/more.sql")})
    (life.folder / "only_here.sql").unlink()
    life.until_states(written=UNITS)
    assert (life.tree(), life.state()) == (before, state)

    assert life.client.reviews.undo(PROJECT, act.id).changed == UNITS
    life.until_states(converted=UNITS)
    life.until(lambda: not life.spec_files())
    assert life.client.audit.verify().findings == ()
