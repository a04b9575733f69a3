"""The project that a command uses if none is named."""

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


@pytest.fixture
def two(shell):
    """Two projects; one has settings beside its folder."""
    for name in ("shop", "farm"):
        shell.write(f"{name}/db/a.sql", f"CREATE TABLE {name}.t (i int);")
        shell.specdeck("project", "add", name, f"{name}/db")
    shell.write("shop/specdeck.toml", '[project]\nname = "shop"\nfolders = ["db"]\n')
    shell.specdeck("wait")
    return shell


@pytest.mark.parametrize(("folder", "name"), [("shop", "shop.t"), ("shop/db", "shop.t"), ("farm/db", "farm.t")])
def test_of_several_projects_it_is_the_one_of_the_folder(two, folder, name):
    two.folder /= folder
    assert [each["name"] for each in two.specdeck("review", "list", "--json").json] == [name]
    assert [each["name"] for each in two.specdeck("units", "--json").json] == [name]


def test_outside_its_folder_the_hint_explains_how_to_name_a_project(two):
    ran = two.specdeck("review", "list")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: There are 2 projects.")
    assert "run the command in its folder" in ran.err
