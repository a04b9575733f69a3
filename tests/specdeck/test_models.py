"""`specdeck models`: models are added by link, one is in use, files are never deleted, and speed is measured."""

from importlib.util import find_spec

import pytest

from engine.llm.local.random_model import write_random_model
from tests.engine.retrieval.tiny_encoder import write_tiny_encoder


@pytest.fixture
def model(shell):
    return write_random_model(shell.folder / "tiny.gguf")


def models(shell, *words):
    return shell.specdeck("models", *words, SPECDECK_MODELS=str(shell.folder / "models"))


def test_the_first_model_is_used_at_once(shell, model):
    assert models(shell, "add", str(model)).out.splitlines() == ["Added tiny.", "tiny is used from now on."]
    (row,) = models(shell, "list", "--json").json
    assert (row["name"], row["is_in_use"], row["architecture"], row["context"]) == ("tiny", True, "llama", 2048)


def test_without_models_the_list_says_how_to_add_one(shell):
    assert "specdeck models add FILE" in models(shell, "list").out


def test_removing_a_model_keeps_its_file(shell, model):
    models(shell, "add", str(model))
    assert models(shell, "remove", "tiny").code == 0
    assert model.exists()
    assert models(shell, "list", "--json").json == []


def test_a_file_in_the_folder_itself_is_not_removed(shell):
    (shell.folder / "models").mkdir()
    write_random_model(shell.folder / "models" / "own.gguf")
    ran = models(shell, "remove", "own")
    assert ran.code != 0
    assert "is the file itself" in ran.err


@pytest.mark.parametrize("name", ["other", "../tiny", "a/b", ""])
def test_an_unknown_model_is_refused_with_those_that_there_are(shell, model, name):
    models(shell, "add", str(model))
    ran = models(shell, "use", name)
    assert ran.code != 0
    assert "Known: tiny." in ran.err


@pytest.mark.parametrize("content", [b"", b"GGUF", b"GGUF" + b"\xff" * 60, b"PK" * 40])
def test_a_file_that_is_no_model_is_refused(shell, content):
    (shell.folder / "bad.gguf").write_bytes(content)
    ran = models(shell, "add", str(shell.folder / "bad.gguf"))
    assert (ran.code != 0, "is not a GGUF file" in ran.err, "Traceback" in ran.err) == (True, True, False)


def test_a_model_whose_file_vanished_is_shown_as_missing(shell, model):
    models(shell, "add", str(model))
    model.unlink()
    assert "file missing" in models(shell, "list").out


def test_without_a_model_the_bench_says_what_to_do(shell):
    assert "--random" in models(shell, "bench").err


@pytest.mark.skipif(find_spec("llama_cpp") is None, reason="llama-cpp-python is not installed; install.py says why")
def test_the_bench_measures_batches_and_valid_answers(shell, model):
    models(shell, "add", str(model))
    figures = models(shell, "bench", "--threads", "1", "--json").json
    assert figures["schema_valid_share"] == 1.0
    assert figures["tps_batch_16"] > 0


def test_minilm_is_converted_from_a_folder(shell):
    source = write_tiny_encoder(shell.folder / "all-minilm")
    ran = models(shell, "add", "minilm", "--from", str(source))
    assert ran.code == 0, ran.err
    folder, hint = ran.out.splitlines()
    assert folder.endswith("specdeck/embedders/minilm")
    assert "model.embedder" in hint
    shell.write("db/ship.sql", "CREATE FUNCTION ship() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;")
    found = shell.specdeck("find", "ship an order", "db", "--explain", SPECDECK_MODEL_EMBEDDER=folder)
    assert "meaning #1" in found.out


def test_without_minilm_on_the_machine_the_error_says_where_to_get_it(shell):
    ran = models(shell, "add", "minilm")
    assert ran.code != 0
    assert "MiniLM is not on this machine" in ran.err
    assert "--from FOLDER" in ran.err
