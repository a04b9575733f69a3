"""Obstacles to writing a spec file, and kills in the middle of a write."""

import os
import select

import pytest

from daemon.client.errors import ForbiddenError
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role


def faults(chain):
    """Why spec files were not written, as the journal has it."""
    return [
        event.data["code"] for event in chain.client.events.page(chain.since, 500).items if event.type == "spec.held"
    ]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_schema_folder_that_is_a_link_is_not_written_through(chain, tmp_path):
    (chain.folder / "specql").mkdir()
    (chain.folder / "specql/shop").symlink_to(tmp_path)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until(lambda: faults(chain) == ["spec.link"])
    assert chain.review("shop.mark").item.state == "approved"
    assert names(tmp_path) == []


def test_once_the_link_is_gone_the_next_decision_writes_the_file(chain, tmp_path):
    link = chain.folder / "specql/shop"
    link.parent.mkdir()
    link.symlink_to(tmp_path)
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until(lambda: faults(chain) == ["spec.link"])
    link.unlink()
    chain.say("shop.tb_order", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    assert chain.order.is_file()


def test_a_daemon_killed_in_the_middle_of_writing_leaves_the_file_right_and_nothing_beside_it(own_chain, monkeypatch):
    own_chain.daemon.kill()
    monkeypatch.setenv("SPECDECK_FAILPOINT", "half-written")
    own_chain.daemon.start()
    gone = os.pidfd_open(own_chain.daemon.pid)
    own_chain.say("shop.mark", DecisionKind.APPROVE)
    assert select.select([gone], [], [], 20)[0], "the daemon was not killed"
    os.close(gone)
    (half,) = names(own_chain.order.parent)
    assert half.startswith(".specdeck-")
    monkeypatch.delenv("SPECDECK_FAILPOINT")
    own_chain.daemon.start()
    own_chain.until_state("shop.mark", "written")
    assert names(own_chain.order.parent) == ["order.yaml"]
    assert "name: mark" in own_chain.order.read_text()


def test_a_manually_removed_file_is_shown_in_the_review_of_its_unit(removed):
    (cause,) = [each for each in removed.review("shop.mark").causes if each.kind == "file"]
    assert cause.sentence.startswith("specql/shop/order.yaml was removed by somebody. specdeck review write")


def test_a_manually_removed_file_is_written_again_on_request(removed):
    ordered = removed.client.reviews.write("shop", [removed.unit("shop.mark"), removed.unit("shop.double")])
    assert (ordered.files, ordered.left_out) == (("specql/shop/order.yaml",), (removed.unit("shop.double"),))
    removed.until_state("shop.mark", "written")
    assert "name: mark" in removed.order.read_text()
    assert "file" not in [each.kind for each in removed.review("shop.mark").causes]


def test_only_people_who_may_decide_can_write_files_again(removed):
    with removed.daemon.client_as(Role.VIEWER) as viewer, pytest.raises(ForbiddenError):
        viewer.reviews.write("shop", [removed.unit("shop.mark")])


def test_a_manually_edited_file_is_not_written_again(chain):
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    edited = chain.order.read_bytes().replace(b"'seen'", b"'read'")
    chain.order.write_bytes(edited)
    chain.until(lambda: chain.review("shop.mark").item.proposals == 1)
    chain.client.reviews.write("shop", [chain.unit("shop.mark")])
    chain.until(lambda: faults(chain) == ["spec.edited"])
    assert chain.order.read_bytes() == edited


@pytest.fixture
def removed(chain):
    """A shop whose function `mark` was written, and whose spec file was removed by hand."""
    chain.say("shop.mark", DecisionKind.APPROVE)
    chain.until_state("shop.mark", "written")
    chain.until(lambda: any(event.type == "spec.read" for event in chain.client.events.page(chain.since, 500).items))
    chain.order.unlink()
    chain.until_state("shop.mark", "approved")
    return chain
