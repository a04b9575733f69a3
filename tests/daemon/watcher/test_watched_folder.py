"""Which files of a watched folder are read."""

import os
from pathlib import Path

from daemon.server.watcher.watched_folder import WatchedFolder


def lay(root: Path, *names: str) -> WatchedFolder:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("select 1;")
    return WatchedFolder(root)


def test_sql_files_are_found_in_a_stable_order(tmp_path):
    folder = lay(tmp_path, "b.sql", "a/z.pgsql", "a/b.SQL", "notes.txt")
    assert list(folder.files()) == ["b.sql", "a/b.SQL", "a/z.pgsql"]


def test_files_of_tools_are_left_out(tmp_path):
    folder = lay(tmp_path, "a.sql", ".git/b.sql", "node_modules/x/c.sql", "a.sql~", ".#a.sql")
    assert list(folder.files()) == ["a.sql"]


def test_an_ignore_glob_leaves_out_a_name_or_a_path(tmp_path):
    lay(tmp_path, "a.sql", "a_test.sql", "old/b.sql", "keep/b.sql")
    folder = WatchedFolder(tmp_path, ignore=("*_test.sql", "old/*"))
    assert list(folder.files()) == ["a.sql", "keep/b.sql"]


def test_a_python_environment_is_left_out_whatever_its_name(tmp_path):
    folder = lay(tmp_path, "a.sql", "py311/lib/b.sql")
    (tmp_path / "py311" / "pyvenv.cfg").touch()
    assert list(folder.files()) == ["a.sql"]


def test_what_git_ignores_is_left_out(tmp_path):
    folder = lay(tmp_path, "a.sql", "dump/b.sql", "keep/c.sql", "keep/d.sql")
    (tmp_path / ".gitignore").write_text("dump/\n*.sql\n!a.sql\n")
    (tmp_path / "keep" / ".gitignore").write_text("!d.sql\n")
    assert list(folder.files()) == ["a.sql", "keep/d.sql"]
    assert [folder.kind(path) for path in ("dump/b.sql", "keep/d.sql")] == [None, "sql"]


def test_the_rules_of_the_repository_around_the_folder_count(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("/db/dump/\n")
    folder = lay(tmp_path / "db", "a.sql", "dump/b.sql")
    assert list(folder.files()) == ["a.sql"]


def test_rules_above_a_folder_outside_of_any_repository_do_not_count(tmp_path):
    (tmp_path / ".gitignore").write_text("*.sql\n")
    assert list(lay(tmp_path / "db", "a.sql").files()) == ["a.sql"]


def test_specs_are_read_even_where_git_ignores_them(tmp_path):
    folder = lay(tmp_path, "specql/sales/order.yaml")
    (tmp_path / ".gitignore").write_text("specql/\n")
    assert list(folder.files()) == ["specql/sales/order.yaml"]


def test_a_rules_file_that_is_a_pipe_or_a_link_is_not_read(tmp_path):
    folder = lay(tmp_path, "a.sql", "b/c.sql")
    os.mkfifo(tmp_path / ".gitignore")
    (tmp_path / "b" / ".gitignore").symlink_to("/dev/zero")
    assert list(folder.files()) == ["a.sql", "b/c.sql"]


def test_a_link_out_of_the_tree_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    lay(outside, "secret.sql")
    inside = tmp_path / "inside"
    folder = lay(inside, "a.sql")
    (inside / "link.sql").symlink_to(outside / "secret.sql")
    (inside / "linked").symlink_to(outside, target_is_directory=True)
    assert list(folder.files()) == ["a.sql"]


def test_a_link_within_the_tree_is_read(tmp_path):
    folder = lay(tmp_path, "a.sql")
    (tmp_path / "b.sql").symlink_to(tmp_path / "a.sql")
    assert list(folder.files()) == ["a.sql", "b.sql"]


def test_a_loop_of_links_ends(tmp_path):
    folder = lay(tmp_path, "a.sql")
    (tmp_path / "loop.sql").symlink_to(tmp_path / "loop.sql")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert list(folder.files()) == ["a.sql"]


def test_yaml_is_a_spec_below_a_folder_named_specql_and_nowhere_else(tmp_path):
    folder = lay(tmp_path, "specql/sales/order.yaml", "compose.yaml")
    assert list(folder.files()) == ["specql/sales/order.yaml"]
    assert folder.kind("specql/sales/order.yaml") == "spec"


def test_a_watched_folder_may_itself_be_the_home_of_specs(tmp_path):
    folder = lay(tmp_path / "specql", "sales/order.yml")
    assert list(folder.files()) == ["sales/order.yml"]


def test_a_file_is_classified_by_its_name(tmp_path):
    folder = WatchedFolder(tmp_path)
    assert (folder.kind("a.SQL"), folder.kind("a.txt")) == ("sql", None)
