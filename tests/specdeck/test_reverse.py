"""`specdeck reverse`: analysts look at files through a real daemon, a real worker and a real, if tiny, model."""

from importlib.util import find_spec

import pytest

from engine.llm.local.random_model import write_random_model

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  IF v_x IS NULL THEN RAISE EXCEPTION 'no lines'; END IF;
  RETURN v_x;
END $$;
"""


@pytest.fixture
def shop(shell):
    """A project whose daemon looks for models in the shell's own folder."""
    shell.write("db/total.sql", TOTAL)
    added = reverse_env(shell, "project", "add", "shop", "db", "--yes")
    assert added.code == 0, added.err
    yield shell
    shell.specdeck("daemon", "stop")


def reverse_env(shell, *words):
    return shell.specdeck(*words, SPECDECK_MODELS=str(shell.folder / "models"))


def test_without_a_model_it_says_what_is_missing(shop):
    ran = reverse_env(shop, "reverse", "db/total.sql", "--wait")
    assert ran.code == 1
    assert "No local model is in use." in ran.out + ran.err


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed; install.py says why")
def test_after_a_model_was_added_the_files_are_looked_at_again(shop):
    assert reverse_env(shop, "reverse", "db", "--wait").code == 1
    reverse_env(shop, "models", "add", str(write_random_model(shop.folder / "tiny.gguf")))
    again = reverse_env(shop, "reverse", "db", "--wait")
    assert again.code == 0, again.out + again.err


def test_a_path_outside_of_the_project_is_refused(shop):
    ran = reverse_env(shop, "reverse", "elsewhere.sql")
    assert ran.code != 0
    assert "is not in a folder of the project" in ran.err


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed; install.py says why")
def test_a_model_is_asked_and_nothing_unproved_is_offered(shop):
    reverse_env(shop, "models", "add", str(write_random_model(shop.folder / "tiny.gguf")))
    ran = reverse_env(shop, "reverse", "db", "--wait")
    assert ran.code == 0, ran.err + ran.out
    assert "The analysts have looked at 1 file: units 1" in ran.out
    (unit,) = reverse_env(shop, "units", "shop", "--json").json
    assert unit["verdict"] == "proved"
