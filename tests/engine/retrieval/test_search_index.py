"""What a search finds, and what it says about it."""

import pytest

from engine.retrieval.ranking.rank_fusion import fuse_ranks
from engine.retrieval.ranking.search_view import Ranked
from engine.retrieval.search_document import SearchDocument
from engine.retrieval.search_index import SearchIndex, build_index
from engine.retrieval.search_query import query_by_example, question
from engine.retrieval.unit_document import source_documents
from engine.source.split_file import split

SHIP = """
-- An order is shipped once.
CREATE FUNCTION ship_order(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET shipped_at = now() WHERE id = p_id AND shipped_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'order % is already shipped', p_id; END IF;
END $$;
"""
OTHERS = """
CREATE TABLE orders (id int PRIMARY KEY, shipped_at timestamptz, total numeric);
CREATE FUNCTION order_total(p_id int) RETURNS numeric LANGUAGE sql AS $$ SELECT total FROM orders WHERE id = p_id $$;
CREATE FUNCTION close_account(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN UPDATE accounts SET closed = true WHERE id = p_id; DELETE FROM sessions WHERE account = p_id; END $$;
"""
ALIKE = """
CREATE FUNCTION send_parcel(n int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET shipped_at = now() WHERE shipped_at IS NULL AND id = n;
  IF NOT FOUND THEN RAISE EXCEPTION 'order % is already shipped', n; END IF;
END $$;
"""


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    files = [split(SHIP, "a.sql"), split(OTHERS, "b.sql"), split(SHIP, "c.sql")]
    return build_index(list(source_documents(files)))


def document(text: str) -> SearchDocument:
    (found,) = source_documents([split(text, "q.sql")])
    return found


def test_a_question_finds_the_routine_that_answers_it(index: SearchIndex) -> None:
    answer = index.search(question("where do we make sure an order is not shipped twice?"))
    assert answer.hits[0].title.startswith("ship_order")


def test_code_finds_what_resembles_it(index: SearchIndex) -> None:
    answer = index.search(query_by_example(document(ALIKE)))
    assert answer.hits[0].title.startswith("ship_order")
    assert answer.hits[0].ranks["shape"] in {1, 2}


def test_a_result_has_its_rank_in_each_view_and_the_search_its_time(index: SearchIndex) -> None:
    answer = index.search(question("ship order"))
    assert answer.hits[0].ranks["words"] in {1, 2}
    assert "words #" in answer.hits[0].reason()
    assert answer.milliseconds >= 0


def test_copies_are_one_result(index: SearchIndex) -> None:
    titles = [hit.title for hit in index.search(question("ship order")).hits]
    assert len(titles) == len(set(titles))
    assert index.search(question("ship order")).hits[0].copies == 1


def test_documents_are_filtered_before_they_are_ranked(index: SearchIndex) -> None:
    answer = index.search(question("orders", kinds=frozenset({"table"})))
    assert [hit.kind for hit in answer.hits] == ["table"]


def test_a_document_is_as_near_as_the_nearest_of_its_passages() -> None:
    plain = SearchDocument("a", "pattern", "a", {}, "a queue of jobs")
    spoken = SearchDocument("b", "pattern", "b", {}, "cleaning", passages=("keep it short", "throw old letters away"))
    view = build_index([plain, spoken]).rank_by_view(question("throw away old letters"))["hashed words"]
    assert view[0].document == 1


def test_an_empty_index_finds_nothing() -> None:
    assert build_index([]).search(question("anything")).hits == ()


def test_a_question_without_known_words_finds_nothing_by_words(index: SearchIndex) -> None:
    assert index.rank_by_view(question("zyzzyva"))["words"] == []


def test_ranks_of_views_add_up() -> None:
    found = fuse_ranks({"one": [Ranked(7, 9.0), Ranked(8, 1.0)], "other": [Ranked(8, 0.5)]}, {"one": 1.0, "other": 1.0})
    assert [each.document for each in found] == [8, 7]
    assert found[0].ranks == {"one": 2, "other": 1}
