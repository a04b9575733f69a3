"""A walk along a list that changes: nothing is skipped, nothing is shown twice."""

from types import SimpleNamespace

from tui.inbox.unit_query import UnitQuery
from tui.review.list_walk import ListSlice, ListWalk


def stretch(*units: int, first: int = 0, total: int | None = None) -> ListSlice:
    items = tuple(SimpleNamespace(id=unit) for unit in units)
    return ListSlice(items, first, len(units) if total is None else total)


def walk(unit: int, place: int, around: ListSlice) -> ListWalk:
    walking = ListWalk(UnitQuery("erp"), unit, place)
    walking.look_around(around)
    return walking


def test_the_next_and_the_one_before():
    walking = walk(12, 1, stretch(11, 12, 13))
    assert (walking.neighbour(1), walking.neighbour(-1)) == (13, 11)


def test_a_list_has_two_ends():
    assert walk(11, 0, stretch(11, 12)).neighbour(-1) is None
    assert walk(12, 1, stretch(11, 12)).neighbour(1) is None


def test_a_unit_that_moved_is_found_where_it_is_now():
    walking = walk(13, 1, stretch(10, 11, 12, 13, 14))
    assert (walking.place, walking.neighbour(1)) == (3, 14)


def test_a_list_goes_on_beyond_what_was_read_of_it():
    walking = walk(42, 41, stretch(41, 42, first=40, total=900))
    assert walking.neighbour(1) is None
    assert (walking.ends(1), walking.ends(-1)) == (False, False)


def test_a_list_ends_where_its_last_unit_is_or_was():
    assert walk(12, 1, stretch(11, 12)).ends(1)
    assert walk(13, 2, stretch(11, 12)).ends(1)
    assert walk(11, 0, stretch(11, 12)).ends(-1)


def test_a_list_that_was_not_read_yet_may_go_on():
    walking = ListWalk(UnitQuery("erp"), 12, 1)
    assert (walking.ends(1), walking.ends(-1), walking.position) == (False, False, "")


def test_where_a_decided_unit_left_the_list_the_next_took_its_place():
    walking = walk(12, 1, stretch(11, 13, 14))
    assert (walking.neighbour(1), walking.neighbour(-1)) == (13, 11)


def test_the_last_unit_may_leave_the_list():
    walking = walk(13, 2, stretch(11, 12))
    assert walking.neighbour(1) is None


def test_what_was_read_ahead_is_at_hand():
    walking = walk(11, 0, stretch(11, 12, 13))
    read = SimpleNamespace(review=SimpleNamespace(item=SimpleNamespace(id=12)))
    walking.keep({12: read})
    assert (walking.near, walking.go(12), walking.place) == ((12, 13), read, 1)


def test_the_position_is_given_in_words():
    assert walk(12, 41, stretch(11, 12, first=40, total=900)).position == "42 of 900"
    assert walk(99, 0, stretch(11, total=900)).position == "900 in the list"


def test_what_was_read_ahead_is_at_hand_while_the_list_has_it_as_it_was():
    walking = walk(12, 1, stretch(11, 12, 13, 14))
    now, changed = SimpleNamespace(id=13), SimpleNamespace(id=14, revision=2)
    walking.keep({item.id: SimpleNamespace(review=SimpleNamespace(item=item)) for item in (now, changed)})
    assert (set(walking.at_hand), set(walking.known)) == ({13}, {13, 14})


def test_what_the_list_has_otherwise_than_it_was_read_is_not_gone_to():
    walking = walk(12, 1, stretch(11, 12, 13))
    walking.keep({13: SimpleNamespace(review=SimpleNamespace(item=SimpleNamespace(id=13, revision=1)))})
    assert walking.go(13) is None


def test_what_is_no_longer_near_is_let_go_of():
    walking = walk(12, 1, stretch(11, 12, 13, 14, 15, 16))
    walking.keep({unit: SimpleNamespace(review=SimpleNamespace(item=SimpleNamespace(id=unit))) for unit in (13, 16)})
    assert set(walking.at_hand) == {13}
