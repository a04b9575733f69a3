"""Files load in an order, and the last definition of a name holds."""

from engine.source.load_order import current_definitions, load_order
from engine.source.split_file import split


def order(files: dict[str, str], listed: tuple[str, ...] = ()) -> list[str]:
    return [source.path for source in load_order([split(text, path) for path, text in files.items()], listed)]


def test_numbers_in_paths_count_as_numbers():
    assert order({"v10.sql": "", "v2.sql": "", "a/1.sql": "", "V1.sql": ""}) == [
        "V1.sql",
        "a/1.sql",
        "v2.sql",
        "v10.sql",
    ]


def test_an_included_file_comes_where_it_is_included():
    files = {"a.sql": "", "z/install.sql": "\\ir types.sql\n\\i 'z/b.sql'\n", "z/b.sql": "", "z/types.sql": ""}
    assert order(files) == ["a.sql", "z/types.sql", "z/b.sql", "z/install.sql"]


def test_an_include_is_sought_from_each_folder_above():
    assert order({"db/install/all.sql": "\\i db/z.sql", "db/z.sql": "", "db/a.sql": ""})[-2:] == [
        "db/z.sql",
        "db/install/all.sql",
    ]


def test_files_that_include_each_other_load_once():
    assert sorted(order({"a.sql": "\\i b.sql", "b.sql": "\\i a.sql"})) == ["a.sql", "b.sql"]


def test_files_of_one_path_in_two_folders_are_all_loaded():
    one, other, again = split("SELECT 1;", "a.sql"), split("SELECT 2;", "a.sql"), split("SELECT 1;", "a.sql")
    assert load_order([one, other, again, split("", "b.sql")])[:2] == (one, other)


def test_a_list_of_the_owner_comes_first():
    assert order({"a.sql": "", "b.sql": "", "c.sql": ""}, ("c.sql", "missing.sql")) == ["c.sql", "a.sql", "b.sql"]


def test_the_last_definition_holds_and_the_older_are_listed():
    first = split(
        "CREATE FUNCTION f(a int) RETURNS int RETURN 1; CREATE FUNCTION f(a text) RETURNS int RETURN 2;", "1.sql"
    )
    second = split("CREATE OR REPLACE FUNCTION f(a integer) RETURNS int RETURN 3; COMMENT ON TABLE t IS 'x';", "2.sql")
    found = current_definitions([first, second])
    assert set(found) == {("function", "f(integer)"), ("function", "f(text)")}
    held = found["function", "f(integer)"]
    assert (held.current.path, [each.path for each in held.older]) == ("2.sql", ["1.sql"])
    assert found["function", "f(text)"].older == ()
