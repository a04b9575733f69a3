"""`specdeck project …`: the folders that the daemon watches."""

import pytest


@pytest.fixture
def shell(lent_shell):
    return lent_shell


def test_a_project_is_added_listed_and_removed(shell):
    (shell.folder / "db").mkdir()
    added = shell.specdeck("project", "add", "shop", "db", "--json").json
    assert (added["name"], added["folders"]) == ("shop", [str(shell.folder / "db")])
    assert [each["name"] for each in shell.specdeck("project", "list", "--json").json] == ["shop"]
    removed = shell.specdeck("project", "remove", "shop", "--yes").out
    assert removed.splitlines()[0] == "shop is no longer watched; its files were not changed."
    assert shell.specdeck("project", "list", "--json").json == []


def test_what_will_be_watched_is_shown_before_it_is_added(shell):
    shell.write("db/a.sql", "SELECT 1;\nSELECT 2;\n")
    shell.write("db/node_modules/b.sql", "SELECT 3;\n")
    assert shell.specdeck("project", "add", "shop", "db").out.splitlines()[:3] == [
        f"{shell.folder / 'db'}: 1 SQL file, about 2 units",
        "  ignored  node_modules (node_modules: a folder of tools)",
        f"shop watches {shell.folder / 'db'}",
    ]


def test_a_folder_of_the_system_is_added_by_yes_only(shell):
    ran = shell.specdeck("project", "add", "kernel", "/proc/sys")
    assert (ran.code, "error: /proc/sys belongs to the system." in ran.err, "--yes" in ran.err) == (2, True, True)
    assert shell.specdeck("project", "list", "--json").json == []
    assert shell.specdeck("project", "add", "kernel", "/proc/sys/dev", "--yes", "--json").json["name"] == "kernel"
    shell.specdeck("project", "remove", "kernel", "--yes")


def test_name_and_folders_come_from_the_settings(shell):
    (shell.folder / "db").mkdir()
    shell.specdeck("init", "--name", "warehouse", "--folder", "db")
    shell.folder = shell.folder / "db"
    added = shell.specdeck("project", "add", "--json").json
    assert (added["name"], added["folders"]) == ("warehouse", [str(shell.folder)])


def test_without_a_name_and_settings_the_hint_suggests_init(shell):
    ran = shell.specdeck("project", "add")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "hint: Run `specdeck init`.")


def test_a_name_that_is_taken_is_a_conflict(shell):
    shell.specdeck("project", "add", "shop", ".")
    assert shell.specdeck("project", "add", "shop", ".").code == 4


def test_a_folder_that_is_not_there_is_refused_before_the_daemon_is_asked(shell):
    ran = shell.specdeck("project", "add", "shop", "nowhere", "--no-daemon-start")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: nowhere is not a folder.")


def test_an_unknown_project_cannot_be_removed(shell):
    ran = shell.specdeck("project", "remove", "shop", "--yes")
    assert (ran.code, "There is no project shop" in ran.err) == (2, True)


def test_an_invalid_name_is_refused(shell):
    ran = shell.specdeck("project", "add", "a/b", ".")
    assert (ran.code, ran.err.startswith("error: ")) == (2, True)


def test_globs_to_ignore_come_from_the_option_or_the_settings(shell):
    assert shell.specdeck("project", "add", "one", ".", "--ignore", "old/*", "--json").json["ignore"] == ["old/*"]
    shell.write("specdeck.toml", '[project]\nignore = ["*_test.sql"]\n')
    assert shell.specdeck("project", "add", "two", ".", "--json").json["ignore"] == ["*_test.sql"]


@pytest.mark.parametrize("folder", [".", "..", "db/"])
def test_a_folder_in_place_of_the_name_is_refused(shell, folder):
    ran = shell.specdeck("project", "add", folder, "--no-daemon-start")
    assert (ran.code, "not only dots" in ran.err) == (2, True)
    assert "specdeck project add shop" in ran.err


def test_an_unreadable_file_is_reported_with_the_units(shell):
    shell.write("db/good.sql", "SELECT 1;")
    shell.write("db/image.sql", "\0")
    shell.specdeck("project", "add", "shop", "db")
    shell.specdeck("wait")
    ran = shell.specdeck("units", "shop")
    assert (ran.code, "query" in ran.out) == (0, True)
    assert ran.err == "error: image.sql: The file has a NUL byte at 0: it is binary.\nhint: Exclude it.\n"


SQL = "CREATE TABLE shop.stock (id int);\n"


@pytest.fixture
def decided(shell):
    """A project with one decision."""
    shell.write("db/shop.sql", SQL)
    shell.specdeck("project", "add", "shop", "db")
    shell.specdeck("wait")
    shell.specdeck("review", "skip", "shop.stock")
    return shell


def states(shell):
    return [item["state"] for item in shell.specdeck("review", "list", "--where", "id > 0", "--json").json]


def test_a_project_is_not_removed_without_an_answer(decided):
    ran = decided.specdeck("project", "remove", "shop")
    assert (ran.code, ran.err.splitlines()) == (
        2,
        [
            "error: This removes shop from the watched projects. It keeps one decision, and its files stay.",
            "hint: Nothing was changed. Repeat the command with --yes.",
        ],
    )
    assert states(decided) == ["skipped"]


def test_removing_a_project_is_undone_with_its_decisions(decided):
    removed = decided.specdeck("project", "remove", "shop", "--yes").out
    assert "specdeck project restore shop" in removed
    assert decided.specdeck("project", "restore", "shop").code == 0
    assert states(decided) == ["skipped"]


def test_adding_the_folder_of_a_removed_project_brings_its_decisions_back(decided):
    decided.specdeck("project", "remove", "shop", "--yes")
    added = decided.specdeck("project", "add", "store", "db").out
    assert "with the review that was kept when it was removed\n" in added
    decided.specdeck("wait")
    assert states(decided) == ["skipped"]


def test_a_purged_project_comes_back_without_decisions(decided):
    decided.specdeck("project", "remove", "shop", "--purge", "--yes")
    decided.specdeck("project", "add", "shop", "db")
    decided.specdeck("wait")
    assert states(decided) == ["converted"]
