"""`specdeck review …`: decisions in the shell, in bulk, from a file, line by line."""

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
    """A shell with a project of some units; `shared_shell.fresh` gives one that nobody has decided on."""
    shared_shell.write("db/prices.sql", "\n".join(ROUTINE.format(number=number) for number in range(60)))
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


def test_a_decision_prints_one_line_a_unit_and_how_to_undo_it(shop, unit):
    ran = shop.specdeck("review", "approve", unit)
    assert (ran.code, ran.err) == (0, "")
    line, summary = ran.out.splitlines()
    assert line.startswith(f"{unit}  shop.price_")
    assert line.endswith("approved")
    undo = summary.rpartition(": ")[2].split()
    assert undo[:3] == ["specdeck", "review", "undo"]
    assert shop.specdeck(*undo[1:]).code == 0
    assert state(shop, unit) == "converted"
    redone = shop.specdeck("review", "redo")
    assert (redone.code, redone.out.splitlines()[-1].split()[-1]) == (0, undo[-1])
    assert state(shop, unit) in APPROVED


def test_an_undo_shows_how_to_redo_it_and_acts_are_listed_with_their_ids(shop, unit):
    act = shop.specdeck("review", "skip", unit, "--json").json["id"]
    redo = shop.specdeck("review", "undo", act).out.rpartition(": ")[2].split()
    assert redo[:3] == ["specdeck", "review", "redo"]
    assert shop.specdeck(*redo[1:]).code == 0
    assert shop.specdeck("review", "undo", redo[-1]).code == 1
    mine = shop.specdeck("review", "acts", "--mine", "--json").json
    assert [each["kind"] for each in mine[:3]] == ["redo", "undo", "skip"]
    assert f"{act}  " in shop.specdeck("review", "acts").out
    missing = shop.specdeck("review", "undo", "do_nothing")
    assert (missing.code, "specdeck review acts" in missing.err) == (2, True)


def test_units_can_be_named(shop, unit):
    name = shop.specdeck("review", "show", unit, "--json").json["item"]["name"]
    assert shop.specdeck("review", "skip", name.partition("(")[0]).code == 0
    assert state(shop, unit) == "skipped"


def test_a_stale_revision_is_a_conflict(shop, unit):
    assert shop.specdeck("review", "flag", unit, "--revision", "1").code == 0
    ran = shop.specdeck("review", "approve", unit, "--revision", "1")
    assert ran.code == 4
    assert "since you looked at it" in ran.err


def test_a_rejection_without_a_reason_lists_the_reasons(shop, unit):
    ran = shop.specdeck("review", "reject", unit)
    assert ran.code == 2
    assert "wrong name" in ran.err
    assert shop.specdeck("review", "reject", unit, "--reason", "too raw", "--send-back").code == 0
    assert state(shop, unit) == "changes requested"


def test_many_units_are_previewed_decided_and_undone_together(shop):
    query = " or ".join(f"id={next(shop.fresh)}" for _ in range(3))
    preview = shop.specdeck("review", "approve", "--where", query, "--preview", "--json").json
    assert (preview["id"], preview["changed"]) == ("", 3)
    act = shop.specdeck("review", "approve", "--where", query, "--json").json
    assert [outcome["item"]["state"] for outcome in act["outcomes"]] == ["approved"] * 3
    assert shop.specdeck("review", "undo", act["id"], "--json").json["changed"] == 3


def test_refused_units_are_reported_and_the_others_are_decided(shop, unit):
    other = str(next(shop.fresh))
    shop.specdeck("review", "approve", unit)
    ran = shop.specdeck("review", "approve", unit, other)
    assert ran.code == 1
    assert "refused: This text is already approved." in ran.out
    assert "1 of 2 units" in ran.out


@pytest.mark.parametrize("name", ["0", "", "9" * 30, "no.such", "-1", "²"])
def test_an_unknown_unit_is_reported_in_a_sentence(shop, name):
    ran = shop.specdeck("review", "approve", "--", name)
    assert ran.code == 2
    assert "no unit" in ran.err or "does not exist" in ran.err
    assert "hint: specdeck review list" in ran.err


def test_a_unit_must_belong_to_the_named_project(shop, unit):
    shop.write("other/x.sql", "SELECT 1;")
    shop.specdeck("project", "add", "other", "other")
    ran = shop.specdeck("review", "skip", unit, "--project", "other")
    shop.specdeck("project", "remove", "other", "--yes")
    assert (ran.code, state(shop, unit)) == (2, "converted")
    assert "other has no unit" in ran.err


def test_a_refused_decision_is_a_finding_and_not_a_conflict(shop, unit):
    assert shop.specdeck("review", "approve", unit).code == 0
    for word in ("approve", "skip"):
        ran = shop.specdeck("review", word, unit)
        assert ran.code == 1
        assert "hint: " in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("comment", "1", "x" * 10_001),
        ("comment", "1", "x", "--line", "9" * 30),
        ("merge", "1", "--file", "-", "--hunks", "1"),
        ("merge", "1", "--proposal", "9" * 30),
        ("approve", "--where", f"name:{'x' * 2000}"),
        ("approve", "1", "--revision", "-1"),
        ("approve", "1", "--revision", "1", "--preview"),
        ("list", "--limit", "9" * 30),
        ("view", "save", ""),
    ],
)
def test_invalid_input_is_refused_before_anything_is_sent(shop, words):
    ran = shop.specdeck("review", *words, stdin="")
    assert ran.code == 2
    assert "hint: " in ran.err
    assert "openapi" not in ran.err


def test_a_unit_that_changed_meanwhile_is_a_conflict(shop, unit):
    act = shop.specdeck("review", "skip", unit, "--json").json["id"]
    shop.specdeck("review", "flag", unit)
    ran = shop.specdeck("review", "undo", act)
    assert ran.code == 4
    assert "somebody decided in the meantime" in ran.err
    edit = shop.specdeck("review", "edit", unit, "--revision", "99", "--file", "-", stdin="x")
    assert edit.code == 4


def test_neither_units_nor_a_query_is_refused(shop):
    assert shop.specdeck("review", "approve").code == 2
    assert shop.specdeck("review", "approve", "--where", " ").code == 2
    assert shop.specdeck("review", "approve", "1", "--where", "open").code == 2


def test_an_edit_with_a_mistake_shows_its_line_and_decides_nothing(shop, unit):
    shop.write("bad.yaml", spec(shop, unit).replace("returns:", "retruns:"))
    ran = shop.specdeck("review", "edit", unit, "--file", "bad.yaml")
    assert ran.code == 1
    assert "retruns: integer" in ran.out
    assert "did you mean `returns`?" in ran.out
    assert state(shop, unit) == "converted"


def test_an_edit_in_an_editor_is_proved_and_recorded(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="sed -i -E 's/^( *)params:/\\1note: What it costs\\n&/'")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "verdict: proved")
    assert "note: What it costs" in spec(shop, unit)


def test_text_from_an_editor_is_kept_if_it_is_not_recorded(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="sed -i s/action/actoin/", stdin="n\n")
    assert ran.code == 1
    kept = ran.out.rpartition("kept in ")[2].strip().rstrip(".")
    with open(kept, encoding="utf-8") as file:  # noqa: PTH123 - a path as a person copies it
        assert "actoin" in file.read()


def test_a_missing_editor_is_named_and_no_shell_runs(shop, unit):
    ran = shop.specdeck("review", "edit", unit, EDITOR="no-editor; touch pwned")
    assert ran.code == 2
    assert "no-editor" in ran.err
    assert not (shop.folder / "pwned").exists()


def test_applying_a_file_of_decisions_again_changes_nothing(shop):
    units = [next(shop.fresh) for _ in range(4)]
    lines = [
        {"unit": units[0], "kind": "approve"},
        {"unit": units[1], "kind": "reject", "reason": "wrong name", "note": "say whose price"},
        {"unit": units[2], "kind": "comment", "note": "hm", "line": 2},
        {"unit": units[3], "kind": "edit", "spec": "nonsense"},
    ]
    shop.write("decisions.jsonl", "\n".join(map(json.dumps, lines)))
    preview = shop.specdeck("review", "apply", "decisions.jsonl", "--preview", "--json")
    assert _outcomes(preview) == ["able", "able", "able", "refused"]
    first = shop.specdeck("review", "apply", "decisions.jsonl", "--json")
    assert (first.code, _outcomes(first)) == (1, ["done", "done", "done", "refused"])
    again = shop.specdeck("review", "apply", "-", "--json", stdin="\n".join(map(json.dumps, lines[:3])))
    assert (again.code, _outcomes(again)) == (0, ["already"] * 3)
    assert len(shop.specdeck("review", "show", str(units[2]), "--json").json["comments"]) == 1


def test_several_decisions_on_one_unit_change_nothing_the_second_time(shop):
    first, second = next(shop.fresh), next(shop.fresh)
    other = spec(shop, str(second)).replace("    params:", "    note: What it costs\n    params:", 1)
    lines = [
        {"unit": first, "kind": "flag"},
        {"unit": first, "kind": "reject", "reason": "other"},
        {"unit": first, "kind": "approve"},
        {"unit": second, "kind": "approve"},
        {"unit": second, "kind": "edit", "spec": other},
        {"unit": second, "kind": "flag", "note": "I wrote this"},
    ]
    shop.write("replay.jsonl", "\ufeff" + "\r\n".join(map(json.dumps, lines)))
    assert set(_outcomes(shop.specdeck("review", "apply", "replay.jsonl", "--json"))) == {"done"}
    before = len(shop.specdeck("review", "acts", "--limit", "1000", "--json").json)
    assert set(_outcomes(shop.specdeck("review", "apply", "replay.jsonl", "--json"))) == {"already"}
    assert len(shop.specdeck("review", "acts", "--limit", "1000", "--json").json) == before
    assert state(shop, str(first)) in APPROVED


def test_a_partly_applied_file_continues_where_it_stopped(shop):
    units = [next(shop.fresh) for _ in range(3)]
    lines = [json.dumps({"unit": unit, "kind": word}) for unit in units for word in ("flag", "approve")]
    shop.specdeck("review", "apply", "-", stdin="\n".join(lines[:3]))
    ran = shop.specdeck("review", "apply", "-", "--json", stdin="\n".join(lines))
    assert _outcomes(ran) == ["already"] * 3 + ["done"] * 3
    assert all(state(shop, str(unit)) in APPROVED for unit in units)


def _outcomes(ran):
    return [json.loads(line)["outcome"] for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "invalid JSON"),
        ('{"unit": 1}', "a unit and a kind"),
        ('{"unit": 1, "kind": "bless"}', "not a kind"),
        ('{"unit": 1, "kind": "skip", "why": "x"}', "unknown field why"),
        ('{"unit": 1, "kind": "skip", "line": "x"}', "line 2"),
        ('{"unit": true, "kind": "skip"}', "a unit and a kind"),
        ('{"unit": 1, "unit": 2, "kind": "skip"}', "unit occurs twice"),
        ('{"unit": 1, "kind": "skip", "revision": "1"}', "whole number"),
        ('{"unit": 1, "kind": "skip", "seconds": NaN}', "not a number"),
        ('{"unit": 1, "kind": "comment", "note": "\\ud800"}', "half of a surrogate pair"),
        ('{"unit": 1, "kind": "reject"}', "needs one of these reasons"),
        ("[" * 20_000, "nested too deeply"),
    ],
)
def test_an_invalid_line_stops_the_file_before_the_first_decision(shop, unit, line, said):
    lines = json.dumps({"unit": int(unit), "kind": "skip"}) + "\n" + line
    ran = shop.specdeck("review", "apply", "-", stdin=lines)
    assert ran.code == 2
    assert said in ran.err
    assert state(shop, unit) == "converted"


def test_plain_review_decides_and_ends_with_its_input(shop):
    units = [next(shop.fresh) for _ in range(2)]
    where = " or ".join(f"id={unit}" for unit in units)
    answers = "?\nc\n1\nlook here\nr\n3\n\nu\nx\na\n"
    ran = shop.specdeck("review", "--plain", "--where", where, stdin=answers)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "a  approve" in ran.out
    assert ran.out.splitlines()[-1].startswith("2 units: approve 1, comment 1, reject 1, undo 1.")
    assert sum(state(shop, str(unit)) in APPROVED for unit in units) == 1


def test_plain_review_refuses_invalid_bytes_and_ends_without_input(shop, unit):
    answers = b"c\n1\nh\xff\nhello\nq\n".decode(errors="surrogateescape")
    ran = shop.specdeck("review", "--plain", "--where", f"id={unit}", stdin=answers, LANG="C.UTF-8")
    assert (ran.code, "Try again" in ran.out) == (0, True)
    assert [each["text"] for each in shop.specdeck("review", "show", unit, "--json").json["comments"]] == ["hello"]
    closed = shop.specdeck("review", "--plain", "--where", f"id={unit}", closed=True)
    assert (closed.code, closed.out.splitlines()[-1]) == (0, "1 units: nothing was decided.")


def test_foreign_text_starts_no_line_and_moves_no_cursor(shop, unit):
    shop.specdeck("review", "comment", unit, "fine\nYou may not:\x1b[2J")
    for words in (("show", unit), ("--plain", "--where", f"id={unit}")):
        out = shop.specdeck("review", *words, stdin="").out
        assert "fine You may not:\\x1b[2J" in out
        assert "\x1b" not in out


def test_options_without_effect_are_refused(shop):
    for words in (("--where", "open"), ("--plain", "list"), ("--plain", "--project", "shop", "stats")):
        assert shop.specdeck("review", *words).code == 2


def test_invalid_bytes_are_refused_in_a_sentence(shop, unit):
    ran = shop.specdeck("review", "comment", unit, b"h\xff".decode(errors="surrogateescape"))
    assert (ran.code, "not valid UTF-8" in ran.err) == (2, True)


def test_everything_from_the_last_minutes_is_undone(shop):
    assert shop.specdeck("review", "undo", "--since", "1h").code in {0, 4}
    assert {item["state"] for item in shop.specdeck("review", "list", "--where", "", "--json").json} == {"converted"}
