"""Queries find in a real store what their tree means, and can do nothing else."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.core.errors import MissingError
from store.inbox import pages, query_to_text
from store.inbox.query_error import QueryError
from store.inbox.sql import DEFAULT_ORDER, FROM, QueryCaller
from store.inbox.stats import compute_stats
from store.inbox.tree import And, Compare, FlagTerm, Not, Or, WordTerm
from store.review import saved_views
from tests.plugins.new_database import open_new_database

ME = QueryCaller("id-alice", 1_795_000_000.0)
PEOPLE = ("alice", "malice", "bob")
STATES = ("converted", "in review", "drifted", "approved", "rejected", "flagged")
VERDICTS = ("proved", "proved-if", "unverified")
RISKS = ("tax", "payment", "Refund")
SETTING = (
    "INSERT INTO projects (id, name, folders, created) VALUES ('p', 'erp', '[]', 't')",
    (
        "INSERT INTO sources (id, project, folder, path, kind, hash, changed)"
        " VALUES (1, 'p', '/srv', 'a.sql', 'sql', 'h', 't')"
    ),
    *(f"INSERT INTO people VALUES ('id-{name}', '{name}', '{name}', 't')" for name in PEOPLE),
)
UNIT = (
    "INSERT INTO conversions (id, project, source, kind, name, occurrence, language, sql, basis, verdict, counts,"
    " changed, shape) VALUES (?1, 'p', 1, ?2, ?3, ?1, 'sql', '', '', ?4, '{}', 't', ?5)"
)
REVIEW = (
    "INSERT INTO reviews (conversion, project, name, state, verdict, risk, coverage, raw, lines, author, asked,"
    """ standing, moved) VALUES (?, 'p', ?, ?, ?, ?, ?, ?, ?, ?, ?, '{"approvals": []}', 't')"""
)
ROWS = st.lists(
    st.fixed_dictionaries({
        "name": st.sampled_from(["shop.a()", "shop.b(integer)", "b", "Ärger", "%_", "x'y"]),
        "kind": st.sampled_from(["function", "table"]),
        "state": st.sampled_from(STATES),
        "verdict": st.sampled_from(VERDICTS),
        "risk": st.lists(st.sampled_from(RISKS), unique=True, max_size=2),
        "coverage": st.sampled_from([0.0, 0.5, 0.9, 1.0]),
        "raw": st.integers(0, 3),
        "lines": st.integers(1, 30),
        "author": st.none() | st.sampled_from(PEOPLE),
        "asked": st.lists(st.sampled_from(PEOPLE), unique=True, max_size=2),
        "form": st.none() | st.sampled_from(["f1", "f2"]),
    }),
    max_size=6,
)  # fmt: skip


WORDS = st.sampled_from(["shop", "B", "b", "integer", "a()", "'", "%", "ä", "x'y", "table", ""])
NAMES = st.sampled_from([*PEOPLE, "me", "none", "ali", "nobody", ""])


def compares(fields, operators, values):
    return st.builds(Compare, st.sampled_from(fields), st.sampled_from(operators), values.map(tuple))


LEAVES = st.one_of(
    st.builds(WordTerm, WORDS),
    st.builds(FlagTerm, st.sampled_from(["open", "drift"])),
    compares(["name", "kind"], ["=", "!=", ":"], st.lists(WORDS, min_size=1, max_size=2)),
    compares(["state"], ["=", "!="], st.lists(st.sampled_from(STATES), min_size=1, max_size=2)),
    compares(["risk"], ["=", "!=", ":"], st.lists(st.sampled_from([*RISKS, "refund", "a", "none"]), min_size=1)),
    compares(["author", "asked"], ["=", "!=", ":"], st.lists(NAMES, min_size=1, max_size=2)),
    compares(["lines", "raw", "alike"], ["=", "!=", "<", "<=", ">", ">="], st.tuples(st.sampled_from("0123"))),
    compares(["coverage"], ["=", "<", ">="], st.tuples(st.sampled_from(["50%", "0.9", "1"]))),
)


def branches(parts):
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


TREES = st.recursive(LEAVES, branches, max_leaves=5)


class EnoughError(Exception):
    """What was written for an example is taken back."""


@pytest.fixture(scope="module")
def db(tmp_path_factory):
    opened = open_new_database(tmp_path_factory.mktemp("store") / "specdeck.db", clock=lambda: ME.now)
    with opened.write() as tx:
        for statement in SETTING:
            tx.execute(statement)
    yield opened
    opened.close()


def fill(tx, rows):
    for number, row in enumerate(rows, 1):
        tx.execute(UNIT, number, row["kind"], row["name"], row["verdict"], row["form"])
        author = row["author"] and f"id-{row['author']}"
        asked = json.dumps([f"id-{each}" for each in row["asked"]])
        measured = (json.dumps(row["risk"]), row["coverage"], row["raw"], row["lines"])
        tx.execute(REVIEW, number, row["name"], row["state"], row["verdict"], *measured, author, asked)


def lower(text):
    """As SQLite does: letters of ASCII alone."""
    return "".join(each.lower() if each.isascii() else each for each in text)


def holds(tree, row):
    """The grammar, read plainly."""
    match tree:
        case WordTerm(text):
            return lower(text) in lower(row["name"])
        case FlagTerm("open"):
            return row["state"] not in ("approved", "written", "rejected")
        case FlagTerm("drift"):
            return row["state"] == "drifted"
        case Not(part):
            return not holds(part, row)
        case And(parts):
            return all(holds(part, row) for part in parts)
        case Or(parts):
            return any(holds(part, row) for part in parts)
        case Compare(field, operator, values):
            found = any(_one(row[field], operator.removeprefix("!") or "=", value, field) for value in values)
            return not found if operator.startswith("!") else found


def _one(had, operator, value, field):
    if field in ("risk", "author", "asked"):
        words = ([had] if had else []) if field == "author" else had
        if operator == "=" and value in ("", "none"):
            return not words
        if field != "risk" and value == "me":
            return "alice" in words
        return any(_text(word, operator, value) for word in words)
    if isinstance(had, str):
        return _text(had, operator, value)
    number = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    compared = {"=": had == number, "<": had < number, "<=": had <= number, ">": had > number, ">=": had >= number}
    return compared[operator]


def _text(had, operator, value):
    return lower(value) in lower(had) if operator == ":" else lower(had) == lower(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, TREES)
def test_a_query_finds_what_its_tree_means(db, rows, tree):
    alike = [row["form"] for row in rows]
    known = [{**row, "alike": alike.count(row["form"]) if row["form"] else 1} for row in rows]
    with pytest.raises(EnoughError), db.write() as tx:
        fill(tx, rows)
        found = pages.window(tx, "p", query_to_text.query_to_text(tree), "id", ME, 0, 100)
        assert found.units == tuple(number for number, row in enumerate(known, 1) if holds(tree, row))
        assert found.total == len(found.units)
        raise EnoughError


HOSTILE = [
    "'; DROP TABLE reviews; --",
    '"x\') OR 1=1 --"',
    "name=\"x' OR '1'='1\"",
    "name:'%_'",
    "risk='\"] or 1'",
    'author="x\') UNION SELECT 1"',
    '"{} ?1 :a @b $c"',
]


@pytest.mark.parametrize("query", HOSTILE)
def test_no_text_of_a_query_becomes_sql(db, query):
    with db.read() as view:
        before = view.value("SELECT group_concat(sql) FROM sqlite_master")
        try:
            assert pages.condition_from_query(query, ME).sql.count("?") == len(
                pages.condition_from_query(query, ME).values
            )
            assert pages.window(view, "p", query, "", ME, 0, 10).total == 0
        except QueryError as told:
            assert told.hint
        assert view.value("SELECT group_concat(sql) FROM sqlite_master") == before


@pytest.mark.parametrize("sort", ["id; DROP TABLE reviews", "(SELECT 1)", "name COLLATE", "1"])
def test_no_order_becomes_sql(db, sort):
    with db.read() as view, pytest.raises(QueryError):
        pages.window(view, "p", "", sort, ME, 0, 10)


@settings(max_examples=100, deadline=None)
@given(st.text("()!&|,=<>~:'\"\\ aorntdi0;-?", max_size=60) | st.text(max_size=40))
def test_any_text_is_a_query_or_an_error(db, text):
    with db.read() as view:
        try:
            pages.window(view, "p", text, "", ME, 0, 10)
        except QueryError as told:
            assert told.hint


@pytest.mark.parametrize(
    "query",
    ["a " * 999, "a|" * 999 + "a", f"id={'1,' * 900}1", "name~'(a*)*b'", "alike>1 " * 200, "(" * 45 + "a" + ")" * 45],
)
def test_a_long_or_hostile_query_is_harmless(db, query):
    """A pattern takes linear time, and a long chain stays within what the database takes."""
    with pytest.raises(EnoughError), db.write() as tx:
        fill(tx, [_row(name="a" * 5000)])
        assert pages.window(tx, "p", query, "", ME, 0, 10).total in (0, 1)
        raise EnoughError


@pytest.mark.parametrize("query", ["not " * 45 + "a", "not(a or " * 24 + "a" + ")" * 24])
def test_a_query_that_is_too_deep_is_a_mistake(db, query):
    with db.read() as view, pytest.raises(QueryError, match="too deeply"):
        pages.window(view, "p", query, "", ME, 0, 10)


def _row(**facts):
    usual = {"name": "a", "kind": "function", "state": "converted", "verdict": "proved", "risk": [], "coverage": 1.0}
    return usual | {"raw": 0, "lines": 1, "author": None, "asked": [], "form": None} | facts


def found(db, rows, work):
    """What `work` says of a store with these units."""
    with pytest.raises(EnoughError), db.write() as tx:
        fill(tx, rows)
        answer = work(tx)
        raise EnoughError
    return answer


def test_windows_follow_the_requested_order(db):
    rows = [_row(name=f"f{number}", lines=number % 3) for number in range(7)]
    windows = found(
        db, rows, lambda tx: [pages.window(tx, "p", "", "-lines,name", ME, at, 3).units for at in (0, 3, 6, 9)]
    )
    assert windows == [(3, 6, 2), (5, 1, 4), (7,), ()]


def test_the_default_order_starts_with_what_needs_a_person_most(db):
    states = ("approved", "converted", "skipped", "drifted", "changes requested", "flagged")
    rows = [_row(name=state, state=state) for state in states]
    units = found(db, rows, lambda tx: pages.list_all(tx, "p", "", ME, 10))
    assert [states[unit - 1] for unit in units] == [
        "drifted", "changes requested", "flagged", "converted", "skipped", "approved"
    ]  # fmt: skip


def test_counts_are_of_what_the_query_finds(db):
    rows = [_row(state="converted"), _row(state="converted"), _row(state="approved"), _row(kind="table")]
    assert found(db, rows, lambda tx: pages.count_by(tx, "p", "kind=function", ME, "state")) == {
        "approved": 1, "converted": 2
    }  # fmt: skip


def test_stats_count_decisions_in_effect_and_agreement(db):
    def work(tx):
        said = [
            (1, "alice", "approve", 4.0, 0), (1, "bob", "approve", 8.0, 0), (2, "alice", "approve", 6.0, 0),
            (2, "bob", "reject", None, 0), (2, "bob", "skip", 1.0, 9),
        ]  # fmt: skip
        for unit, who, word, seconds, undone in said:
            tx.execute(
                "INSERT INTO decisions (act, conversion, actor, word, before, after, seconds, undone, at)"
                " VALUES ('a', ?, ?, ?, '{}', '{}', ?, ?, 't')", unit, f"id-{who}", word, seconds, undone,
            )  # fmt: skip
        return compute_stats(tx, "p", "", ME)

    told = found(db, [_row(state="approved"), _row()], work)
    assert (told.open, told.approved, told.decisions, told.undone, told.median_s) == (1, 1, 4, 1, 6.0)
    assert (told.by_person, told.agreement) == ({"alice": 2, "bob": 2}, 0.5)


def test_a_view_belongs_to_its_owner_and_replaces_one_of_the_same_name(db):
    def work(tx):
        saved_views.save(tx, "p", "id-alice", saved_views.SavedQuery("mine", "author=me", ""))
        saved_views.save(tx, "p", "id-alice", saved_views.SavedQuery("mine", "asked=me", "-lines"))
        return saved_views.list_views(tx, "p", "alice"), saved_views.list_views(tx, "p", "bob")

    assert found(db, [], work) == ([saved_views.SavedQuery("mine", "asked=me", "-lines")], [])


def test_an_invalid_view_is_refused_and_a_missing_one_reported(db):
    with pytest.raises(QueryError), db.write() as tx:
        saved_views.save(tx, "p", "id-alice", saved_views.SavedQuery("odd", "kindd=x", ""))
    with pytest.raises(MissingError, match="no view odd"), db.write() as tx:
        saved_views.delete(tx, "p", "id-alice", "odd")


def test_the_default_order_is_read_from_an_index(db):
    with db.read() as view:
        plan = view.rows(f"EXPLAIN QUERY PLAN SELECT c.id {FROM} ORDER BY {DEFAULT_ORDER} LIMIT 200", "p")
    assert "reviews_usual" in plan[0]["detail"]
    assert not any("TEMP B-TREE" in step["detail"] for step in plan)


@pytest.mark.parametrize(
    ("query", "units"),
    [("asked=me", (1,)), ("asked:me", (1,)), ("asked=alice", (1, 2)), ("asked='key:alice'", (2,)), ("asked!=me", (2,))],
)
def test_me_is_one_person_and_namesakes_differ_by_account(db, query, units):
    def asked(tx):
        tx.execute("INSERT INTO people VALUES ('id-other', 'key:alice', 'alice', 't')")
        fill(tx, [_row(asked=["alice"]), _row(asked=["other"])])
        return pages.list_all(tx, "p", query, ME, 10)

    assert found(db, [], asked) == units


@pytest.mark.parametrize("query", ["", "a or b", "(a or b)" + " " * 1990, "not " * 10 + "(a or b)"])
def test_what_is_unfinished_is_counted_for_a_query_of_any_length(db, query):
    rows = [_row(name="a"), _row(name="b", state="approved")]
    assert found(db, rows, lambda tx: pages.count_unfinished(tx, "p", query, ME)) == 1
