"""A manual edit is a proposal of the owner of the file, whose own approval does not count."""

import os
import pwd

import pytest

from daemon.client.errors import ClientError
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.member import NewMember
from daemon.wire.role import Role

OTHER = "nobody"  # a user that every system has
STRANGER = 54321  # a user that no system has
AS_ROOT = pytest.mark.skipif(os.getuid() != 0, reason="only root gives files to other users")


def edit(chain, unit="shop.mark", owner=None, old=b"'seen'", new=b"'read'"):
    """Save the spec file changed, as an editor does: whole, and owned by the one who saves it."""
    fresh = chain.folder / "fresh"
    fresh.write_bytes(chain.order.read_bytes().replace(old, new))
    if owner is not None:
        os.chown(fresh, owner, -1)
    fresh.rename(chain.order)
    chain.until(lambda: chain.review(unit).item.proposals == 1)
    return next(each for each in chain.review(unit).proposals if each.state == "open")


def approve(client, chain, proposal):
    """Say yes to a proposal, with a reason for what is not proved."""
    seen = chain.review("shop.mark")
    said = NewDecision(DecisionKind.APPROVE, proposal=proposal.id, note="I have seen both.")
    return client.reviews.decide(seen.item.id, said, seen.item.revision).outcomes[0]


@pytest.fixture
def written(chain):
    """A shop whose function `mark` lies in its spec file."""
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    return chain


def test_the_author_of_a_manual_edit_is_the_owner_of_the_file(written):
    assert edit(written).by == pwd.getpwuid(os.getuid()).pw_name


def test_a_written_unit_with_a_manual_edit_is_open_again(written):
    assert "shop.mark(integer)" not in open_units(written)
    edit(written)
    assert open_units(written)["shop.mark(integer)"].edited
    assert written.client.inbox.counts("shop").open == 3
    assert [each.name for each in written.client.inbox.list("shop", "edited")] == ["shop.mark(integer)"]


def open_units(chain):
    return {item.name: item for item in chain.client.inbox.list("shop", "open")}


def test_an_approval_of_your_own_manual_edit_does_not_count(written):
    proposal = edit(written)
    with pytest.raises(ClientError) as refused:
        approve(written.client, written, proposal)
    assert (refused.value.code, refused.value.sentence) == (
        "review.own",
        "You wrote this text, so you cannot approve it.",
    )
    assert refused.value.hint


def test_a_policy_may_let_authors_approve_their_own_manual_edits(written):
    written.client.people.set_policy("shop", "[[approvals]]\nrisk = 'normal'\nn = 1\ndistinct = false\n")
    assert approve(written.client, written, edit(written)).item.state == "approved"


def test_somebody_else_may_approve_a_manual_edit_and_its_author_is_kept(written):
    proposal = edit(written)
    with written.daemon.client_as(Role.ADMIN, "alice") as alice:
        outcome = approve(alice, written, proposal)
    assert (outcome.item.state, outcome.item.author) == ("approved", proposal.by)


@AS_ROOT
def test_a_file_of_another_user_belongs_to_the_key_of_that_name(written):
    written.client.people.set("shop", NewMember(f"key:{OTHER}", Role.ADMIN))
    proposal = edit(written, owner=pwd.getpwnam(OTHER).pw_uid)
    assert proposal.by == OTHER
    with written.daemon.client_as(Role.VIEWER, OTHER) as other, pytest.raises(ClientError) as refused:
        approve(other, written, proposal)
    assert refused.value.code == "review.own"
    assert approve(written.client, written, proposal).item.state == "approved"


@AS_ROOT
def test_a_file_of_an_unknown_user_has_no_author(written):
    proposal = edit(written, owner=STRANGER)
    assert proposal.by is None
    assert "Nobody here is known as the user who owns it." in proposal.reason
    assert approve(written.client, written, proposal).item.author is None


@AS_ROOT
def test_saving_a_file_again_does_not_change_the_author_of_its_text(written):
    written.say("shop.tb_order", DecisionKind.APPROVE)
    written.until_state("shop.tb_order", "written")
    first = edit(written)
    edit(written, "shop.tb_order", STRANGER, b"note: text", b"remark: text")
    (second,) = still_open(written)
    assert (second.by, second.id != first.id) == (first.by, True)


def test_a_proposal_whose_sql_changes_is_proved_again_and_can_be_approved(written):
    first = edit(written)
    written.save("'seen'", "'done'")
    written.until(lambda: first.id not in [each.id for each in still_open(written)])
    (second,) = still_open(written)
    assert (second.by, second.spec) == (first.by, first.spec)
    with written.daemon.client_as(Role.ADMIN, "alice") as alice:
        assert approve(alice, written, second).item.state == "approved"


def still_open(chain):
    return [each for each in chain.review("shop.mark").proposals if each.state == "open"]
