"""Draws the pictures of the deck anew, from the demo: python docs/pictures/draw.py [NAME…]."""

import asyncio
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

HERE = Path(__file__).parent
PICTURES = {
    "inbox": ((110, 28), ("j", "j", "space", "v", "j")),
    "inbox-40x12": ((40, 12), ("j",)),
    "jobs": ((110, 20), ("J", "enter")),
    "palette": ((110, 28), ("ctrl+p",)),
    "learning": ((110, 34), ("K",)),
    "review": ((120, 36), ("slash", *'name ~ "tax_rate_for"', "enter", "wait", "enter")),
    "trust": ((110, 18), ("U",)),
}
TAUGHT = ("learning", "trust")  # drawn last, after some decisions
DECISIONS = 170


async def draw(name: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """Open the deck at a size, press keys, and keep what it shows."""
    from daemon.client import connect
    from specdeck.local.demo_instance import INSTANCE
    from tui.app import DeckApp
    from tui.remote.client_factories import ClientFactories
    from tui.remote.daemon_connection import DaemonConnection

    factories = ClientFactories(lambda: connect(instance=INSTANCE), lambda: connect(instance=INSTANCE, autostart=False))
    app = DeckApp(DaemonConnection(factories.start(), factories))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            if key == "wait":
                await settle(pilot)
            else:
                await pilot.press("space" if key == " " else key)
        await settle(pilot)
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="Specdeck"), encoding="utf-8")


def teach() -> None:
    """Decide on some units as a scripted reviewer does, and learn; what is taught already stays."""
    from daemon.client import connect
    from daemon.wire.decision import NewDecision
    from specdeck.local.demo_instance import INSTANCE

    with connect(instance=INSTANCE) as client:
        if client.learning.status("erp").decisions:
            return
        for item in list(client.inbox.list("erp", "state=converted and verdict=proved and not folded"))[:DECISIONS]:
            is_long = item.lines > 40 or item.raw > 0
            word = NewDecision("reject", note="long", reason="wrong meaning") if is_long else NewDecision("approve")
            client.reviews.decide(item.id, word)
        job = client.learning.start("erp").job
        with client.events.follow() as events:
            while client.jobs.get(job).state != "done":
                next(events)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until the screen has what it asked for."""
    for _ in range(20):
        await pilot.pause(0.05)


def main() -> None:
    """The demo in folders of its own, and each picture of it."""
    with TemporaryDirectory(prefix="sd-") as home:
        for variable in ("RUNTIME_DIR", "STATE_HOME", "DATA_HOME", "CONFIG_HOME"):
            os.environ[f"XDG_{variable}"] = f"{home}/{variable.lower()}"
        from specdeck.local import demo_instance

        demo_instance.convert_demo(demo_instance.prepare_demo(), lambda _: None)
        try:
            wanted = [name for name in PICTURES if name in (sys.argv[1:] or PICTURES)]
            for name in sorted(wanted, key=TAUGHT.__contains__):
                if name in TAUGHT:
                    teach()
                asyncio.run(draw(name, *PICTURES[name]))
        finally:
            demo_instance.stop_demo()


if __name__ == "__main__":
    main()
