"""Each action shows the command that does the same."""

from specdeck.reference.tree import entries
from tui.shell_lines import SHELL_LINES, shell_line

KNOWN = {entry.name: entry for entry in entries()}


def test_words_are_quoted_for_a_shell():
    words = {"project": "erp", "where": "state = 'x y'"}
    assert shell_line("inbox.filter", words) == """specdeck review list erp --where 'state = '"'"'x y'"'"''"""


def test_an_option_without_its_word_goes_and_a_missing_name_is_in_capitals():
    assert shell_line("inbox.filter", {"project": "erp"}) == "specdeck review list erp"
    assert shell_line("jobs.retry", {}) == "specdeck jobs retry JOB"


def test_what_no_command_does_has_no_line():
    assert shell_line("rows.down", {}) == ""


def test_every_line_is_a_command_that_there_is_with_options_that_it_has():
    for line in SHELL_LINES.values():
        words = line.split()
        name = next(" ".join(words[:n]) for n in (3, 2) if " ".join(words[:n]) in KNOWN)
        options = {option for each in KNOWN[name].options for option in each.opts}
        assert {word for word in words if word.startswith("--")} <= options, line
