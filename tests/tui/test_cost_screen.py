"""The screen Cost: today's budget, what was spent on what, savings and a forecast."""

import pytest

from daemon.wire.cost import CloudInfo, CostLine, CostReport, DayBudget
from daemon.wire.event import Event
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.cost.cost_text import cost_text
from tui.remote.daemon_connection import DaemonConnection

DOLLAR = 1_000_000_000
LINE = CostLine("name_variables", 12, 1, 9000, 600, DOLLAR // 50, DOLLAR // 10)
REPORT = CostReport(
    project="shop", days=30, today=DayBudget(DOLLAR, DOLLAR * 9 // 10, DOLLAR // 10, 0, 100), spent=DOLLAR,
    baseline=4 * DOLLAR, unanswered=DOLLAR // 100, saving=0.75, cached=5, forecast=(0, DOLLAR, 2 * DOLLAR),
    by_task=(LINE,), by_model=(LINE,), by_day=(LINE,), by_source=(LINE,),
)  # fmt: skip
CLOUD = CloudInfo(True, "claude-haiku-5-5", False, False, 30)


def test_the_report_says_what_was_saved_and_that_the_budget_is_used_up():
    text = cost_text(REPORT, CLOUD, 80).plain
    assert "75% saved" in text
    assert "100 % of today's budget is used." in text
    assert "name variables" in text


@pytest.mark.parametrize("width", [36, 50, 75, 116])
def test_no_line_is_wider_than_the_screen(width):
    text = cost_text(REPORT, CLOUD, width)
    assert max(line.cell_length for line in text.split("\n")) <= width
    assert "cost" in text.plain


async def test_a_project_without_answers_says_how_to_ask(demo):
    async with deck(demo, (120, 40)) as pilot:
        await press(pilot, "dollar_sign")
        assert "specdeck reverse PATH" in text_of(pilot.app)
        assert "off; `specdeck cost cloud on`" in text_of(pilot.app)
        assert "No budget" in text_of(pilot.app)
        await press(pilot, "f")
        assert "7 days" in text_of(pilot.app)


async def test_a_budget_that_runs_out_is_reported_on_every_screen(demo):
    with demo.client() as client:
        project = client.projects.get("erp").id
    async with deck(demo) as pilot:
        alerts = [Event(n, "", "cost.alert", f"project:{project}", "system", {"percent": n}) for n in (80, 95)]
        pilot.app.post_message(DaemonConnection.EventsReceived(tuple(alerts)))
        await until(pilot, lambda: "erp: 95 % of today's budget is used. $ shows the costs." in text_of(pilot.app))
        assert [toast.severity for toast in pilot.app._notifications] == ["warning"]
