"""The difference between known sources and existing files."""

from hypothesis import given
from hypothesis import strategies as st

from daemon.server.watcher.file_changes import ChangeKind, FileChange, compare_files

trees = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("123"))


def test_a_new_file_is_added():
    assert compare_files({}, {"a.sql": "1"}) == (FileChange(ChangeKind.ADDED, "a.sql", "1"),)


def test_a_file_with_other_content_is_changed():
    assert compare_files({"a.sql": "1"}, {"a.sql": "2"}) == (FileChange(ChangeKind.CHANGED, "a.sql", "2"),)


def test_an_unchanged_save_causes_no_change():
    assert compare_files({"a.sql": "1"}, {"a.sql": "1"}) == ()


def test_a_missing_file_is_removed():
    assert compare_files({"a.sql": "1"}, {}) == (FileChange(ChangeKind.REMOVED, "a.sql"),)


def test_the_same_content_at_a_new_path_is_a_rename():
    assert compare_files({"a.sql": "1"}, {"b.sql": "1"}) == (
        FileChange(ChangeKind.RENAMED, "b.sql", "1", former="a.sql"),
    )


def test_a_copy_is_added_not_renamed():
    assert compare_files({"a.sql": "1"}, {"a.sql": "1", "b.sql": "1"}) == (FileChange(ChangeKind.ADDED, "b.sql", "1"),)


def test_equal_content_is_paired_in_path_order():
    changes = compare_files({"a": "1", "b": "1"}, {"y": "1", "x": "1"})
    assert [(change.former, change.path) for change in changes] == [("a", "x"), ("b", "y")]


@given(trees, trees)
def test_applying_the_changes_gives_the_found_files(known, found):
    state = dict(known)
    for change in compare_files(known, found):
        state.pop(change.former or "", None) if change.kind is ChangeKind.RENAMED else None
    for change in compare_files(known, found):
        state.pop(change.path, None)
        if change.hash is not None:
            state[change.path] = change.hash
    assert state == found
