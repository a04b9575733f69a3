"""A retrieval worker that is killed, an index that vanishes: nothing is lost, and the next searches are answered."""

import os
import shutil
import signal
from pathlib import Path

SQL = """-- Nobody may ship an order twice.
CREATE FUNCTION ship_order(p int) RETURNS void LANGUAGE sql AS $$ UPDATE orders SET state = 'sent' WHERE id = p $$;
"""


def retrieval_workers(pid: int) -> list[int]:
    """Return the children of a process that serve the retrieval queue."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return [each for each in children if b"retrieval" in Path(f"/proc/{each}/cmdline").read_bytes()]


def asked_until(client, is_right):
    """Ask until the answer is right: the first ones come while a worker starts, or the index is made."""
    for _ in range(60):
        reply = client.search.ask("post", "is an order shipped twice?", wait=60)
        if is_right(reply):
            return reply
    raise AssertionError("no right answer")


def test_searches_go_on_after_a_kill_and_after_the_index_vanished(daemon, tmp_path):
    (tmp_path / "post.sql").write_text(SQL)
    with daemon.client() as client:
        client.projects.add("post", [str(tmp_path)])
        reply = asked_until(client, lambda reply: bool(reply.results))
        assert reply.results[0].name == "ship_order(integer)"
        killed = retrieval_workers(daemon.pid)
        assert killed
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        reply = asked_until(client, lambda reply: bool(reply.results) and not reply.notes)
        assert reply.results[0].ranks["words"] == 1
        shutil.rmtree(Path(os.environ["XDG_CACHE_HOME"], "specdeck", "search"))
        lost = asked_until(client, lambda reply: bool(reply.notes))
        assert "was lost" in lost.notes[0]
        assert asked_until(client, lambda reply: bool(reply.results) and not reply.notes).results
