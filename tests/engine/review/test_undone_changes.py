"""A proposal for an earlier text would undo what was accepted since; the reviewer is warned."""

from engine.review.undone_changes import undone_sentence

LIFT = "actions:\n  - name: move\n    steps:\n      - return: v\n"
NOTED = LIFT.replace("    steps:", "    note: Moves it. (describer)\n    steps:")
RENAMED = LIFT.replace("return: v", "return: zone")


def test_what_was_accepted_since_and_is_missing_is_named() -> None:
    (sentence,) = undone_sentence(LIFT, NOTED, RENAMED)
    assert "would undo 1 line of this one" in sentence


def test_a_proposal_for_the_text_in_review_undoes_nothing() -> None:
    assert undone_sentence(LIFT, LIFT, RENAMED) == ()
    assert undone_sentence(LIFT, NOTED, NOTED.replace("return: v", "return: zone")) == ()


def test_a_change_of_what_the_lift_said_is_no_loss() -> None:
    assert undone_sentence(LIFT, RENAMED, RENAMED.replace("name: move", "name: shift")) == ()
