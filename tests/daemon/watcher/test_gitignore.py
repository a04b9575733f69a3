"""The rules of a `.gitignore` file mean what they mean to Git."""

import shutil
import subprocess

import pytest

from daemon.server.watcher.gitignore import MAX_LINE, MAX_RULES, find_rule, parse_rules


def ignored(rules, path, *, is_folder=False):
    found = find_rule(parse_rules(rules), path, is_folder=is_folder)
    return found is not None and not found.negated


CASES = [
    ("*.sql", "a.sql", True),
    ("*.sql", "deep/er/a.sql", True),
    ("/a.sql", "a.sql", True),
    ("/a.sql", "deep/a.sql", False),
    ("old/a.sql", "old/a.sql", True),
    ("old/a.sql", "very/old/a.sql", False),
    ("**/dump/*.sql", "x/y/dump/a.sql", True),
    ("**/dump/*.sql", "dump/a.sql", True),
    ("dump/**", "dump/x/a.sql", True),
    ("a/**/b.sql", "a/b.sql", True),
    ("a/**/b.sql", "a/x/y/b.sql", True),
    ("?.sql", "a.sql", True),
    ("?.sql", "ab.sql", False),
    ("[ab].sql", "a.sql", True),
    ("[!ab].sql", "a.sql", False),
    ("[!ab].sql", "c.sql", True),
    ("*.sql\n!keep.sql", "keep.sql", False),
    ("*.sql\n!keep.sql", "lose.sql", True),
    ("# a comment", "# a comment", False),
    ("\\#a.sql", "#a.sql", True),
    ("a.sql   ", "a.sql", True),
    ("a.sql\\  ", "a.sql ", True),
    ("*a*b*.sql", "xaybz.sql", True),
    ("*a*b*.sql", "xbya.sql", False),
    ("a/****/b.sql", "a/x/y/b.sql", True),
    ("/**", "a.sql", True),
    ("dump/**", "dump", False),
    ("a+(b).sql", "a+(b).sql", True),
]


@pytest.mark.parametrize(("rules", "path", "expected"), CASES)
def test_a_rule_means_the_paths_that_git_means(rules, path, expected):
    assert ignored(rules, path) == expected


def test_a_rule_that_ends_with_a_slash_means_folders_only():
    assert ignored("build/", "build", is_folder=True)
    assert not ignored("build/", "build")


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("*a" * 30 + "b", "a" * 250),
        ("**/a/" * 30 + "b", "a/" * 250 + "c"),
        (" " * 4_000 + "x", "y"),
        ("[" * 1_000, "y"),
    ],
)
def test_no_rule_takes_long(rule, path):
    assert not ignored("\n".join([rule] * 200), path)


def test_a_file_has_a_limit_of_rules_and_their_length():
    assert len(parse_rules("a\n" * (MAX_RULES + 1))) == MAX_RULES
    assert parse_rules("a" * (MAX_LINE + 1)) == ()


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed")
def test_git_agrees(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for rules, path, expected in CASES:
        (tmp_path / ".gitignore").write_text(rules)
        asked = subprocess.run(["git", "-C", tmp_path, "check-ignore", "-q", "--no-index", path], check=False)
        assert (asked.returncode == 0) == expected, (rules, path)
