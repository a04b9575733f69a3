"""A sitting of a reviewer, from end to end: a real terminal, a real daemon, the demo."""

from collections import Counter

import pytest

from daemon.client import Client
from tests.plugins.sshd import SPECDECK
from tests.tui.tmux import terminal

TWIN = """
CREATE FUNCTION billing.{name}(p_net numeric) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  RETURN round(p_net * 2, 2);
END $$;
"""


@pytest.fixture
def client(demo):
    """The demo, and two routines in it that differ in their names only."""
    with demo.client() as client:
        folder = demo.place.data / "erp" / "db"
        with client.events.follow() as events:
            (folder / "99_twins.sql").write_text("".join(TWIN.format(name=name) for name in ("twin_one", "twin_two")))
            until_converted(events, 2)
        yield client


def until_converted(events, units: int) -> None:
    for event in events:
        units -= getattr(event, "type", "") == "unit.converted"
        if not units:
            return


def standing(client: Client) -> dict[int, str]:
    """Where each unit stands; a spec that is in its file stands as approved."""
    return {item.id: item.state.replace("written", "approved") for item in client.inbox.list("erp")}


def test_a_sitting(demo, client):
    before = standing(client)
    with terminal([SPECDECK, "--instance", "demo"], (120, 36)) as pane:
        pane.until(f"{len(before)} units")
        filter_by(pane, 'name ~ "^billing.(tax_|twin_|write_off)" and kind = function', r" 5 units\n")

        pane.press("Enter")
        pane.until(r"billing.tax_of\(numeric, numeric\) .* 1 of 5")
        pane.press("a")
        pane.until("Approved billing.tax_of")

        pane.until(r"billing.tax_rate_for\(text, date\) .* of ")
        pane.press("r", "3")
        pane.until("what you want to say")
        pane.type("a rate has a unit")
        pane.press("Enter")
        pane.until("Rejected billing.tax_rate_for")

        edit_badly_then_well(pane)

        demo.kill()
        pane.until("The daemon is away.")
        demo.start()
        pane.until("SpecQL", gone="The daemon is away.")

        pane.press("Escape")
        pane.until(r" 5 units\n")
        filter_by(pane, ' and name ~ "twin_"', r" 2 units\n")
        pane.press("*", "a")
        pane.until("Approved 2 of 2 units")

        undo_all(pane)
        pane.press("q")
        pane.until("ended with 0")

    assert standing(client) == before
    told = Counter((event.type, event.data.get("word")) for event in client.audit.search(type="unit."))
    done = {word: count for (kind, word), count in told.items() if kind == "unit.decided"}
    taken_back = {word: count for (kind, word), count in told.items() if kind == "unit.undone"}
    assert done == taken_back == {"approve": 3, "reject": 1, "edit": 1}
    assert client.audit.verify().findings == ()


def filter_by(pane, query: str, seen: str) -> None:
    pane.press("/")
    pane.type(query)
    pane.press("Enter")
    pane.until(seen)


def edit_badly_then_well(pane) -> None:
    """A spec that cannot be read is refused at its line; one that means the same is kept."""
    pane.until(r"billing.write_off\(integer, text\) .* of ")
    pane.press("e")
    pane.until("≡ proved\n *ctrl")
    pane.press("C-Home")
    pane.type("x: [")
    pane.until("line 1, column ")
    pane.press("C-s")
    pane.until("line 1, column ")
    pane.press("BSpace", "BSpace", "BSpace", "BSpace")
    pane.until(" 1  module: write_off(.|\n)*≡ proved\n *ctrl")
    pane.type("note: looked at by hand")
    pane.press("Enter")
    pane.until("looked at by hand\n(.|\n)*≡ proved\n *ctrl")
    pane.press("C-s")
    pane.until("Edited billing.write_off")


def undo_all(pane) -> None:
    for what in ("approve: 2 of 2", "edit", "reject", "approve"):
        pane.press("u")
        pane.until(f"Took back {what}")
    pane.press("u")
    pane.until("There is nothing of yours to take back.")
