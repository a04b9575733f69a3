"""`specdeck review list|show|next|stats|view`: the inbox in the shell."""

import pytest

ROUTINE = (
    "CREATE FUNCTION shop.{name}(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n + {n}; END $$;\n"
)


@pytest.fixture(scope="module")
def shop(shared_shell):
    """A shell with a project of three units; nobody said anything yet."""
    names = ("price", "refund", "tax")
    shared_shell.write("db/shop.sql", "".join(ROUTINE.format(name=name, n=n) for n, name in enumerate(names)))
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    assert shared_shell.specdeck("wait").code == 0
    return shared_shell


def named(shop, *arguments):
    return [item["name"].partition("(")[0] for item in shop.specdeck("review", "list", *arguments, "--json").json]


def test_list_shows_open_units_as_a_table(shop):
    ran = shop.specdeck("review", "list", "--sort", "name")
    assert (ran.code, ran.err) == (0, "")
    head, *rows = ran.out.splitlines()
    assert head.lower().split() == ["id", "state", "verdict", "covered", "risk", "unit"]
    assert [row.split()[-1].partition("(")[0] for row in rows[-3:]] == ["shop.price", "shop.refund", "shop.tax"]


def test_list_takes_a_query_and_an_order(shop):
    assert named(shop, "--where", "name~'(price|tax)'", "--sort", "-name") == ["shop.tax", "shop.price"]


def test_list_shows_the_columns_that_are_named(shop):
    ran = shop.specdeck("review", "list", "--columns", "name, source,lines", "--sort", "-name")
    head, first, *_ = ran.out.splitlines()
    assert head.split() == ["UNIT", "FILE", "LINES"]
    assert first.split() == ["shop.tax(integer)", "shop.sql", "1"]


def test_a_column_that_does_not_exist_is_refused_with_the_nearest(shop):
    ran = shop.specdeck("review", "list", "--columns", "name,risks")
    assert ran.code == 2
    assert "no column `risks`" in ran.err
    assert "`risk`" in ran.err


def test_list_says_when_there_is_more(shop):
    ran = shop.specdeck("review", "list", "--limit", "1")
    assert "1 of 3; --limit shows more." in ran.out


def test_a_mistake_in_a_query_is_reported_with_a_suggestion(shop):
    ran = shop.specdeck("review", "list", "--where", "open and verdct=proved")
    assert ran.code != 0
    assert "There is no field verdct." in ran.err
    assert "Did you mean verdict?" in ran.err
    assert "Traceback" not in ran.err


def test_a_query_without_results_gets_a_hint(shop):
    ran = shop.specdeck("review", "list", "--where", "approved", "--json")
    assert (ran.code, ran.json) == (0, [])
    assert ran.err == "hint: `approved` is a state: state = approved.\n"


def test_invalid_bytes_are_refused(shop):
    ran = shop.specdeck("review", "list", "--where", "\udcff")
    assert ran.code != 0
    assert "Traceback" not in ran.err


def test_show_prints_the_whole_unit(shop):
    ran = shop.specdeck("review", "show", "shop.refund")
    assert ran.code == 0
    assert "function shop.refund(integer), of" in ran.out.splitlines()[0]
    for part in ("SQL:", "Spec:", "RETURN n + 1"):
        assert part in ran.out


def test_next_shows_the_first_unit_or_reports_that_none_is_left(shop):
    (first,) = shop.specdeck("review", "list", "--limit", "1", "--json").json
    assert shop.specdeck("review", "next", "--json").json["item"]["id"] == first["id"]


def test_next_without_a_match_is_an_answer_not_an_error(shop):
    ran = shop.specdeck("review", "next", "--where", "kind=table")
    assert (ran.code, ran.out, ran.err) == (0, "No unit matches the query.\n", "")
    assert shop.specdeck("review", "next", "--where", "kind=table", "--json").json is None


def test_stats_count_units_and_decisions(shop):
    told = shop.specdeck("review", "stats", "--json").json
    assert (told["open"], told["approved"], told["agreement"]) == (3, 0, None)
    assert "decisions" in shop.specdeck("review", "stats", "--where", "kind=function").out


def test_views_are_saved_listed_and_removed(shop):
    assert (
        shop.specdeck("review", "view", "save", "risky", "--where", "open and risk:refund", "--sort", "-raw").code == 0
    )
    (kept,) = shop.specdeck("review", "view", "list", "--json").json
    assert (kept["name"], kept["where"], kept["sort"]) == ("risky", "open and risk:refund", "-raw")
    assert "open and risk:refund" in shop.specdeck("review", "view", "list").out
    assert shop.specdeck("review", "view", "rename", "risky", "refunds").code == 0
    assert [view["name"] for view in shop.specdeck("review", "view", "list", "--json").json] == ["refunds"]
    assert "cannot be renamed" in shop.specdeck("review", "view", "rename", "refunds", "x" * 61).err
    assert shop.specdeck("review", "view", "remove", "refunds").code == 0
    ran = shop.specdeck("review", "view", "remove", "risky")
    assert ran.code != 0
    assert "You have no view risky" in ran.err
