"""What watching a folder would mean, before it is watched."""

from pathlib import Path

import pytest

from daemon.server.watcher.count_statements import count_statements
from daemon.server.watcher.preview_folder import MANY_FILES, find_warning, preview_folder
from daemon.wire.project_preview import IgnoredPath


def lay(root, **files):
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_sql", ".sql").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_files_and_units_are_counted(tmp_path):
    lay(tmp_path, a_sql="SELECT 1; SELECT 2;", db__b_sql="SELECT 3;", specql__x__c_yaml="spec: 1", notes="no SQL;")
    found = preview_folder(tmp_path, ())
    assert (found.sql_files, found.spec_files, found.units, found.bytes) == (2, 1, 3, 28)


def test_what_is_left_out_is_listed_with_its_reason(tmp_path):
    lay(tmp_path, a_sql="SELECT 1;", node_modules__b_sql="SELECT 2;", c_sql="SELECT 3;", d_sql="SELECT 4;")
    (tmp_path / ".gitignore").write_text("c.*\n")
    found = preview_folder(tmp_path, ("d.*",))
    assert (found.sql_files, found.ignored_paths) == (1, 3)
    assert found.ignored == (
        IgnoredPath("c.sql", "c.*: in .gitignore"),
        IgnoredPath("d.sql", "d.*: ignored by the project"),
        IgnoredPath("node_modules", "node_modules: a folder of tools"),
    )


def test_units_of_what_was_not_read_in_time_are_estimated(tmp_path):
    lay(tmp_path, a_sql="SELECT 1;", b_sql="SELECT 2;", c_sql="SELECT 3;")
    times = iter([0.0, 0.0, 9.0])
    assert preview_folder(tmp_path, (), lambda: next(times)).units == 3


@pytest.mark.parametrize("folder", ["/", "/proc", "/proc/self", "/sys", "/dev"])
def test_folders_of_the_system_are_warned_of(folder):
    assert find_warning(Path(folder), 0).code == "project.system_folder"


@pytest.mark.parametrize("folder", ["/home", str(Path("~").expanduser())])
def test_home_folders_are_warned_of(folder):
    assert find_warning(Path(folder), 0).code == "project.home_folder"


def test_a_folder_with_very_many_files_is_warned_of(tmp_path):
    assert find_warning(tmp_path, MANY_FILES) is None
    assert find_warning(tmp_path, MANY_FILES + 1).code == "project.many_files"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT 1; SELECT 2;", 2),
        ("CREATE FUNCTION f() AS $$ BEGIN a; b; END $$; SELECT 1;", 2),
        ("CREATE FUNCTION f() AS $x$ a; $$ b; $$ $x$;", 1),
        ("SELECT ';', \"a;b\"; -- c;\n/* d; */ SELECT 1;", 2),
        ("SELECT 'it''s; one';", 1),
        ("SELECT 'never closed; SELECT 1;", 0),
        ("/*" * 100_000, 0),
        ("$" * 100_000, 0),
    ],
)
def test_statements_are_counted_outside_of_strings_comments_and_bodies(text, expected):
    assert count_statements(text) == expected
