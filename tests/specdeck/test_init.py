"""`specdeck init` writes the settings of a project once."""

import tomllib


def test_it_names_the_project_after_its_folder(shell):
    ran = shell.specdeck("init", "--folder", "db", "--folder", "more sql")
    assert ran.code == 0
    written = tomllib.loads((shell.folder / "specdeck.toml").read_text())
    assert written == {"project": {"name": "work", "folders": ["db", "more sql"]}}


def test_the_written_settings_are_read_back(shell):
    shell.specdeck("init", "--name", 'a "quoted" name \x7f é')
    rows = shell.specdeck("config", "show", "--json").json
    assert next(row["value"] for row in rows if row["key"] == "project.name") == 'a "quoted" name \x7f é'


def test_it_never_overwrites(shell):
    file = shell.write("specdeck.toml", "# mine\n")
    ran = shell.specdeck("init")
    assert ran.code == 4
    assert "was not changed" in ran.err
    assert file.read_text() == "# mine\n"


def test_a_folder_that_is_not_there_is_refused(shell):
    ran = shell.specdeck("init", "nowhere")
    assert (ran.code, ran.err) == (2, "error: nowhere is not a folder.\nhint: Create it first.\n")
