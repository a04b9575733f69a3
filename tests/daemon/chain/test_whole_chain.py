"""From a saved file to a written spec, through manual edits and drift, and back."""

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role

THEIRS = """\
entity: Order
schema: shop
actions:
  - name: theirs
    returns: integer
    traits: {language: plpgsql}
    steps:
      - return: 1
"""


def test_a_saved_file_comes_into_the_inbox_with_its_verdict(chain):
    assert {(item.name, item.state, item.verdict) for item in chain.items()} == {
        ("shop.tb_order", "converted", "proved"),
        ("shop.mark(integer)", "converted", "proved"),
        ("shop.double(integer)", "converted", "proved"),
    }


def test_an_approved_unit_is_written_beside_its_neighbours(chain):
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    text = chain.order.read_text()
    assert "entity: Order" in text
    assert "name: mark" in text


def test_a_written_file_has_a_verdict_of_its_own_beside_those_of_its_units(chain):
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until(lambda: chain.review("shop.mark").file)
    file = chain.review("shop.mark").file
    assert (file.path, file.verdict, file.problems) == ("specql/shop/order.yaml", "proved", ())


def test_a_file_that_does_less_than_its_sql_is_a_reason_to_look(chain):
    spec = chain.review("shop.mark").deck.spec.replace("'seen'", "'read'")
    chain.say("shop.mark", DecisionKind.EDIT, spec=spec)
    with chain.daemon.client_as(Role.ADMIN, "ben") as ben:
        ben.reviews.decide(chain.unit("shop.mark"), NewDecision(DecisionKind.APPROVE, note="Compared by hand."))
    chain.until(lambda: chain.review("shop.mark").file)
    assert chain.review("shop.mark").file.verdict == "unverified"
    assert causes(chain, "file") == [
        "specql/shop/order.yaml as a whole is unverified: The lowered script changes function shop.mark(integer)."
    ]


def test_a_unit_that_belongs_to_no_entity_is_written_to_the_module_of_its_source(chain):
    chain.say("shop.double", DecisionKind.APPROVE)
    chain.until_state("shop.double", "written")
    assert "name: double" in (chain.folder / "specql/shop/modules/shop.yaml").read_text()


def test_content_from_others_stays_in_the_file(chain):
    chain.order.parent.mkdir(parents=True)
    chain.order.write_text(THEIRS)
    chain.until(lambda: any(path == "specql/shop/order.yaml" for path in chain.tree()))
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.until_state("shop.tb_order", "written")
    assert "name: theirs" in chain.order.read_text()


def test_a_hand_edit_is_proposed_and_rejecting_it_restores_the_file(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    ours = chain.order.read_bytes()
    chain.order.write_bytes(ours.replace(b"'seen'", b"'read'"))
    chain.until(lambda: chain.review("shop.mark").item.proposals == 1)
    (proposal,) = chain.review("shop.mark").proposals
    assert (proposal.analyst, proposal.verdict, len(proposal.hunks)) == ("file", "unverified", 1)
    chain.say("shop.mark", DecisionKind.REJECT, reason="wrong meaning", proposal=proposal.id)
    chain.until(lambda: chain.order.read_bytes() == ours and chain.review("shop.mark").item.state == "written")


def test_a_hand_edit_that_is_taken_back_and_made_again_is_proposed_again(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    ours = chain.order.read_bytes()
    edited = ours.replace(b"'seen'", b"'read'")
    for text, proposals in ((edited, 1), (ours, 0), (edited, 1)):
        chain.order.write_bytes(text)
        chain.until(lambda count=proposals: chain.review("shop.mark").item.proposals == count)


def test_a_pending_manual_edit_is_never_overwritten(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    edited = chain.order.read_bytes().replace(b"'seen'", b"'read'")
    chain.order.write_bytes(edited)
    chain.until(lambda: chain.review("shop.mark").item.proposals == 1)
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.until(lambda: any(event.type == "spec.held" for event in chain.client.events.page(chain.since, 500).items))
    assert chain.order.read_bytes() == edited
    assert chain.review("shop.tb_order").item.state == "approved"


def test_an_unreadable_file_is_never_overwritten(chain):
    chain.order.parent.mkdir(parents=True)
    chain.order.write_text("entity: [")
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.until(lambda: held(chain) == "spec.unreadable")
    assert chain.order.read_text() == "entity: ["


def test_a_broken_file_is_shown_at_its_units_until_it_is_fixed(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    ours = chain.order.read_bytes()
    chain.order.write_bytes(ours + b"x: [\n")
    chain.until(lambda: any("cannot be read: line " in told for told in causes(chain, "file")))
    chain.order.write_bytes(ours)
    chain.until(lambda: not causes(chain, "file"))


def test_a_manually_removed_file_is_shown_and_not_written_again(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    chain.until(lambda: any(event.type == "spec.read" for event in chain.client.events.page(chain.since, 500).items))
    chain.order.unlink()
    chain.until_state("shop.mark", "approved")
    assert held(chain) == "spec.removed_by_hand"


def test_titles_that_are_not_valid_file_names_get_separate_files(chain):
    chain.save("shop.tb_order", 'shop."订单"')
    chain.sql.write_text(chain.sql.read_text() + 'CREATE TABLE shop."客户" (id integer);\n')
    chain.until(lambda: len(chain.items()) == 4)
    for name in ("shop.订单", "shop.客户"):
        chain.say(name, DecisionKind.APPROVE)
        chain.until_state(name, "written")
    assert len(list((chain.folder / "specql/shop").glob("*.yaml"))) == 2


def test_a_written_file_is_as_readable_as_the_folder_it_came_into(chain):
    chain.folder.chmod(0o755)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    assert (chain.order.stat().st_mode & 0o777, chain.order.parent.stat().st_mode & 0o777) == (0o644, 0o755)


def causes(chain, kind):
    """Why somebody should look at the unit, for reasons of this kind."""
    return [cause.sentence for cause in chain.review("shop.mark").causes if cause.kind == kind]


def held(chain):
    """Why a spec file was last not written."""
    events = chain.client.events.page(chain.since, 500).items
    return next((event.data["code"] for event in reversed(events) if event.type == "spec.held"), None)


def test_changed_sql_is_drift_and_the_file_keeps_what_was_approved_until_it_is_reviewed_again(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    chain.save("'seen'", "'done'")
    chain.until_state("shop.mark", "drifted")
    assert "'seen'" in chain.order.read_text()
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    assert "'done'" in chain.order.read_text()


def test_undoing_everything_restores_the_tree_and_the_state(chain):
    tree, state = chain.tree(), chain.state()
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    ours = chain.order.read_bytes()
    chain.order.write_bytes(ours.replace(b"'seen'", b"'read'"))
    chain.until(lambda: chain.review("shop.mark").item.proposals == 1)
    chain.say("shop.mark", DecisionKind.REJECT, reason="other", proposal=chain.review("shop.mark").proposals[0].id)
    chain.until(lambda: chain.order.read_bytes() == ours)
    chain.save("'seen'", "'done'")
    chain.until_state("shop.mark", "drifted")
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    chain.client.reviews.undo("shop")
    chain.save("'done'", "'seen'")
    chain.until_state("shop.mark", "written")
    for _ in ("reject", "approve", "approve"):
        chain.client.reviews.undo("shop")
    chain.until(lambda: (chain.tree(), chain.state()) == (tree, state))


def test_a_daemon_killed_after_a_decision_writes_the_file_after_its_restart(own_chain):
    own_chain.say("shop.mark", DecisionKind.APPROVE)
    own_chain.daemon.kill()
    own_chain.daemon.start()
    own_chain.until_state("shop.mark", "written")
    assert "name: mark" in own_chain.order.read_text()
