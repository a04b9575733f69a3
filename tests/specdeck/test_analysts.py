"""`specdeck analysts` and `specdeck estimate`: who asks what, and what it would cost; nothing is asked."""

TOTAL = """CREATE FUNCTION total(p int) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE v_x numeric := 0;
BEGIN
  SELECT sum(price) INTO v_x FROM line WHERE order_id = p;
  IF v_x IS NULL THEN RAISE EXCEPTION 'no lines'; END IF;
  RETURN v_x;
END $$;"""


def test_the_analysts_are_listed_with_what_they_propose(shell):
    rows = {row["id"]: row for row in shell.specdeck("analysts", "list", "--json").json}
    assert rows["namer"]["produces"] == ["rename"]
    assert rows["describer"]["tasks"] == ["describe"]


def test_an_analyst_shows_its_prompt(shell):
    assert "Task: give variables names" in shell.specdeck("analysts", "show", "namer").out


def test_an_unknown_analyst_is_refused_with_the_known_ones(shell):
    ran = shell.specdeck("analysts", "show", "oracle")
    assert ran.code != 0
    assert "namer" in ran.err


def test_an_estimate_counts_questions_and_gives_intervals(shell):
    shell.write("a.sql", TOTAL)
    found = shell.specdeck("estimate", "a.sql", "--json").json
    assert (found["routines"], found["calls"]["name_variables"]) == (1, 1)
    least, usual, most = found["dollars"]
    assert 0 < least < usual < most
    assert found["batch_dollars"] == [least / 2, usual / 2, most / 2]
    assert "review hours" in shell.specdeck("estimate", "a.sql").out


def test_an_estimate_of_a_file_without_routines_is_nothing(shell):
    shell.write("a.sql", "CREATE TABLE t (id int);")
    assert shell.specdeck("estimate", "a.sql", "--json").json["dollars"] == [0, 0, 0]


def test_an_unknown_model_is_refused_with_those_that_have_prices(shell):
    shell.write("a.sql", TOTAL)
    ran = shell.specdeck("estimate", "a.sql", "--model", "gpt-9")
    assert ran.code != 0
    assert "claude-haiku-5-5" in ran.err


def test_rules_change_what_is_asked_and_what_it_costs(shell):
    shell.write("a.sql", TOTAL)
    plain = shell.specdeck("estimate", "a.sql", "--json").json
    shell.write("skip.toml", '[[rule]]\ntasks = ["name_variables"]\nuse = "skip"\n[[rule]]\nuse = "local"\n')
    ruled = shell.specdeck("estimate", "a.sql", "--rules", "skip.toml", "--json").json
    assert ruled["skipped"] == {"name_variables": plain["calls"]["name_variables"]}
    assert (plain["dollars"][2] > 0, ruled["dollars"]) == (True, [0, 0, 0])
    shown = shell.specdeck("analysts", "show", "namer", "--rules", "skip.toml").out
    assert "rule 1: name_variables, 0 or more words: skip" in shown


def test_a_wrong_file_of_rules_says_which_rule(shell):
    shell.write("a.sql", TOTAL)
    shell.write("wrong.toml", '[[rule]]\nuse = "gpu"\n')
    ran = shell.specdeck("estimate", "a.sql", "--rules", "wrong.toml")
    assert (ran.code != 0, "Rule 1 uses 'gpu'" in ran.err, "Set use to" in ran.err) == (True, True, True)
