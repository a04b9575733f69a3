"""Functions and files move: their decisions move with them, in whatever order the daemon notices."""

from daemon.wire.decision_kinds import DecisionKind

UNIT = "shop.double"
MODULE = "specql/shop/modules/{}.yaml"


def approved(chain):
    """The unit with a yes, a remark and somebody who is asked, its text in its file."""
    chain.say(UNIT, DecisionKind.ASSIGN, asked=("me",))
    chain.say(UNIT, DecisionKind.COMMENT, note="twice is enough", line=1)
    chain.say(UNIT, DecisionKind.APPROVE)
    chain.until_state(UNIT, "written")
    return chain.review(UNIT)


def cut(chain):
    """Take the function out of its file; the answer is its SQL."""
    whole = chain.sql.read_text()
    start = whole.index("CREATE FUNCTION shop.double")
    chain.sql.write_text(whole[:start])
    return whole[start:]


def same(chain, before, source):
    """Wait until the unit is in this source, and nothing else about it is another."""
    chain.until(lambda: (source, "written") in [(item.source, item.state) for item in doubles(chain)])
    after = chain.review(UNIT)
    assert (after.item.id, after.item.asked, after.approved) == (before.item.id, before.item.asked, before.approved)
    assert [comment.text for comment in after.comments] == ["twice is enough"]
    return after


def doubles(chain):
    return [item for item in chain.items() if item.name.startswith(UNIT)]


def test_a_function_that_moves_to_another_file_keeps_its_decisions_and_its_spec_follows(chain):
    before = approved(chain)
    assert MODULE.format("shop") in chain.tree()
    sql = cut(chain)
    chain.until(lambda: not doubles(chain))
    (chain.folder / "maths.sql").write_text(sql)
    after = same(chain, before, "maths.sql")
    assert after.history[0].sentence == "Its SQL moved from shop.sql to maths.sql: proved as before."
    chain.until(lambda: MODULE.format("maths") in chain.tree() and MODULE.format("shop") not in chain.tree())
    chain.client.reviews.undo("shop")
    chain.until_state(UNIT, "converted")
    chain.until(lambda: not any(path.endswith(".yaml") for path in chain.tree()))


def test_so_does_a_function_that_is_found_before_it_is_removed(chain):
    before = approved(chain)
    whole = chain.sql.read_text()
    (chain.folder / "maths.sql").write_text(whole[whole.index("CREATE FUNCTION shop.double") :])
    chain.until(lambda: len(chain.items()) == 4)
    cut(chain)
    same(chain, before, "maths.sql")


def test_a_file_that_is_renamed_takes_its_units_and_their_specs_along(chain):
    before = approved(chain)
    chain.sql.rename(chain.folder / "store.sql")
    same(chain, before, "store.sql")
    chain.until(lambda: MODULE.format("store") in chain.tree() and MODULE.format("shop") not in chain.tree())


def test_a_function_that_moves_and_changes_has_drifted_and_comes_back_as_it_was(chain):
    before = approved(chain)
    sql = cut(chain)
    other = chain.folder / "maths.sql"
    other.write_text(sql.replace("* 2", "* 3"))
    chain.until_state(UNIT, "drifted")
    assert chain.review(UNIT).item.id == before.item.id
    other.unlink()
    chain.sql.write_text(chain.sql.read_text() + sql)
    same(chain, before, "shop.sql")


def test_a_copy_has_no_decisions(chain):
    approved(chain)
    whole = chain.sql.read_text()
    (chain.folder / "copy.sql").write_text(whole[whole.index("CREATE FUNCTION shop.double") :])
    chain.until(lambda: len(chain.items()) == 4)
    assert sorted(item.state for item in doubles(chain)) == ["converted", "written"]
