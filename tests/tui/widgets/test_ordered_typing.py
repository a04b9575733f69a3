"""Keys that arrive in a burst, as over a slow line, are inserted in order."""

import pytest
from textual import events
from textual.app import App
from textual.widgets import Input

from tui.editor.text_area import SpecArea
from tui.widgets.ordered_typing import LineInput

FIELDS = [LineInput, SpecArea]


async def written(kind: type[LineInput | SpecArea], *keys: str) -> str:
    """What a field holds after these keys, which come at once."""
    app: App[None] = App()
    async with app.run_test() as pilot:
        field = kind("")
        await app.mount(field)
        field.focus()
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        return field.value if isinstance(field, Input) else field.text


@pytest.mark.parametrize("kind", FIELDS)
async def test_a_backspace_takes_the_letter_before_it(kind):
    assert await written(kind, "a", "x", "backspace", "b") == "ab"


@pytest.mark.parametrize("kind", FIELDS)
async def test_a_letter_is_written_where_the_cursor_was_moved_to(kind):
    assert await written(kind, "b", "home", "a", "end", "c") == "abc"


async def test_a_new_line_of_a_spec_begins_below_the_words_of_the_one_before():
    keys = (*"ab", "home", "space", "end", "enter", "c")
    assert await written(SpecArea, *keys) == " ab\n c"


async def test_the_ends_of_a_spec_are_reached_at_once():
    keys = (*"ab", "enter", "c", "ctrl+home", "1", "ctrl+end", "2")
    assert await written(SpecArea, *keys) == "1ab\nc2"
