"""`specdeck review …`: deciding from the shell, in bulk, from a file, line by line."""

import json

import pytest

ROUTINE = """\
CREATE FUNCTION shop.price_{number}(quantity integer) RETURNS integer AS $$
BEGIN
    RETURN quantity + {number};
END;
$$ LANGUAGE plpgsql;
"""
APPROVED = ("approved", "written")  # its file follows when it may


@pytest.fixture(scope="module")
def shop(shared_shell):
    """A shell with a project of some units; `shared_shell.fresh` gives one of which nobody said anything."""
    shared_shell.write("db/prices.sql", "\n".join(ROUTINE.format(number=number) for number in range(40)))
    assert shared_shell.specdeck("project", "add", "shop", "db").code == 0
    assert shared_shell.specdeck("wait").code == 0
    listed = shared_shell.specdeck("review", "list", "--json").json
    shared_shell.fresh = iter(sorted(item["id"] for item in listed))
    return shared_shell


@pytest.fixture
def unit(shop):
    return str(next(shop.fresh))


def state(shop, unit):
    return shop.specdeck("review", "show", unit, "--json").json["item"]["state"]


def spec(shop, unit):
    return shop.specdeck("review", "show", unit, "--json").json["deck"]["spec"]


def test_a_word_prints_one_line_a_unit_and_how_it_is_taken_back(shop, unit):
    ran = shop.specdeck("review", "approve", unit)
    assert (ran.code, ran.err) == (0, "")
    line, summary = ran.out.splitlines()
    assert line.startswith(f"{unit}  shop.price_")
    assert line.endswith("approved")
    undo = summary.rpartition(": ")[2].split()
    assert undo[:3] == ["specdeck", "review", "undo"]
    assert shop.specdeck(*undo[1:]).code == 0
    assert state(shop, unit) == "checked"
    assert shop.specdeck("review", "redo").code == 0
    assert state(shop, unit) in APPROVED


def test_units_may_be_named(shop, unit):
    name = shop.specdeck("review", "show", unit, "--json").json["item"]["name"]
    assert shop.specdeck("review", "skip", name.partition("(")[0]).code == 0
    assert state(shop, unit) == "skipped"


def test_a_stale_revision_is_a_conflict(shop, unit):
    assert shop.specdeck("review", "flag", unit, "--revision", "1").code == 0
    ran = shop.specdeck("review", "approve", unit, "--revision", "1")
    assert ran.code == 4
    assert "since you looked" in ran.err


def test_a_rejection_without_a_reason_lists_those_there_are(shop, unit):
    ran = shop.specdeck("review", "reject", unit)
    assert ran.code == 2
    assert "wrong name" in ran.err
    assert shop.specdeck("review", "reject", unit, "--reason", "too raw", "--send-back").code == 0
    assert state(shop, unit) == "changes requested"


def test_many_units_are_previewed_decided_and_taken_back_as_one(shop):
    query = " or ".join(f"id={next(shop.fresh)}" for _ in range(3))
    preview = shop.specdeck("review", "approve", "--where", query, "--preview", "--json").json
    assert (preview["id"], preview["changed"]) == ("", 3)
    act = shop.specdeck("review", "approve", "--where", query, "--json").json
    assert [outcome["item"]["state"] for outcome in act["outcomes"]] == ["approved"] * 3
    assert shop.specdeck("review", "undo", act["id"], "--json").json["changed"] == 3


def test_what_is_refused_of_many_is_told_and_the_rest_is_done(shop, unit):
    other = str(next(shop.fresh))
    shop.specdeck("review", "approve", unit)
    ran = shop.specdeck("review", "approve", unit, other)
    assert ran.code == 1
    assert "refused: This text is approved already." in ran.out
    assert "1 of 2 units" in ran.out


def test_neither_units_nor_a_query_is_refused(shop):
    assert shop.specdeck("review", "approve").code == 2
    assert shop.specdeck("review", "approve", "1", "--where", "open").code == 2


def test_an_edit_with_a_mistake_shows_its_line_and_decides_nothing(shop, unit):
    shop.write("bad.yaml", spec(shop, unit).replace("returns:", "retruns:"))
    ran = shop.specdeck("review", "edit", unit, "--file", "bad.yaml")
    assert ran.code == 1
    assert "retruns: integer" in ran.out
    assert "did you mean `returns`?" in ran.out
    assert state(shop, unit) == "checked"


def test_an_edit_in_an_editor_is_proved_and_recorded(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="sed -i 's/^module: /module: the_/'")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "verdict: proved")
    assert spec(shop, unit).startswith("module: the_")


def test_what_was_written_in_an_editor_is_kept_when_nothing_comes_of_it(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="sed -i s/actions/actoins/", stdin="n\n")
    assert ran.code == 1
    kept = ran.out.rpartition("kept in ")[2].strip().rstrip(".")
    with open(kept, encoding="utf-8") as file:  # noqa: PTH123 - a path as a person copies it
        assert "actoins" in file.read()


def test_an_editor_that_is_not_there_is_named_and_runs_no_shell(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="no-editor; touch pwned")
    assert ran.code == 2
    assert "no-editor" in ran.err
    assert not (shop.folder / "pwned").exists()


def test_a_file_of_decisions_is_applied_and_again_changes_nothing(shop):
    units = [next(shop.fresh) for _ in range(4)]
    lines = [
        {"unit": units[0], "word": "approve"},
        {"unit": units[1], "word": "reject", "reason": "wrong name", "words": "say whose price"},
        {"unit": units[2], "word": "comment", "words": "hm", "line": 2},
        {"unit": units[3], "word": "edit", "spec": "nonsense"},
    ]
    shop.write("decisions.jsonl", "\n".join(map(json.dumps, lines)))
    preview = shop.specdeck("review", "apply", "decisions.jsonl", "--preview", "--json")
    assert _outcomes(preview) == ["able", "able", "able", "refused"]
    first = shop.specdeck("review", "apply", "decisions.jsonl", "--json")
    assert (first.code, _outcomes(first)) == (1, ["done", "done", "done", "refused"])
    again = shop.specdeck("review", "apply", "-", "--json", stdin="\n".join(map(json.dumps, lines[:3])))
    assert (again.code, _outcomes(again)) == (0, ["already"] * 3)
    assert len(shop.specdeck("review", "show", str(units[2]), "--json").json["comments"]) == 1


def _outcomes(ran):
    return [json.loads(line)["outcome"] for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ('{"unit": 1}', "its word"),
        ('{"unit": 1, "word": "bless"}', "no word"),
        ('{"unit": 1, "word": "skip", "why": "x"}', "no field why"),
        ('{"unit": 1, "word": "skip", "line": "x"}', "line 2"),
    ],
)
def test_a_line_that_is_no_decision_stops_before_the_first(shop, unit, line, said):
    lines = json.dumps({"unit": int(unit), "word": "skip"}) + "\n" + line
    ran = shop.specdeck("review", "apply", "-", stdin=lines)
    assert ran.code == 2
    assert said in ran.err
    assert state(shop, unit) == "checked"


def test_the_plain_loop_speaks_with_the_same_words_and_ends_with_its_input(shop):
    units = [next(shop.fresh) for _ in range(2)]
    where = " or ".join(f"id={unit}" for unit in units)
    answers = "?\nc\n1\nlook here\nr\n3\n\nu\nx\na\n"
    ran = shop.specdeck("review", "--plain", "--where", where, stdin=answers)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "a  approve" in ran.out
    assert ran.out.splitlines()[-1].startswith("2 units: approve 1, comment 1, reject 1, undo 1.")
    assert sum(state(shop, str(unit)) in APPROVED for unit in units) == 1


def test_all_of_the_last_minutes_is_taken_back(shop):
    assert shop.specdeck("review", "undo", "--since", "1h").code in {0, 4}
    assert {item["state"] for item in shop.specdeck("review", "list", "--where", "", "--json").json} == {"checked"}
