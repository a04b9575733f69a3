"""`specdeck spec`: check, fmt and schema."""

import jsonschema_rs
import pytest
import yaml

GOOD = "entity: Order\nschema: sales\ntable: sales.tb_order\n"


def test_a_valid_spec_passes(shell):
    shell.write("a.yaml", GOOD)
    assert (shell.specdeck("spec", "check", "a.yaml").out) == "a.yaml is valid\n"


def test_every_mistake_is_reported_with_its_place(shell):
    shell.write("a.yaml", GOOD + "feilds: {}\n")
    ran = shell.specdeck("spec", "check", "a.yaml", "--json")
    (mistake,) = ran.json["mistakes"]
    assert (ran.code, ran.json["ok"], mistake["line"], mistake["column"]) == (1, False, 4, 1)
    assert "fields" in mistake["sentence"] + mistake["hint"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: [", b"\0", b"- x", b"", b"a: &x 1", b"x" * 100_000])
def test_a_file_that_is_not_a_spec_is_refused_in_a_sentence(content, shell):
    shell.write("a.yaml", content)
    ran = shell.specdeck("spec", "check", "a.yaml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("error: a.yaml:")


def test_fmt_leaves_a_formatted_spec_unchanged(shell):
    path = shell.write("a.yaml", GOOD)
    assert shell.specdeck("spec", "fmt", "--check", "a.yaml").code == 0
    assert shell.specdeck("spec", "fmt", "a.yaml").out == ""
    assert path.read_text() == GOOD


def test_fmt_formats_and_keeps_the_mode(shell):
    path = shell.write("a.yaml", "schema: sales\nentity: Order\ntable: sales.tb_order\n")
    path.chmod(0o640)
    checked = shell.specdeck("spec", "fmt", "--check", "a.yaml")
    assert (checked.code, checked.out) == (1, "a.yaml would change\n")
    assert shell.specdeck("spec", "fmt", "a.yaml").out == "a.yaml changed\n"
    assert (path.read_text(), path.stat().st_mode & 0o777) == (GOOD, 0o640)
    assert [each.name for each in shell.folder.iterdir()] == ["a.yaml"]


def test_fmt_of_stdin_goes_to_stdout(shell):
    assert shell.specdeck("spec", "fmt", "-", stdin="table: t\nentity: T\n").out == "entity: T\ntable: t\n"


def test_fmt_does_not_change_an_invalid_spec(shell):
    path = shell.write("a.yaml", "nonsense: 1\n")
    ran = shell.specdeck("spec", "fmt", "a.yaml")
    assert (ran.code, path.read_text()) == (2, "nonsense: 1\n")


def test_the_schema_accepts_a_valid_spec_only(shell):
    validator = jsonschema_rs.validator_for(shell.specdeck("spec", "schema").json)
    assert validator.is_valid(yaml.safe_load(GOOD))
    assert not validator.is_valid(yaml.safe_load(GOOD + "feilds: {}"))
