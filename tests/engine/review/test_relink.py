"""The links of a spec carried over to an edited text."""

from hypothesis import given
from hypothesis import strategies as st

from engine.review.text.carry_links import CarriedLink, carry_links

LIFTED = "name: f\nsteps:\n  - return: 1\n  - raw: x\n"


def link(text, words, kind="exact", sql=(0, 5)):
    start = text.index(words)
    return CarriedLink(("steps",), sql, (start, start + len(words)), kind)


RETURN, RAW = link(LIFTED, "return: 1"), link(LIFTED, "raw: x", "raw", (10, 20))


def shown(text, links):
    return [(text[slice(*each.yaml)], each.sql, each.kind) for each in links]


def test_the_lifts_own_text_keeps_its_links():
    assert carry_links((RETURN, RAW), LIFTED, LIFTED) == (RETURN, RAW)


def test_unchanged_lines_keep_their_links_where_they_are_now():
    edited = "name: a longer name\n" + LIFTED.partition("\n")[2]
    links = carry_links((RETURN, RAW), LIFTED, edited)
    assert ("return: 1", (0, 5), "exact") in shown(edited, links)
    assert ("raw: x", (10, 20), "raw") in shown(edited, links)


def test_a_changed_line_is_inferred():
    edited = LIFTED.replace("raw: x", "assign: v\n    to: x")
    links = carry_links((RETURN, RAW), LIFTED, edited)
    assert shown(edited, links)[1] == ("  - assign: v\n    to: x\n", (10, 20), "inferred")


def test_a_new_line_is_invented_and_points_between_its_neighbours():
    edited = LIFTED.replace("  - raw", "  - note: new\n  - raw")
    links = carry_links((RETURN, RAW), LIFTED, edited)
    assert shown(edited, links) == [
        ("return: 1", (0, 5), "exact"),
        ("  - note: new\n", (5, 5), "invented"),
        ("raw: x", (10, 20), "raw"),
    ]


def test_a_line_that_is_gone_has_no_link():
    edited = LIFTED.replace("  - raw: x\n", "")
    assert carry_links((RETURN, RAW), LIFTED, edited) == (RETURN,)


def test_a_link_around_a_changed_line_is_inferred_and_still_around_it():
    around = link(LIFTED, "steps:\n  - return: 1\n  - raw: x", sql=(0, 20))
    edited = LIFTED.replace("return: 1", "return: 2")
    assert shown(edited, carry_links((around,), LIFTED, edited)) == [
        ("steps:\n  - return: 2\n  - raw: x", (0, 20), "inferred")
    ]


def places(text):
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(sorted).filter(lambda place: place[0] < place[1])


texts = st.lists(st.sampled_from(["a: 1", "  - b: 2", "c: é", ""]), min_size=1, max_size=9).map("\n".join)


@given(texts, texts, st.data())
def test_links_stay_within_the_text_and_point_at_something(lifted, edited, data):
    found = data.draw(st.lists(places(lifted), max_size=4)) if lifted else []
    links = tuple(CarriedLink((), (0, 1), tuple(place), "exact") for place in found)
    for each in carry_links(links, lifted, edited):
        assert 0 <= each.yaml[0] < each.yaml[1] <= len(edited)


@given(texts, texts, st.data())
def test_an_exact_link_still_points_at_the_same_words(lifted, edited, data):
    place = data.draw(places(lifted)) if lifted else (0, 0)
    links = (CarriedLink((), (0, 1), tuple(place), "exact"),) if lifted else ()
    kept = [each for each in carry_links(links, lifted, edited) if each.kind == "exact"]
    assert all(edited[slice(*each.yaml)] == lifted[slice(*place)] for each in kept)
