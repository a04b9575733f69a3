"""Searches over the API: a worker answers, or names alone."""

from pathlib import Path

import pytest

from daemon.client.errors import NotFoundError, ProblemError
from daemon.wire.search import SearchRequest

SQL = """-- Nobody may ship an order twice.
CREATE FUNCTION ship_order(p int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET state = 'sent' WHERE id = p AND state = 'packed';
END $$;
CREATE FUNCTION close_account(p int) RETURNS void LANGUAGE sql AS $$ DELETE FROM account WHERE id = p $$;
"""


@pytest.fixture(scope="module")
def folder(shared_daemon, tmp_path_factory) -> Path:
    """The folder of a project that is converted."""
    folder = tmp_path_factory.mktemp("post")
    (folder / "post.sql").write_text(SQL)
    with shared_daemon.client() as client:
        client.projects.add("post", [str(folder)])
        for event in client.events.follow(0):
            if event.type == "job.done" and not client.conversions.tally("post").waiting:
                break
    return folder


@pytest.fixture
def client(shared_daemon, folder):
    with shared_daemon.client() as client:
        yield client


def test_a_worker_answers_a_question(client):
    asked = 0
    reply = client.search.ask("post", "is an order shipped twice?", wait=60)
    while not reply.results and asked < 20:  # the first answers come while the index is made
        asked += 1
        reply = client.search.ask("post", "is an order shipped twice?", wait=60)
    assert reply.results[0].name == "ship_order(integer)"
    assert reply.results[0].ranks["words"] == 1


def test_without_an_answer_names_are_compared_and_the_reply_says_so(client):
    reply = client.search.ask("post", "where is close account?", wait=-1)
    if reply.notes:  # a worker may have been as fast
        assert "only names were compared" in reply.notes[0]
    assert [each.name for each in reply.results] == ["close_account(integer)"]


def test_an_unknown_search_is_not_found(client):
    with pytest.raises(NotFoundError):
        client.search._exchange.get(SearchRequest, "/v1/projects/post/search/find_0")


def test_an_empty_question_is_refused(client):
    with pytest.raises((ProblemError, ValueError)):
        client.search.ask("post", " ")
