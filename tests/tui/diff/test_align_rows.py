"""Rows: every line of both sides once and in order, linked parts beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from tui.diff.content.align_rows import MAX_GAP
from tui.diff.content.diff_model import DiffMode
from tui.diff.content.linked_texts import link_texts

SQL = """CREATE FUNCTION shop.price(p_id integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  IF p_id > 1 THEN
    RETURN 10;
  END IF;
  RETURN 20;
END
$$;
"""
SPEC = """module: price
actions:
  - name: price
    steps:
      - if: p_id > 1
        then:
          - return: 10
      - return: 20
"""


def link(sql, spec, kind="exact", path=()):
    a, b = SQL.index(sql), SPEC.index(spec)
    return [list(path), [a, a + len(sql)], [b, b + len(spec)], kind]


LINKS = [
    [["actions", 0], [0, len(SQL) - 1], [SPEC.index("name"), len(SPEC) - 1], "exact"],
    link("IF p_id > 1 THEN\n    RETURN 10;\n  END IF;", "if: p_id > 1\n        then:\n          - return: 10"),
    link("RETURN 10;", "return: 10"),
    link("RETURN 20;", "return: 20", "raw"),
]


def spans(size):
    return st.tuples(st.integers(0, size), st.integers(0, size)).map(sorted)


texts = st.text(alphabet="ab \n", max_size=60)


@st.composite
def decks(draw):
    sql, spec = draw(texts), draw(texts)
    entry = st.tuples(st.just([]), spans(len(sql)), spans(len(spec)), st.sampled_from(["exact", "raw", "finding"]))
    return sql, spec, draw(st.lists(entry, max_size=12))


@given(decks())
def test_every_line_of_both_sides_appears_once_and_in_order(deck):
    model = link_texts(*deck)
    for number, side in enumerate(model.sides):
        lines = [row.lines[number] for row in model.rows if row.lines[number] is not None]
        assert lines == list(range(len(side.lines)))


@given(decks())
def test_no_row_is_empty(deck):
    assert all(any(line is not None for line in row.lines) for row in link_texts(*deck).rows)


def test_linked_lines_share_a_row():
    model = link_texts(SQL, SPEC, LINKS)
    beside = {row.lines[0]: row.lines[1] for row in model.rows}
    assert (beside[2], beside[3], beside[5]) == (4, 6, 7)


def test_the_tops_stand_together():
    assert link_texts(SQL, SPEC, LINKS).rows[0].lines == (0, 0)


def test_a_link_that_does_not_fit_its_text_is_left_out():
    model = link_texts(
        "SELECT 1", "a: 1", [[[], [0, 99], [0, 1], "exact"], "nonsense", [[], [3, 2], [0, 1], "raw"], None]
    )
    assert (model.mode, model.links) == (DiffMode.LINKED, ())


def test_unlinked_lines_are_at_the_top():
    rows = link_texts("a\nb\nc\nd", "x\ny", []).rows
    assert [row.lines for row in rows] == [(0, 0), (1, 1), (2, None), (3, None)]


def test_a_gap_never_has_more_than_a_few_blank_lines():
    sql = "\n".join(f"sql {n}" for n in range(30))
    spec = "\n".join(f"spec {n}" for n in range(60))
    links = [
        [[], [sql.index(f"sql {n}"), sql.index(f"sql {n}") + 5], _span(spec, f"spec {2 * n + 20}"), "exact"]
        for n in (5, 6, 7)
    ]
    blank, most = 0, 0
    for row in link_texts(sql, spec, links).rows[:40]:
        blank = blank + 1 if row.lines[0] is None else 0
        most = max(most, blank)
    assert most == MAX_GAP


def _span(text, part):
    return [text.index(part), text.index(part) + len(part)]
