"""The deck on a real daemon, without a terminal."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widgets import Input

from daemon.client import Client
from daemon.wire.connection import instance_paths
from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.learning import LearningChange
from daemon.wire.role import Role
from specdeck.local import demo_instance
from tests.plugins.daemon import Daemon, own_home
from tui.app import DeckApp
from tui.deck_screen import DeckScreen
from tui.preferences import DeckPreferences
from tui.remote.client_factories import ClientFactories
from tui.remote.daemon_connection import DaemonConnection

SIZES = {"80x24": (80, 24), "160x48": (160, 48), "40x12": (40, 12)}
PATIENCE_SECONDS = 20


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where a daemon converted the demo's sample, and a copy of that at rest: converting costs more than testing."""
    kept = tmp_path_factory.mktemp("demo") / "home"
    with own_home() as home:
        demo_instance.convert_demo(demo_instance.prepare_demo(), lambda _: None)
        demo_instance.stop_demo()
        shutil.copytree(home, kept, ignore=shutil.ignore_patterns("*.bell"))  # pipes, made anew by each daemon
    return home, kept


@pytest.fixture(scope="module")
def demo(converted: tuple[Path, Path]) -> Iterator[Daemon]:
    """A daemon that has converted the demo's sample; the tests of a module share it."""
    home, kept = converted
    shutil.copytree(kept, home)  # where it was, since a project names its folders whole
    with own_home(at=home):
        running = Daemon(instance_paths.paths_of_instance(demo_instance.INSTANCE))
        running.start()
        with running.client() as client:  # a cycle of learning in the middle of a test would move lanes
            for project in client.projects.list():
                client.learning.change(project.id, LearningChange(enabled=False))
        yield running


@pytest.fixture
def unproved(demo: Daemon) -> Iterator[str]:
    """A query for a unit whose spec somebody edited so that nothing proves it."""
    name = "billing.tax_of(numeric, numeric)"
    with demo.client_as(Role.ADMIN, "eve") as client:
        (unit,) = client.inbox.list("erp", f"name = '{name}'")
        spec = (client.reviews.get(unit.id).deck.spec or "").replace("/ 100", "/ 10")
        act = client.reviews.decide(unit.id, NewDecision(DecisionKind.EDIT, spec=spec))
        yield f"name = '{name}'"
        client.reviews.undo("erp", act.id)


@pytest.fixture(scope="session", autouse=True)
def parsed_css() -> Iterator[None]:
    """Let the decks of a process share what they parse: a hundred texts each, two or three times, always the same."""
    parse, known = Stylesheet._parse_rules, {}

    def parse_once(sheet: Stylesheet, *text: object, **about: object) -> list[RuleSet]:
        key = (text, tuple(about.items()), tuple(sheet._variables.items()))
        if key not in known:
            known[key] = parse(sheet, *text, **about)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a deck remembers is for the decks of one test."""
    monkeypatch.setattr("tui.app.state_file", lambda: tmp_path / "deck.json")


@asynccontextmanager
async def deck(
    daemon: Daemon,
    size: tuple[int, int] = (80, 24),
    role: Role = Role.ADMIN,
    name: str = "alice",
    preferences: DeckPreferences | None = None,
    was_killed: Callable[[], bool] = lambda: False,
    place: str = "",
) -> AsyncIterator[Pilot[None]]:
    """The deck of one person, once its first screen is read."""

    def door() -> Client:
        return daemon.client_as(role, name)

    def connect() -> Client:
        client = door()
        client.disable_autostart()
        return client

    factories = ClientFactories(start=door, connect=connect, was_killed=was_killed, place=place)
    app = DeckApp(DaemonConnection(door(), factories), preferences=preferences)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what is in front has read everything, and has been painted; what came may have had more be read."""
    rests = False
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not rests:
            while not _is_settled(pilot.app):
                await pilot.pause(0.01)
            await pilot.pause()
            rests = _is_settled(pilot.app)


async def commanded(pilot: Pilot[None], line: str) -> None:
    """Type a line into the command line."""
    await pilot.press("colon")
    pilot.app.screen.query_one(Input).value = line
    await press(pilot, "enter")


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait for something that another process brings about."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await pilot.pause(0.02)


def _is_settled(app: App[None]) -> bool:
    front = next((screen for screen in reversed(app.screen_stack) if isinstance(screen, DeckScreen)), None)
    return (front is None or front.settled) and not any(
        worker.is_running for worker in app.workers if worker.group != "steady"
    )


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one, each when what came before it is settled."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Each size that the screens are looked at in."""
    return SIZES[request.param]
