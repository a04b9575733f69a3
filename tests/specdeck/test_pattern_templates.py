"""`specdeck patterns template`: a person reads what a model wrote before the library has it."""

import json

import pytest

from tests.engine.llm.model_servers import model_server, openai_message

TEMPLATE = "class {{ entity }}Manager:\n    field = '{{ field }}'\n"
WRITTEN = {"approach": "A manager that hides deleted rows.", "template": TEMPLATE, "caveats": ["no raw SQL"]}


@pytest.fixture
def served(shell):
    """Return a project whose local model is a server that writes this template."""
    shell.write("db/a.sql", "SELECT 1;")
    with model_server(lambda _path, _asked: openai_message(json.dumps(WRITTEN))) as server:
        shell.environment["SPECDECK_MODEL_URL"] = f"{server.url}/v1"
        assert shell.specdeck("project", "add", "shop", "db", "--yes").code == 0
        yield shell
        shell.specdeck("daemon", "stop")


def test_a_template_is_shown_and_saved_where_a_person_agrees(served):
    refused = served.specdeck("patterns", "template", "soft_delete", "--as", "django", stdin="n\n")
    assert "soft_delete in django: checked, not proved" in refused.out, refused.out + refused.err
    assert "not done: no raw SQL" in refused.out
    assert served.specdeck("patterns", "show", "soft_delete", "--json").json["summary"]["version"] == 1
    served.specdeck("patterns", "template", "soft_delete", "--as", "django", "--set", "entity=Order", "--yes")
    filled = served.specdeck("patterns", "instantiate", "soft_delete", "--as", "django", "--set", "entity=Bill")
    assert "class BillManager" in filled.out, filled.out + filled.err


def test_without_a_model_it_says_what_is_missing(shell):
    shell.write("db/a.sql", "SELECT 1;")
    assert shell.specdeck("project", "add", "shop", "db", "--yes").code == 0
    ran = shell.specdeck("patterns", "template", "soft_delete", "--as", "django")
    shell.specdeck("daemon", "stop")
    assert "specdeck models add FILE" in ran.err


def test_a_word_that_is_not_a_language_is_refused(shell):
    ran = shell.specdeck("patterns", "template", "soft_delete", "--as", "x y")
    assert (ran.code, "a language is a word" in ran.err) == (2, True)
