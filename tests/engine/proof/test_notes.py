"""The documentation of the rules is what they say about themselves."""

from pathlib import Path

import pytest

from engine.proof.rule_notes import rules_to_markdown
from engine.proof.rules import all_rules

PAGE = Path(__file__).parents[3] / "docs" / "proof.md"
BEGIN = "<!-- rules: generated from the rules' own notes -->\n"
END = "<!-- end of rules -->"


def test_the_page_holds_the_notes_of_all_rules() -> None:
    """To renew it, put what `notes_in_markdown` gives between the two marks."""
    chapter = PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    assert chapter.strip() == rules_to_markdown().strip()


@pytest.mark.parametrize("name", all_rules())
def test_every_rule_says_why_it_is_sound(name: str) -> None:
    rule = all_rules()[name]
    assert rule.name == name
    assert "Sound" in rule.note
