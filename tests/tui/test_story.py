"""A review session from end to end: a real terminal, a real daemon, the demo."""

from collections import Counter

import pytest

from daemon.client import Client
from tests.plugins.sshd import SPECDECK
from tests.tui.tmux import terminal

OUTAGE = "The screen shows the last known state"
QUERY = 'kind = function and name ~ "^billing.(tax_|write_off)|^sales.(cart|order)_total"'


def standing(client: Client) -> dict[int, str]:
    """Where each unit stands; a spec that is in its file stands as approved."""
    return {item.id: item.state.replace("written", "approved") for item in client.inbox.list("erp")}


@pytest.fixture
def client(demo):
    with demo.client() as client:
        yield client


def test_a_review_session(demo, client):
    before = standing(client)
    with terminal([SPECDECK, "--instance", "demo"], (120, 36)) as pane:
        pane.until(f"{client.inbox.page('erp', 'open').total} units")
        filter_by(pane, QUERY, r" 5 units\n")

        pane.press("Enter")
        pane.until(r"billing.tax_of\(numeric, numeric\) .* 1 of 5")
        pane.press("a")
        pane.until("Approved billing.tax_of")

        pane.until(r"billing.tax_rate_for\(text, date\) .* of ")
        pane.press("r", "3")
        pane.until("anything to add")
        pane.type("a rate has a unit")
        pane.press("Enter")
        pane.until("Rejected billing.tax_rate_for")

        edit_badly_then_well(pane)

        killed = demo.pid
        demo.kill()
        pane.until(OUTAGE)
        pane.until("SpecQL", gone=OUTAGE)
        assert demo.pid != killed  # the deck starts again what nobody stopped

        approve_all_alike(pane)

        undo_all(pane)
        pane.press("q", "q", "q")
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
    pane.until(" 1  actions:(.|\n)*≡ proved\n *ctrl")
    pane.press("Down", "Down", "Right", "Right", "Right", "Right")
    pane.type("note: looked at by hand")
    pane.press("Enter")
    pane.until("looked at by hand\n(.|\n)*≡ proved\n *ctrl")
    pane.press("C-s")
    pane.until("Edited billing.write_off")


def approve_all_alike(pane) -> None:
    """What the word would touch is seen before it is said."""
    pane.press(".")
    pane.until(r"sales.cart_total\(integer\) .* of 3")
    pane.press("A")
    pane.until(r"Approve 2 of 2 units(.|\n)*✓ sales.cart_total\(integer\)(.|\n)*✓ sales.order_total\(integer\)")
    pane.press("Enter")
    pane.until("Approved 2 of 2 units", gone="Approve 2 of 2 units?")


def undo_all(pane) -> None:
    for what in ("approve: 2 of 2", "edit", "reject", "approve"):
        pane.press("u")
        pane.until(f"Undid {what}")
    pane.press("u")
    pane.until("You have nothing to undo.")
