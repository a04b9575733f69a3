"""Links: the current one is the innermost, raw and unlinked SQL is unexplained, kinds have weights."""

from hypothesis import given

from tests.tui.diff.test_align_rows import LINKS, SPEC, SQL, decks, link
from tui.diff.content.diff_model import DiffNote, LinePlace
from tui.diff.content.link_kinds import LinkKind, link_kind_from
from tui.diff.content.linked_texts import link_texts
from tui.diff.diff_state import DiffState
from tui.diff.sheet import DiffLayout


def model():
    return link_texts(SQL, SPEC, LINKS)


def about(deck, place):
    found = deck.link_at(place)
    return None if found is None else deck.sides[0].text[slice(*found.spans[0])].split("\n")[0]


def test_the_link_of_a_line_is_the_one_that_begins_there_else_the_innermost_around_it():
    deck = model()
    assert [about(deck, LinePlace(0, line)) for line in range(8)] == [
        *(SQL.split("\n")[0],) * 2,
        *("IF p_id > 1 THEN", "RETURN 10;", "IF p_id > 1 THEN", "RETURN 20;"),
        *(SQL.split("\n")[0],) * 2,
    ]
    assert about(deck, LinePlace(1, 6)) == "RETURN 10;"
    assert about(deck, LinePlace(1, 0)) is None


def test_of_two_links_on_a_line_the_outer_one_is_about_the_line():
    deck = link_texts(
        "IF a THEN RETURN 1; END IF;", "if: a", [[[], [10, 19], [0, 5], "raw"], [[], [0, 27], [0, 5], "exact"]]
    )
    assert about(deck, LinePlace(0, 0)).startswith("IF a")


def test_sql_without_a_link_and_raw_sql_are_unexplained_but_comments_are_not():
    sql = "a := 1;\n-- said\nb := 2;\nc := 3;\n"
    deck = link_texts(sql, "x", [[[], [0, 7], [0, 1], "exact"], [[], [24, 31], [0, 1], "raw"]])
    assert [sql[slice(*span)] for span in deck.unexplained] == ["b := 2", "c := 3"]
    assert deck.gaps == (LinePlace(0, 2), LinePlace(0, 3))


def test_a_kind_that_is_not_known_is_one_to_look_at():
    assert link_kind_from("guessed") is LinkKind.FINDING


def test_a_line_shows_the_heaviest_kind():
    deck = link_texts("a b", "x", [[[], [0, 3], [0, 1], "exact"], [[], [2, 3], [0, 1], "raw"]])
    assert deck.marks[0][0] is LinkKind.RAW


def test_findings_are_found_in_order():
    deck = link_texts(SQL, SPEC, LINKS, findings=[(SQL.index("RETURN 20"), len(SQL), "a rate"), (0, 6, "a function")])
    assert deck.found == (LinePlace(0, 0), LinePlace(0, 5))


def test_a_note_is_below_its_line_and_a_late_one_at_the_end():
    notes = [DiffNote(LinePlace(1, 4), "alice", "why?"), DiffNote(LinePlace(1, 400), "bob", "gone")]
    rows = link_texts(SQL, SPEC, LINKS, notes=notes).rows
    number = next(n for n, row in enumerate(rows) if row.lines[1] == 4)
    assert (rows[number + 1].note, rows[-1].note) == tuple(notes)


@given(decks())
def test_going_from_link_to_link_visits_each_once_and_in_order(deck):
    view = DiffState(link_texts(*deck), DiffLayout.SPLIT)
    if view.model.links:
        view.light(view.model.links[0])
        visited = [view.link.number]
        while view.follow_links(1):
            visited.append(view.link.number)
        assert visited == list(range(len(view.model.links)))


def test_links_are_walked_down_and_up_again():
    view = DiffState(model(), DiffLayout.SPLIT)
    down = [view.link.number]
    while view.follow_links(1):
        down.append(view.link.number)
    up = [view.link.number]
    while view.follow_links(-1):
        up.append(view.link.number)
    assert down == [0, 1, 2, 3] == up[::-1]


def test_a_finding_of_the_daemon_keeps_its_kind():
    assert link_texts(SQL, SPEC, [link("RETURN 20;", "return: 20", "finding")]).found == (LinePlace(0, 5),)
