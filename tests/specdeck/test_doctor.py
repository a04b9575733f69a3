"""`specdeck doctor` reports what is available, what is missing and how to fix it."""

import pytest

from tests.engine.llm.model_servers import model_server


def finding(shell, name, **environment):
    return next(found for found in shell.specdeck("doctor", "--json", **environment).json if found["name"] == name)


def test_a_machine_with_nothing_optional_is_fine(shell):
    ran = shell.specdeck("doctor")
    assert ran.code == 0, ran.out


def test_every_missing_part_has_a_hint(shell):
    for found in shell.specdeck("doctor", "--json").json:
        assert found["state"] == "ok" or found["hint"], found


def test_a_served_model_is_asked_whether_it_answers(shell):
    with model_server() as server:
        shell.environment["SPECDECK_MODEL_URL"] = f"{server.url}/v1"
        assert finding(shell, "local model")["state"] == "ok"
    assert finding(shell, "local model")["state"] == "bad"


def test_the_key_of_the_cloud_model_is_found_and_never_shown(shell):
    ran = shell.specdeck("doctor", ANTHROPIC_API_KEY="sk-very-secret")
    assert "a key is set" in ran.out
    assert "very-secret" not in ran.out + ran.err


def test_a_socket_folder_that_others_can_access_is_bad(shell):
    (shell.folder / "run" / "specdeck").mkdir(parents=True, mode=0o755)
    ran = shell.specdeck("doctor", "--json", XDG_RUNTIME_DIR=str(shell.folder / "run"))
    found = next(found for found in ran.json if found["name"] == "socket folder")
    assert (ran.code, found["state"], found["hint"].startswith("chmod 700")) == (1, "bad", True)


def test_a_socket_folder_that_cannot_be_made_is_bad(shell):
    shell.write("file", "")
    found = finding(shell, "socket folder", SPECDECK_SOCK=str(shell.folder / "file" / "specdeck" / "a.sock"))
    assert found["state"] == "bad"


def test_a_socket_path_that_is_too_long_is_bad(shell):
    assert finding(shell, "socket folder", SPECDECK_SOCK="/tmp/" + "x" * 200)["state"] == "bad"


def test_an_embedder_folder_without_a_model_is_bad(shell):
    found = finding(shell, "embedder", SPECDECK_MODEL_EMBEDDER=str(shell.folder))
    assert (found["state"], "tokenizer.json" in found["found"]) == ("bad", True)


def test_a_complete_embedder_folder_is_fine(shell):
    for name in ("tokenizer.json", "tokenizer_config.json", "model.onnx"):
        shell.write(name, "")
    assert finding(shell, "embedder", SPECDECK_MODEL_EMBEDDER=str(shell.folder))["state"] == "ok"


@pytest.mark.parametrize(("term", "shown"), [("xterm-256color", "not a terminal")])
def test_output_to_a_pipe_is_reported(shell, term, shown):
    assert shown in finding(shell, "terminal", TERM=term)["found"]


def test_outside_tmux_the_terminal_handles_copies(shell):
    assert finding(shell, "clipboard")["state"] == "ok"


def test_the_server_of_trials_and_its_confinement_are_reported(shell):
    assert finding(shell, "postgresql")["found"].endswith("/bin")
    assert "no new privileges" in finding(shell, "trial sandbox")["found"]
