"""`specdeck find`: questions and examples over files."""

import pytest

FILES = {
    "db/ship.sql": """
-- Nobody may ship an order twice.
CREATE FUNCTION ship_order(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE orders SET shipped_at = now() WHERE id = p_id AND shipped_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'already shipped'; END IF;
END $$;
""",
    "db/other.sql": """
CREATE TABLE orders (id int PRIMARY KEY, shipped_at timestamptz);
CREATE FUNCTION close_account(p_id int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN UPDATE accounts SET closed = true WHERE id = p_id; END $$;
""",
    "like.sql": """
CREATE FUNCTION shut(n int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN UPDATE accounts SET closed = true WHERE n = id; END $$;
""",
}


@pytest.fixture
def shop(shell):
    for path, text in FILES.items():
        shell.write(path, text)
    return shell


def test_a_question_finds_the_unit_that_answers_it(shop):
    ran = shop.specdeck("find", "where do we make sure an order is not shipped twice?", "db")
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith("db/ship.sql:3  function ship_order(integer)")


def test_explain_shows_the_rank_in_each_view_and_the_time(shop):
    ran = shop.specdeck("find", "ship order", "db", "--explain")
    assert "words #1" in ran.out
    assert "3 units searched in" in ran.out


def test_a_file_finds_what_resembles_it(shop):
    found = shop.specdeck("find", "--like", "like.sql", "db", "--json").json
    assert found["results"][0]["unit"] == "close_account(integer)"
    assert found["results"][0]["ranks"]["shape"] == 1


def test_results_can_be_narrowed_to_a_kind(shop):
    found = shop.specdeck("find", "orders", "db", "--kind", "table", "--json").json
    assert [each["kind"] for each in found["results"]] == ["table"]


def test_nothing_found_exits_with_1(shop):
    assert shop.specdeck("find", "zyzzyva", "db", "--kind", "index").code == 1


def test_without_a_question_there_is_nothing_to_look_for(shop):
    ran = shop.specdeck("find")
    assert (ran.code, "nothing to look for" in ran.err) == (2, True)


def test_an_embedder_that_does_not_load_is_reported_and_search_goes_on(shop):
    ran = shop.specdeck("find", "ship order", "db", SPECDECK_MODEL_EMBEDDER="missing")
    assert ran.code == 0
    assert "Hashed words take its place" in ran.err
