"""Units are indexed from the outbox, and searched in the retrieval queue."""

import shutil

import pytest

from jobs.job_kind import JobQueue, job_kinds
from jobs.kinds.index_units.retrieval_lane import open_lane
from store.codebase import projects, sources
from store.codebase.sources import Content
from store.core import texts
from store.search import search_outbox, searches
from tests.jobs.conftest import run_job

SHIP = """-- Nobody may ship an order twice.
CREATE FUNCTION ship_order(p integer) RETURNS void LANGUAGE sql AS $$
  UPDATE orders SET state = 'sent' WHERE id = p AND state = 'packed' $$;
"""
CLOSE = "CREATE FUNCTION close_account(p integer) RETURNS void LANGUAGE sql AS $$ DELETE FROM account WHERE id = p $$;"


class Shop:
    def __init__(self, tx):
        self.tx, self.project = tx, projects.add(tx, "shop", ["/srv"], "act_1").id

    def put(self, text, path="a.sql"):
        content = Content(texts.hash_of(text), text, "utf-8")
        source = sources.record(self.tx, self.project, "/srv", path, "sql", content)
        for kind in ("scan", "convert"):
            run_job(self.tx, kind, sources.subject(source.id))

    def index(self):
        return run_job(self.tx, "index_units", f"project:{self.project}")

    def ask(self, question):
        request = {"question": question, "kinds": [], "limit": 5}
        search = searches.add(self.tx, self.project, request)
        run_job(self.tx, "search_units", search)
        return searches.get(self.tx, search).answer


@pytest.fixture
def shop(tx, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("SPECDECK_MODEL_EMBEDDER", raising=False)
    open_lane.cache_clear()
    yield Shop(tx)
    open_lane.cache_clear()


def lane_folder(tx, tmp_path):
    return tmp_path / "cache" / "specdeck" / "search" / search_outbox.lane_id(tx)


def test_searches_and_indexing_have_the_retrieval_queue():
    assert {job_kinds()[name].queue for name in ("index_units", "search_units")} == {JobQueue.RETRIEVAL}


def test_a_converted_unit_is_indexed_and_found(tx, shop):
    shop.put(SHIP + CLOSE)
    assert shop.index() == {"indexed": 2, "left": 0}
    assert search_outbox.list_pending(tx, shop.project) == []
    answer = shop.ask("where do we make sure that an order is not shipped twice?")
    assert answer["hits"][0]["title"] == "ship_order(integer)"
    assert answer["notes"] == []


def test_a_unit_that_is_gone_is_not_found_any_more(shop):
    shop.put(SHIP + CLOSE)
    shop.index()
    shop.put(SHIP)
    shop.index()
    assert [hit["title"] for hit in shop.ask("close the account")["hits"]] == []


def test_an_unchanged_unit_is_not_indexed_again(shop):
    shop.put(SHIP)
    shop.index()
    shop.put(SHIP + CLOSE)
    assert shop.index()["indexed"] == 1


def test_an_answer_says_how_many_units_are_not_indexed_yet(shop):
    shop.put(SHIP)
    assert shop.ask("ship")["notes"] == ["The index does not have 1 changed units yet; search again in a moment."]


def test_a_lost_index_is_reported_and_made_again(tx, shop, tmp_path):
    shop.put(SHIP)
    shop.index()
    shutil.rmtree(lane_folder(tx, tmp_path))
    assert "was lost" in shop.ask("ship")["notes"][0]
    assert shop.index() == {"indexed": 1, "left": 0}
    assert shop.ask("ship order")["hits"]


def test_a_lost_index_is_noticed_by_indexing_too(tx, shop, tmp_path):
    shop.put(SHIP)
    shop.index()
    shutil.rmtree(lane_folder(tx, tmp_path))
    open_lane.cache_clear()
    assert shop.index() == {"lost": True}
    assert shop.index() == {"indexed": 1, "left": 0}


def test_a_model_that_does_not_load_is_part_of_the_answer(shop, tmp_path, monkeypatch):
    monkeypatch.setenv("SPECDECK_MODEL_EMBEDDER", str(tmp_path / "missing"))
    shop.put(SHIP)
    shop.index()
    answer = shop.ask("ship order")
    assert "Hashed words take its place." in answer["notes"][0]
    assert answer["hits"]


def test_a_change_while_a_batch_is_indexed_is_kept_for_the_next(tx, shop):
    shop.put(SHIP)
    (before,) = search_outbox.list_pending(tx, shop.project)
    shop.put(SHIP.replace("'sent'", "'gone'"))
    search_outbox.mark_delivered(tx, [before.position], before.position)
    assert len(search_outbox.list_pending(tx, shop.project)) == 1
