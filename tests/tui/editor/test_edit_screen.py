"""The editor: colours of the syntax, and drafts that are kept or dropped."""

from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tests.tui.review.conftest import open_unit
from tui.editor.text_area import SpecArea


async def test_keys_of_the_spec_have_a_colour_of_their_own(demo):
    async with deck(demo) as pilot:
        await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "e")
        line = pilot.app.screen.query_one(SpecArea).get_line(0)
        assert line.plain.startswith("actions")
        assert any(span.start == 0 and span.style.color for span in line.spans)


async def test_a_draft_is_kept_by_escape_and_dropped_by_ctrl_r(demo):
    async with deck(demo) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "e", "x", "escape")
        assert pilot.app.drafts.get(screen.review.item)
        await press(pilot, "e", "ctrl+r")
        await until(pilot, lambda: "The draft was dropped." in text_of(pilot.app))
        assert pilot.app.drafts.get(screen.review.item) is None


async def test_it_begins_at_the_line_under_the_cursor(demo):
    async with deck(demo, (160, 48)) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "tab", "j", "j")
        line = screen.view.spec_line()
        await press(pilot, "e")
        assert line > 1
        assert pilot.app.screen.query_one(SpecArea).cursor_location == (line - 1, 0)
