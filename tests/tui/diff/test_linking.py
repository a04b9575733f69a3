"""Links: the current one is the innermost, raw and unlinked SQL is unexplained, kinds have weights."""

from hypothesis import given

from tests.tui.diff.test_align import LINKS, SPEC, SQL, decks, link
from tui.diff.kinds import Kind, kind_of
from tui.diff.linking import linked
from tui.diff.model import Note, Place
from tui.diff.sheet import Layout
from tui.diff.view import View


def model():
    return linked(SQL, SPEC, LINKS)


def about(deck, place):
    found = deck.link_at(place)
    return None if found is None else deck.sides[0].text[slice(*found.spans[0])].split("\n")[0]


def test_the_link_of_a_line_is_the_one_that_begins_there_else_the_innermost_around_it():
    deck = model()
    assert [about(deck, Place(0, line)) for line in range(8)] == [
        *(SQL.split("\n")[0],) * 2,
        *("IF p_id > 1 THEN", "RETURN 10;", "IF p_id > 1 THEN", "RETURN 20;"),
        *(SQL.split("\n")[0],) * 2,
    ]
    assert about(deck, Place(1, 6)) == "RETURN 10;"
    assert about(deck, Place(1, 0)) is None


def test_of_two_links_on_a_line_the_outer_one_is_about_the_line():
    deck = linked(
        "IF a THEN RETURN 1; END IF;", "if: a", [[[], [10, 19], [0, 5], "raw"], [[], [0, 27], [0, 5], "exact"]]
    )
    assert about(deck, Place(0, 0)).startswith("IF a")


def test_sql_without_a_link_and_raw_sql_are_unexplained_but_comments_are_not():
    sql = "a := 1;\n-- said\nb := 2;\nc := 3;\n"
    deck = linked(sql, "x", [[[], [0, 7], [0, 1], "exact"], [[], [24, 31], [0, 1], "raw"]])
    assert [sql[slice(*span)] for span in deck.unexplained] == ["b := 2", "c := 3"]
    assert deck.gaps == (Place(0, 2), Place(0, 3))


def test_a_kind_that_is_not_known_is_one_to_look_at():
    assert kind_of("guessed") is Kind.FINDING


def test_a_line_shows_the_heaviest_kind():
    deck = linked("a b", "x", [[[], [0, 3], [0, 1], "exact"], [[], [2, 3], [0, 1], "raw"]])
    assert deck.marks[0][0] is Kind.RAW


def test_findings_are_found_in_order():
    deck = linked(SQL, SPEC, LINKS, findings=[(SQL.index("RETURN 20"), len(SQL), "a rate"), (0, 6, "a function")])
    assert deck.found == (Place(0, 0), Place(0, 5))


def test_a_note_stands_below_its_line_and_a_late_one_below_all():
    notes = [Note(Place(1, 4), "alice", "why?"), Note(Place(1, 400), "bob", "gone")]
    rows = linked(SQL, SPEC, LINKS, notes=notes).rows
    number = next(n for n, row in enumerate(rows) if row.lines[1] == 4)
    assert (rows[number + 1].note, rows[-1].note) == tuple(notes)


@given(decks())
def test_going_from_link_to_link_visits_each_once_and_in_order(deck):
    view = View(linked(*deck), Layout.SPLIT)
    if view.model.links:
        view.light(view.model.links[0])
        visited = [view.link.number]
        while view.follow_links(1):
            visited.append(view.link.number)
        assert visited == list(range(len(view.model.links)))


def test_links_are_walked_down_and_up_again():
    view = View(model(), Layout.SPLIT)
    down = [view.link.number]
    while view.follow_links(1):
        down.append(view.link.number)
    up = [view.link.number]
    while view.follow_links(-1):
        up.append(view.link.number)
    assert down == [0, 1, 2, 3] == up[::-1]


def test_a_finding_of_the_daemon_keeps_its_kind():
    assert linked(SQL, SPEC, [link("RETURN 20;", "return: 20", "finding")]).found == (Place(0, 5),)
