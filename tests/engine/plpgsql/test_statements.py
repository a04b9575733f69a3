"""Every statement of the language is read into its own node."""

import pytest

from engine.plpgsql import parse_body, tree
from engine.plpgsql.tree import Body, Statement


def steps_of(text: str) -> tuple[Statement, ...]:
    body = whole(f"BEGIN {text} END")
    assert body.block
    return body.block.steps


def whole(text: str) -> Body:
    body = parse_body(text)
    assert not body.opaque, body.opaque
    return body


def only(text: str) -> Statement:
    (step,) = steps_of(text)
    return step


def texts(fragments: tuple[tree.Fragment, ...]) -> list[str]:
    return [fragment.text for fragment in fragments]


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("x := 1;", "x", "1"),
        ("x = 1;", "x", "1"),
        ("r.f := a = b;", "r.f", "a = b"),
        ("NEW.updated_at := now();", "NEW.updated_at", "now()"),
        ("a[i] := 2;", "a[i]", "2"),
        ("a[1:2] := b;", "a[1:2]", "b"),
        ("a[f(1, '[')].g[2] := 0;", "a[f(1, '[')].g[2]", "0"),
        ("$1 := 4;", "$1", "4"),
        ('"Order" := 1;', '"Order"', "1"),
        ("n := count(*) FROM t WHERE a;", "n", "count(*) FROM t WHERE a"),
        ("return := 1;", "return", "1"),
        ("comment := 'a';", "comment", "'a'"),
        ("call.open := 1;", "call.open", "1"),
    ],
)
def test_assignment_to_all_targets(text: str, target: str, value: str) -> None:
    step = only(text)
    assert isinstance(step, tree.Assign)
    assert (step.target.text, step.value.text) == (target, value)


def test_if_with_both_spellings_of_elsif_and_an_empty_else() -> None:
    step = only("IF a THEN x := 1; ELSIF b THEN ELSEIF c THEN NULL; ELSE END IF;")
    assert isinstance(step, tree.If)
    assert [arm.condition.text for arm in step.elsifs] == ["b", "c"]
    assert step.otherwise == ()
    assert not step.elsifs[0].steps


def test_if_without_else_is_not_an_empty_else() -> None:
    step = only("IF a THEN NULL; END IF;")
    assert isinstance(step, tree.If)
    assert step.otherwise is None


def test_simple_case_divides_its_values() -> None:
    step = only("CASE x WHEN 1, f(2, 3) THEN NULL; ELSE NULL; END CASE;")
    assert isinstance(step, tree.Case)
    assert step.subject and step.subject.text == "x"
    assert texts(step.cases[0].conditions) == ["1", "f(2, 3)"]


def test_searched_case_has_one_condition_and_may_hold_a_case_expression() -> None:
    step = only("CASE WHEN CASE WHEN a THEN b END THEN NULL; END CASE;")
    assert isinstance(step, tree.Case)
    assert step.subject is None
    assert texts(step.cases[0].conditions) == ["CASE WHEN a THEN b END"]


def test_loops_with_labels_at_both_ends() -> None:
    step = only('<<"Outer">> LOOP EXIT "Outer" WHEN done; CONTINUE; END LOOP "Outer";')
    assert isinstance(step, tree.Loop)
    assert step.label == '"Outer"'
    leave, again = step.steps
    assert isinstance(leave, tree.Exit) and leave.label == '"Outer"' and leave.condition
    assert isinstance(again, tree.Continue) and again.label is None


def test_while() -> None:
    step = only("WHILE i < 3 LOOP i := i + 1; END LOOP;")
    assert isinstance(step, tree.While)
    assert step.condition.text == "i < 3"


@pytest.mark.parametrize(
    ("head", "low", "high", "by", "reverse"),
    [
        ("FOR i IN 1..10", "1", "10", None, False),
        ("FOR i IN 1 .. n BY 2", "1", "n", "2", False),
        ("FOR i IN REVERSE array_upper(a, 1)..1 BY s", "array_upper(a, 1)", "1", "s", True),
    ],
)
def test_integer_loops(head: str, low: str, high: str, by: str | None, *, reverse: bool) -> None:
    step = only(f"{head} LOOP NULL; END LOOP;")
    assert isinstance(step, tree.ForRange)
    assert (step.low.text, step.high.text, step.step and step.step.text, step.reverse) == (low, high, by, reverse)


def test_query_loop_with_several_targets() -> None:
    step = only("FOR a, r.b IN SELECT x, y FROM t LOOP NULL; END LOOP;")
    assert isinstance(step, tree.ForQuery)
    assert texts(step.targets) == ["a", "r.b"]
    assert isinstance(step.query, tree.Fragment) and step.query.text == "SELECT x, y FROM t"


def test_dynamic_loop() -> None:
    step = only("FOR r IN EXECUTE 'SELECT ' || c USING a, f(b, c) LOOP NULL; END LOOP;")
    assert isinstance(step, tree.ForQuery)
    assert isinstance(step.query, tree.Dynamic)
    assert step.query.command.text == "'SELECT ' || c"
    assert texts(step.query.using) == ["a", "f(b, c)"]


@pytest.mark.parametrize("arguments", ["(a => 1)", "(a := 1)", "(1)"])
def test_cursor_loop_with_arguments(arguments: str) -> None:
    step = only(f"FOR r IN c {arguments} LOOP NULL; END LOOP;")
    assert isinstance(step, tree.ForCursor)
    assert step.arguments and texts(step.arguments) == [arguments[1:-1]]


def test_cursor_loop_without_arguments_is_not_a_query() -> None:
    assert isinstance(only("FOR r IN c LOOP NULL; END LOOP;"), tree.ForCursor)


def test_values_in_parentheses_are_a_query_and_not_a_cursor() -> None:
    assert isinstance(only("FOR r IN VALUES (1) LOOP NULL; END LOOP;"), tree.ForQuery)
    assert isinstance(only("FOR r IN (SELECT 1) LOOP NULL; END LOOP;"), tree.ForQuery)


def test_foreach_with_a_slice() -> None:
    step = only("FOREACH x SLICE 1 IN ARRAY a || b LOOP NULL; END LOOP;")
    assert isinstance(step, tree.Foreach)
    assert (step.slice, step.array.text) == (1, "a || b")


@pytest.mark.parametrize("number", ["0x1", "1_0", "1.5"])
def test_a_slice_is_a_decimal_number(number: str) -> None:
    (opaque,) = parse_body(f"BEGIN FOREACH x SLICE {number} IN ARRAY a LOOP NULL; END LOOP; END").opaque
    assert "after SLICE" in opaque.reason


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("RETURN;", tree.Return, None),
        ("RETURN (a + 1);", tree.Return, "(a + 1)"),
        ("RETURN a FROM t;", tree.Return, "a FROM t"),
        ("RETURN NEXT;", tree.ReturnNext, None),
        ("RETURN NEXT r;", tree.ReturnNext, "r"),
    ],
)
def test_return(text: str, kind: type, value: str | None) -> None:
    step = only(text)
    assert isinstance(step, kind)
    assert (step.value and step.value.text) == value


def test_return_query_static_and_dynamic() -> None:
    static, dynamic = steps_of("RETURN QUERY SELECT 1; RETURN QUERY EXECUTE s USING a;")
    assert isinstance(static, tree.ReturnQuery) and isinstance(static.query, tree.Fragment)
    assert isinstance(dynamic, tree.ReturnQuery) and isinstance(dynamic.query, tree.Dynamic)


@pytest.mark.parametrize(
    ("text", "level", "message", "condition", "options"),
    [
        ("RAISE;", None, None, None, []),
        ("RAISE 'a %', b;", None, "'a %'", None, []),
        ("RAISE NOTICE 'a %, %', f(b, c), d;", "notice", "'a %, %'", None, []),
        ("RAISE EXCEPTION E'a' USING ERRCODE = '22012', hint := h;", "exception", "E'a'", None, ["errcode", "hint"]),
        ("RAISE unique_violation USING MESSAGE = 'm';", None, None, "unique_violation", ["message"]),
        ("RAISE WARNING SQLSTATE '22012';", "warning", None, "22012", []),
        ("RAISE USING MESSAGE = 'm', DETAIL = d;", None, None, None, ["message", "detail"]),
    ],
)
def test_raise_in_all_forms(
    text: str, level: str | None, message: str | None, condition: str | None, options: list[str]
) -> None:
    step = only(text)
    assert isinstance(step, tree.Raise)
    assert step.level == level
    assert (step.message and step.message.text) == message
    assert (step.condition and step.condition.name) == condition
    assert [option.name for option in step.options] == options


def test_assert_with_and_without_a_message() -> None:
    bare, told = steps_of("ASSERT a > 0; ASSERT f(a, b), 'no';")
    assert isinstance(bare, tree.Assert) and bare.message is None
    assert isinstance(told, tree.Assert) and told.condition.text == "f(a, b)" and told.message


@pytest.mark.parametrize("text", ["EXECUTE s INTO STRICT a, b USING c, d;", "EXECUTE s USING c, d INTO STRICT a, b;"])
def test_execute_takes_into_and_using_in_either_order(text: str) -> None:
    step = only(text)
    assert isinstance(step, tree.Execute)
    assert step.into and step.into.strict
    assert texts(step.into.targets) == ["a", "b"]
    assert texts(step.using) == ["c", "d"]


def test_perform_and_call_keep_what_follows_the_word() -> None:
    perform, call = steps_of("PERFORM f(a) FROM t; CALL p(a, b);")
    assert isinstance(perform, tree.Perform) and perform.query.text == "f(a) FROM t"
    assert isinstance(call, tree.Call) and call.call.text == "p(a, b)"


@pytest.mark.parametrize(
    ("text", "word", "count", "every"),
    [
        ("FETCH c INTO x;", None, None, False),
        ("FETCH FROM c INTO x;", None, None, False),
        ("FETCH NEXT IN c INTO x;", "next", None, False),
        ("FETCH RELATIVE -2 FROM c INTO x, y;", "relative", "-2", False),
        ("FETCH ABSOLUTE n + 1 FROM c INTO x;", "absolute", "n + 1", False),
        ("FETCH BACKWARD ALL FROM c INTO x;", "backward", None, True),
        ("FETCH FORWARD FROM c INTO x;", "forward", None, False),
        ("FETCH 5 FROM c INTO x;", "count", "5", False),
    ],
)
def test_fetch_directions(text: str, word: str | None, count: str | None, *, every: bool) -> None:
    step = only(text)
    assert isinstance(step, tree.Fetch)
    direction = step.direction
    if direction is None:
        assert word is None
    else:
        assert (direction.word, direction.count and direction.count.text, direction.every) == (word, count, every)


def test_open_move_close() -> None:
    bound, static, dynamic, move, close = steps_of(
        "OPEN c(a, k := 2); OPEN c NO SCROLL FOR SELECT 1; OPEN c FOR EXECUTE s USING a; MOVE LAST FROM c; CLOSE c;"
    )
    assert isinstance(bound, tree.Open) and bound.arguments and texts(bound.arguments) == ["a", "k := 2"]
    assert isinstance(static, tree.Open) and static.scroll is False and isinstance(static.query, tree.Fragment)
    assert isinstance(dynamic, tree.Open) and isinstance(dynamic.query, tree.Dynamic)
    assert isinstance(move, tree.Move) and move.direction and move.direction.word == "last"
    assert isinstance(close, tree.Close)


def test_get_diagnostics_of_both_areas() -> None:
    current, stacked = steps_of(
        "GET CURRENT DIAGNOSTICS n = ROW_COUNT; GET STACKED DIAGNOSTICS m := MESSAGE_TEXT, d = PG_EXCEPTION_DETAIL;"
    )
    assert isinstance(current, tree.GetDiagnostics) and not current.stacked
    assert isinstance(stacked, tree.GetDiagnostics) and stacked.stacked
    assert [item.item for item in stacked.items] == ["message_text", "pg_exception_detail"]


def test_transactions() -> None:
    steps = steps_of("COMMIT; COMMIT AND CHAIN; ROLLBACK AND NO CHAIN;")
    assert [(step.command, step.chain) for step in steps if isinstance(step, tree.Transaction)] == [
        ("commit", False),
        ("commit", True),
        ("rollback", False),
    ]


def test_do_is_an_sql_statement() -> None:
    step = only("DO $$BEGIN NULL; END$$;")
    assert isinstance(step, tree.Sql)


def test_handlers_with_several_conditions() -> None:
    step = only("BEGIN NULL; EXCEPTION WHEN no_data_found OR SQLSTATE '22012' THEN NULL; WHEN others THEN END;")
    assert isinstance(step, tree.Block)
    first, second = step.handlers
    assert [(each.name, each.sqlstate) for each in first.conditions] == [("no_data_found", False), ("22012", True)]
    assert second.steps == ()


def test_pragmas_stand_before_the_block() -> None:
    body = whole("#variable_conflict use_column\n#print_strict_params on\n<<b>> BEGIN NULL; END b;")
    assert [(each.name, each.value) for each in body.pragmas] == [
        ("variable_conflict", "use_column"),
        ("print_strict_params", "on"),
    ]
    assert body.block and body.block.label == "b"


def test_option_dump_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    whole("#option dump\nBEGIN NULL; END")
    assert capfd.readouterr() == ("", "")
