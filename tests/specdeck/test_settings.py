"""Settings: which source wins, their origins, and how mistakes are reported."""

import re
from pathlib import Path

import jsonschema_rs
import pytest

from specdeck import HOUSE, ROOT
from specdeck.settings.known_settings import OTHER_VARIABLES, SETTINGS


def value_and_origin(shell, key, **environment):
    rows = shell.specdeck("config", "show", "--json", **environment).json
    return next((row["value"], row["origin"]) for row in rows if row["key"] == key)


def test_an_unset_setting_has_its_default(shell):
    assert value_and_origin(shell, "export.dialect") == ("full", "default")


def test_the_user_file_is_read_from_xdg(shell):
    file = shell.write("xdg/specdeck/specdeck.toml", '[export]\ndialect = "core"\n')
    found = value_and_origin(shell, "export.dialect", XDG_CONFIG_HOME=str(shell.folder / "xdg"))
    assert found == ("core", str(file))


def test_the_project_wins_over_the_user_and_the_environment_over_both(shell):
    (shell.home / ".config/specdeck").mkdir(parents=True)
    (shell.home / ".config/specdeck/specdeck.toml").write_text('[project]\nname = "of the user"\n')
    file = shell.write("specdeck.toml", '[project]\nname = "of the project"\n')
    assert value_and_origin(shell, "project.name") == ("of the project", str(file))
    assert value_and_origin(shell, "project.name", SPECDECK_PROJECT_NAME="here") == ("here", "SPECDECK_PROJECT_NAME")


def test_the_nearest_project_file_above_the_folder_is_used(shell):
    outer = shell.write("specdeck.toml", '[project]\nname = "outer"\n')
    inner = shell.folder / "db" / "deep"
    inner.mkdir(parents=True)
    shell.folder = inner
    assert value_and_origin(shell, "project.name") == ("outer", str(outer))


@pytest.mark.parametrize(
    ("content", "sentence", "hint"),
    [
        ('[project]\nfolder = ["db"]\n', "unknown setting `project.folder`", "Did you mean `project.folders`?"),
        ('[exprot]\ndialect = "core"\n', "unknown setting `exprot`", "Did you mean `export`?"),
        ('[project]\nfolders = "db"\n', '`project.folders` must be a list of strings, not "db"', ""),
        ('[export]\ndialect = "upstream"\n', "`export.dialect` must be one of full, core", ""),
        ("[project\n", "is not TOML", ""),
        ('[model]\nembedder = "/x"\n', "`model.embedder` cannot be set by a project", "SPECDECK_MODEL_EMBEDDER"),
        ('host = "ssh://elsewhere"\n', "`host` cannot be set by a project", "SPECDECK_HOST"),
    ],
)
def test_a_mistake_in_a_file_is_refused_with_a_hint(shell, content, sentence, hint):
    shell.write("specdeck.toml", content)
    ran = shell.specdeck("config", "check")
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: ")
    assert sentence in ran.err
    assert hint in ran.err


def test_a_file_that_is_not_utf8_is_refused(shell):
    shell.write("specdeck.toml", b'name = "\xff"\n')
    ran = shell.specdeck("config", "check")
    assert (ran.code, "is not TOML" in ran.err) == (2, True)


def test_a_misspelled_variable_is_found(shell):
    ran = shell.specdeck("config", "check", SPECDECK_EXPORT_DIALECTS="core")
    assert ran.code == 2
    assert "Did you mean `SPECDECK_EXPORT_DIALECT`?" in ran.err


@pytest.mark.parametrize(("text", "value"), [("no", False), ("0", False), ("true", True)])
def test_a_flag_in_the_environment_is_a_word(shell, text, value):
    assert value_and_origin(shell, "daemon.start", SPECDECK_DAEMON_START=text)[0] is value


def test_an_invalid_flag_is_refused(shell):
    ran = shell.specdeck("config", "show", SPECDECK_DAEMON_START="perhaps")
    assert ran.code == 2
    assert "SPECDECK_DAEMON_START must be true or false" in ran.err


def test_the_schema_accepts_what_the_reader_accepts_and_nothing_more(shell):
    validator = jsonschema_rs.validator_for(shell.specdeck("config", "schema").json)
    assert validator.is_valid({"project": {"name": "shop", "folders": ["db"]}, "export": {"dialect": "core"}})
    assert not validator.is_valid({"project": {"folder": ["db"]}})
    assert not validator.is_valid({"export": {"dialect": "upstream"}})


def test_every_variable_that_our_code_reads_is_a_setting_or_is_listed():
    read = set()
    for name in HOUSE:
        for path in Path(ROOT, name).rglob("*.py"):
            read |= set(re.findall(r"\bSPECDECK_[A-Z_]+\b", path.read_text()))
    assert read - {setting.variable for setting in SETTINGS} - OTHER_VARIABLES.keys() == set()


@pytest.mark.parametrize("value", ["9" * 5_000, "0x" + "f" * 5_000, "[" * 5_000], ids=["digits", "hex", "nesting"])
def test_a_hostile_project_file_is_an_error_message(shell, value):
    shell.write("specdeck.toml", f"[project]\nname = {value}\n")
    ran = shell.specdeck("config", "show")
    assert (ran.code, ran.err.splitlines()[0][:7]) == (2, "error: ")
