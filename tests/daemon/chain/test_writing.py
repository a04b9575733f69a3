"""What stands in the way of a spec file, and what a kill in the middle of writing leaves: nothing."""

import os
import select

from daemon.wire.decision import Word


def faults(chain):
    """Why spec files were not written, as the journal has it."""
    return [event.data["code"] for event in chain.client.events.page(0, 500).items if event.type == "spec.held"]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_schema_folder_that_is_a_link_is_not_written_through(chain, tmp_path):
    (chain.folder / "specql").mkdir()
    (chain.folder / "specql/shop").symlink_to(tmp_path)
    chain.say("shop.mark", Word.APPROVE)
    chain.until(lambda: faults(chain) == ["spec.link"])
    assert chain.review("shop.mark").item.state == "approved"
    assert names(tmp_path) == []


def test_once_the_link_is_gone_the_next_decision_writes_the_file(chain, tmp_path):
    link = chain.folder / "specql/shop"
    link.parent.mkdir()
    link.symlink_to(tmp_path)
    chain.say("shop.mark", Word.APPROVE)
    chain.until(lambda: faults(chain) == ["spec.link"])
    link.unlink()
    chain.say("shop.tb_order", Word.APPROVE)
    chain.until_state("shop.mark", "written")
    assert chain.order.is_file()


def test_a_daemon_killed_in_the_middle_of_writing_leaves_the_file_right_and_nothing_beside_it(chain, monkeypatch):
    chain.daemon.kill()
    monkeypatch.setenv("SPECDECK_FAILPOINT", "half-written")
    chain.daemon.start()
    gone = os.pidfd_open(chain.daemon.pid)
    chain.say("shop.mark", Word.APPROVE)
    assert select.select([gone], [], [], 20)[0], "the daemon was not killed"
    os.close(gone)
    (half,) = names(chain.order.parent)
    assert half.startswith(".specdeck-")
    monkeypatch.delenv("SPECDECK_FAILPOINT")
    chain.daemon.start()
    chain.until_state("shop.mark", "written")
    assert names(chain.order.parent) == ["order.yaml"]
    assert "name: mark" in chain.order.read_text()
