"""The inbox over the API: windows, counts, stats, terms, views, and mistakes in a query."""

import pytest

from daemon.client.errors import NotFoundError, ProblemError, StaleError
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.inbox import SavedView
from daemon.wire.role import Role

ROUTINE = """
CREATE FUNCTION shop.{name}(n integer) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN n {sign} 2; END $$;
"""
SQL = "".join(
    ROUTINE.format(name=name, sign=sign)
    for name, sign in (("half", "/"), ("halve", "/"), ("refund", "-"), ("price_tax", "+"))
)


@pytest.fixture(scope="module")
def inbox(shared_daemon, tmp_path_factory):
    """A client whose project `shop` is converted, with one unit approved."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "shop.sql").write_text(SQL + "CREATE TABLE shop.tb_order (id integer PRIMARY KEY);\n")
    with shared_daemon.client() as client:
        client.projects.add("shop", [str(folder)])
        for event in client.events.follow(after=0):
            if event.type == "job.done" and not client.conversions.tally("shop").waiting:
                break
        (unit,) = client.inbox.page("shop", "name~'\\.refund'").items
        client.reviews.decide(unit.id, NewDecision(DecisionKind.APPROVE, seconds=3.0), unit.revision)
        yield client


def names(client, where, sort="name"):
    return [item.name.partition("(")[0] for item in client.inbox.list("shop", where, sort)]


def test_a_query_chooses_units_and_a_sort_orders_them(inbox):
    assert names(inbox, "kind=function open") == ["shop.half", "shop.halve", "shop.price_tax"]
    assert names(inbox, "kind=function open", "-name") == ["shop.price_tax", "shop.halve", "shop.half"]
    assert names(inbox, "risk:tax") == ["shop.price_tax"]


def test_a_window_has_the_total_count(inbox):
    page = inbox.inbox.page("shop", "kind=function", "name", offset=1, limit=2)
    assert ([item.name.partition("(")[0] for item in page.items], page.total) == (["shop.halve", "shop.price_tax"], 4)


def test_routines_that_are_equal_but_for_their_name_are_alike(inbox):
    half, halve = inbox.inbox.list("shop", "name:hal", "name")
    assert half.cluster == halve.cluster
    assert (half.alike, halve.alike) == (2, 2)
    assert names(inbox, f"cluster={half.cluster}") == names(inbox, "alike>1") == ["shop.half", "shop.halve"]
    (order,) = inbox.inbox.list("shop", "kind=table")
    assert (order.cluster, order.alike) == (None, 1)


def test_counts_cover_the_units_that_a_query_finds(inbox):
    counts = inbox.inbox.counts("shop", "kind=function")
    assert (counts.total, counts.open, sum(counts.verdicts.values())) == (4, 3, 4)
    assert counts.states["converted"] == 3


def test_stats_show_who_decided_and_how_long_it_took(inbox):
    told = inbox.inbox.stats("shop")
    assert (told.decisions, told.median_s, list(told.by_person.values())) == (1, 3.0, [1])
    assert inbox.inbox.stats("shop", "kind=table").decisions == 0


def test_terms_name_every_field_with_its_values(inbox):
    terms = {term.name: term for term in inbox.inbox.terms().items}
    assert "in review" in terms["state"].values
    assert terms["coverage"].meaning


@pytest.mark.parametrize("ask", ["page", "counts", "stats"])
def test_a_mistake_in_a_query_has_its_position(inbox, ask):
    with pytest.raises(ProblemError) as told:
        getattr(inbox.inbox, ask)("shop", "open and verdct=proved")
    assert told.value.problem.code == "inbox.query"
    assert "verdct" in str(told.value)
    assert [flaw.where for flaw in told.value.problem.flaws] == ["query:9"]


def test_an_empty_window_suggests_another_query(inbox):
    assert inbox.inbox.page("shop", "rejected").hint == "`rejected` is a state: state = rejected."
    assert inbox.inbox.page("shop", "refund").hint == ""


def test_views_belong_to_one_person(inbox, shared_daemon):
    inbox.inbox.save_view("shop", SavedView("taxes & co/1", "risk:tax", "-lines"))
    assert inbox.inbox.views("shop").items == (SavedView("taxes & co/1", "risk:tax", "-lines"),)
    with shared_daemon.client_as(Role.REVIEWER, "bob") as other:
        assert other.inbox.views("shop").items == ()
    assert inbox.inbox.delete_view("shop", "taxes & co/1").items == ()


def test_a_view_with_an_invalid_query_is_refused(inbox):
    with pytest.raises(ProblemError):
        inbox.inbox.save_view("shop", SavedView("odd", "kindd=x", ""))


@pytest.fixture
def views(inbox):
    """The views of one person, who begins with the view `taxes`."""
    yield inbox.inbox.save_view("shop", SavedView("taxes", "risk:tax", "")).items[0]
    for view in inbox.inbox.views("shop").items:
        inbox.inbox.delete_view("shop", view.name)


def test_a_view_is_renamed(inbox, views):
    assert inbox.inbox.rename_view("shop", "taxes", "duties").items == (SavedView("duties", "risk:tax", ""),)
    assert inbox.inbox.rename_view("shop", "duties", "duties").items == (SavedView("duties", "risk:tax", ""),)


def test_a_view_cannot_take_the_name_of_another(inbox, views):
    inbox.inbox.save_view("shop", SavedView("open", "open", ""))
    with pytest.raises(ProblemError) as told:
        inbox.inbox.rename_view("shop", "taxes", "open")
    assert told.value.code == "store.duplicate"
    with pytest.raises(NotFoundError):
        inbox.inbox.rename_view("shop", "no such", "free")


@pytest.mark.parametrize(
    "change",
    [
        lambda inbox, seen: inbox.save_view("shop", SavedView("taxes", "name:mine", ""), seen),
        lambda inbox, seen: inbox.rename_view("shop", "taxes", "mine", seen),
        lambda inbox, seen: inbox.delete_view("shop", "taxes", seen),
    ],
)
def test_a_view_changed_by_another_client_is_not_overwritten(inbox, views, change):
    inbox.inbox.save_view("shop", SavedView("taxes", "name:theirs", ""), views.revision)
    with pytest.raises(StaleError) as told:
        change(inbox.inbox, views.revision)
    assert told.value.sentence == "Your view taxes was changed since you looked."
    assert [view["where"] for view in told.value.problem.current["items"]] == ["name:theirs"]


def test_saving_a_new_view_under_a_taken_name_is_refused(inbox, views):
    with pytest.raises(StaleError, match="was added"):
        inbox.inbox.save_view("shop", SavedView("taxes", "name:mine", ""), 0)
    assert inbox.inbox.views("shop").items == (SavedView("taxes", "risk:tax", ""),)
