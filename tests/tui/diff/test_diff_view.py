"""The diff widget by its keys: what it shows, which messages it posts, and that it never needs colour."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.app import App

from daemon.wire.review import HunkInfo
from tests.tui.diff.test_align_rows import LINKS, SPEC, SQL
from tui.appearance.textual_theme import UNTHEMED
from tui.diff.content.compared_texts import compare_proposal
from tui.diff.content.diff_model import DiffNote, LinePlace, TextRange
from tui.diff.content.link_kinds import LinkKind
from tui.diff.content.linked_texts import link_texts
from tui.diff.coverage_bar import CoverageBar, measure_coverage
from tui.diff.diff_view import DiffView

NARROW, WIDE = (80, 24), (160, 48)
TEXTS = ("a: 1\nb: old\nc: 3\n", "a: 1\nb: new\nc: 3\n")


class Shell(App):
    """The widget alone, with a record of what it tells."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.told = []

    def get_theme_variable_defaults(self):
        return UNTHEMED

    def compose(self):
        yield CoverageBar()
        yield DiffView(self.model)

    def on_mount(self):
        self.query_one(CoverageBar).show(measure_coverage(self.model))
        self.query_one(DiffView).focus()

    def on_diff_view_told(self, message):
        self.told.append(message)

    on_diff_view_link_changed = on_diff_view_line_selected = on_diff_view_told
    on_diff_view_hunk_toggled = on_diff_view_copy_asked = on_diff_view_missed = on_diff_view_told


@asynccontextmanager
async def shown(model, size=NARROW, *keys):
    app = Shell(model)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        yield app, app.query_one(DiffView), pilot


def screen(diff):
    return [diff.render_line(number).text.rstrip() for number in range(diff.size.height)]


def model(**how):
    return link_texts(SQL, SPEC, LINKS, **how)


async def test_a_wide_terminal_shows_both_sides_on_one_row():
    async with shown(model(), WIDE) as (_, diff, _):
        row = next(line for line in screen(diff) if "RETURN 20;" in line)
        assert "- return: 20" in row


async def test_a_narrow_one_shows_one_side_and_below_it_what_the_link_became():
    async with shown(model(), NARROW, *"jjj") as (_, diff, _):
        lines = screen(diff)
        rule = next(number for number, line in enumerate(lines) if line.startswith("──"))
        assert lines[rule].startswith("── = exact · SpecQL line 7 ──")
        assert "return: 10" in lines[rule + 1]


async def test_tab_shows_the_other_side():
    async with shown(model(), NARROW, *"jjj", "tab") as (_, diff, _):
        assert diff.place == LinePlace(1, 6)
        assert "module: price" in screen(diff)[1]


async def test_keys_go_from_link_to_link_and_to_what_is_unexplained():
    async with shown(model(), WIDE, "right_square_bracket", "right_square_bracket") as (_, diff, pilot):
        assert diff.link.number == 2
        await pilot.press("right_curly_bracket")
        assert diff.place == LinePlace(0, 5)
        await pilot.press("left_square_bracket")
        assert diff.link.number == 2


async def test_the_screen_receives_links_lines_and_missed_moves():
    async with shown(model(), WIDE, "j", "j", "right_parenthesis") as (app, _, _):
        kinds = [type(message).__name__ for message in app.told]
        assert {"LinkChanged", "LineSelected", "Missed"} <= set(kinds)
        assert app.told[-1].sentence == "No finding further down."


async def test_a_range_is_drawn_copied_and_let_go():
    async with shown(model(), NARROW, "j", "v", "j", "y") as (app, diff, pilot):
        assert diff.lines == (0, TextRange(1, 3))
        assert app.told[-1].text == "BEGIN\n  IF p_id > 1 THEN"
        await pilot.press("escape")
        assert diff.lines == (0, TextRange(2, 3))


async def test_a_search_goes_to_its_next_place():
    async with shown(model(), NARROW, "slash", *"return", "enter") as (_, diff, pilot):
        assert diff.place.line == 3
        await pilot.press("n")
        assert diff.place.line == 5


async def test_while_a_search_is_typed_letters_are_letters():
    async with shown(model(), NARROW, "slash", *"jvG") as (_, diff, _):
        assert (diff.place.line, screen(diff)[0]) == (0, " /jvG▏")


async def test_top_and_bottom():
    async with shown(model(), NARROW, "G") as (_, diff, pilot):
        assert diff.place.line == 7
        await pilot.press("g", "g")
        assert diff.place.line == 0


async def test_a_click_goes_to_the_line_and_the_side():
    async with shown(model(), WIDE) as (_, diff, pilot):
        await pilot.click(DiffView, offset=(100, 8))
        assert diff.place.side == 1


async def test_a_hunk_is_taken_left_and_opened_again():
    async with shown(compare_proposal(*TEXTS), NARROW, "j", "space", "space", "space") as (app, diff, _):
        answers = [message.hunk.accepted for message in app.told if isinstance(message, DiffView.HunkToggled)]
        assert answers == [True, False, None]
        assert diff.model.hunks[0].accepted is None


async def test_hunks_have_the_numbers_that_the_daemon_gave():
    model = compare_proposal(*TEXTS, hunks=[HunkInfo(7, 2, 2, 2, 2)])
    async with shown(model, NARROW, "j", "space") as (app, diff, _):
        assert [m.hunk.number for m in app.told if isinstance(m, DiffView.HunkToggled)] == [7]
        assert "-✓" in screen(diff)[2]


async def test_a_comment_is_below_its_line():
    note = DiffNote(LinePlace(1, 7), "alice", "why twenty?")
    async with shown(model(notes=[note]), WIDE) as (_, diff, _):
        lines = screen(diff)
        number = next(number for number, line in enumerate(lines) if "return: 20" in line)
        assert "alice" in lines[number + 1]
        assert "why twenty?" in lines[number + 2]


async def test_a_line_that_is_not_broken_can_be_moved_sideways():
    sql = "SELECT " + "x" * 100 + " AS the_end"
    async with shown(link_texts(sql, "", ()), NARROW, "w") as (_, diff, pilot):
        assert screen(diff)[1].endswith("…")
        await pilot.press(*"llllll")
        assert "the_end" in screen(diff)[1]


async def test_hostile_text_is_shown_not_obeyed():
    async with shown(link_texts("SELECT '\x1b[2J\u202e'", "", ())) as (_, diff, _):
        assert "\x1b" not in "".join(screen(diff))


async def test_another_model_takes_the_place_of_the_first():
    async with shown(model(), WIDE, "G") as (_, diff, pilot):
        diff.show(compare_proposal(*TEXTS), at=LinePlace(1, 1))
        await pilot.pause()
        assert (diff.mode, diff.place) == ("compare", LinePlace(1, 1))


@pytest.mark.parametrize("kind", list(LinkKind))
async def test_every_kind_has_a_glyph(kind):
    first, *rest = LINKS
    async with shown(link_texts(SQL, SPEC, [[*first[:3], "exact"], [*rest[-1][:3], kind.value]]), WIDE) as (_, diff, _):
        row = next(line for line in screen(diff) if "RETURN 20;" in line)
        assert row.split()[1] == kind.glyph


async def test_without_colour_every_state_of_a_line_looks_different():
    texts = compare_proposal("a\nb\nc\nd\ne\n", "a\nB\nc\nD\ne\n")
    taken = replace(texts, hunks=(texts.hunks[0], replace(texts.hunks[1], accepted=True)))
    async with shown(taken, NARROW, "j", "v", "k") as (_, diff, _):
        marks = {line[:7].strip(): line[7:] for line in screen(diff)[1:8]}
        assert list(marks) == ["▌ 1", "* 2 -", "2 +", "3", "4 -✓", "4 +✓", "5"]


def told_apart(diff, text):
    strip = next(strip for number in range(24) if text in (strip := diff.render_line(number)).text)
    return {(s.style.bold, s.style.underline, s.style.reverse) for s in strip if s.text.strip() and s.style}


async def test_without_colour_changed_words_and_hits_stand_out():
    async with shown(compare_proposal(*TEXTS), NARROW) as (_, diff, pilot):
        assert any(underline for _, underline, _ in told_apart(diff, "b: old"))
        diff.search("c:")
        await pilot.pause()
        assert any(reverse for _, _, reverse in told_apart(diff, "c: 3"))


async def test_the_coverage_bar_shows_the_shares_in_words():
    async with shown(model()) as (app, _, _):
        bar = app.query_one(CoverageBar).render_line(0).text
        assert ("! " in bar, "exact" in bar, "raw" in bar) == (True, True, True)


async def test_an_empty_diff_takes_every_key():
    keys = ("j", "k", "G", "pagedown", "tab", "bar", "w", "right_square_bracket", "right_curly_bracket", "v", "y", "n")
    async with shown(link_texts("", None, ()), NARROW, *keys) as (_, diff, _):
        assert diff.place.line == 0


@pytest.mark.parametrize("key", ["j", "ctrl+d", "pagedown"])
async def test_a_line_that_is_higher_than_the_view_is_read_to_its_end_before_the_cursor_leaves_it(key):
    sql = "SELECT 1\n" + " ".join(f"word_{number}" for number in range(600)) + "\nFROM t;"
    async with shown(link_texts(sql, None, ())) as (_, diff, pilot):
        await pilot.press("j")
        seen = set()
        while diff.place.line == 1:
            seen |= set(" ".join(screen(diff)).split())
            await pilot.press(key)
        assert {f"word_{number}" for number in range(600)} <= seen
        assert diff.place.line == 2


async def test_a_high_line_is_read_upwards_too():
    sql = "SELECT 1\n" + " ".join(f"word_{number}" for number in range(600)) + "\nFROM t;"
    async with shown(link_texts(sql, None, ())) as (_, diff, pilot):
        await pilot.press("G", "k")
        assert "word_599" in " ".join(screen(diff))
        while diff.place.line == 1:
            top = " ".join(screen(diff))
            await pilot.press("k")
        assert "word_0 " in top
