"""`specdeck serve`: the deck in a browser, only for the holder of the first URL."""

import asyncio
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest

from tests.tui.browser import browser

LISTEN = "0A"  # in /proc/net/tcp
PROGRAM = Path(sys.executable).with_name("specdeck")
UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "c3BlY2RlY2tzcGVjZGVjaw==",
}  # fmt: skip


@dataclass
class Served:
    """A server, and requests to it as whoever can reach the port makes them."""

    url: str
    server: subprocess.Popen[str]
    cookie: str = ""
    page: str = "/"

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    @property
    def token(self) -> str:
        return self.url.split("=")[1]

    def get(self, path: str = "/", *, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask for a path below the page, once it is known."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request(
            method,
            self.page.removesuffix("/") + path,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        answer = line.getresponse()
        switched = answer.status == 101
        body = "" if switched else answer.read().decode(errors="replace")
        line.close()
        return answer.status, dict(answer.getheaders()), body

    def enter(self) -> "Served":
        """Use the token up, and keep what it gives."""
        _, headers, _ = self.get(f"/?token={self.token}")
        return replace(self, cookie=headers["Set-Cookie"].split(";")[0], page=headers["Location"])

    def decks(self) -> list[int]:
        """The decks that it runs now, one a page."""
        tasks = Path(f"/proc/{self.server.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]


@contextmanager
def serving(demo) -> Iterator[Served]:
    command = [PROGRAM, "serve", "--instance", demo.place.instance]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        yield Served(re.search(r"http\S+", server.stdout.readline())[0], server)
        if server.poll() is None:  # else a test ended it
            server.send_signal(signal.SIGINT)
            assert (server.wait(20), server.stderr.read()) == (0, "")


@pytest.fixture
def served(demo) -> Iterator[Served]:
    """A server whose token nobody used yet."""
    with serving(demo) as served:
        yield served


@pytest.fixture(scope="module")
def entered(demo) -> Iterator[Served]:
    """A server that one was let in to."""
    with serving(demo) as served:
        yield served.enter()


def test_without_the_token_nothing_is_shown(served):
    status, _, said = served.get()
    assert (status, "it has no cookie" in said) == (403, True)
    assert [served.get(path)[0] for path in ("/ws", "/static/js/textual.js", "/?token=guess")] == [403] * 3


def test_a_token_that_is_not_ascii_is_refused_like_any_other(served):
    assert served.get("/?token=%C3%A4")[0] == 403


def test_the_token_opens_once_and_gives_a_cookie_for_this_site_alone(served):
    status, headers, _ = served.get(f"/?token={served.token}")
    page = headers["Location"]
    assert (status, len(page) > 40) == (303, True)
    assert {part.strip() for part in headers["Set-Cookie"].split(";")[1:]} == {
        "HttpOnly", f"Path={page}", "SameSite=Strict",
    }  # fmt: skip
    assert served.get(f"/?token={served.token}")[0] == 403


def test_a_head_request_does_not_use_the_token_up(served):
    assert served.get(f"/?token={served.token}", method="HEAD")[0] == 403
    assert served.get(f"/?token={served.token}")[0] == 303


def test_the_cookie_alone_opens_no_path_that_can_be_guessed(entered):
    elsewhere = replace(entered, page="/")
    assert [elsewhere.get(path, Cookie=entered.cookie)[0] for path in ("/", "/ws", "/static/js/textual.js")] == [
        403
    ] * 3


def test_with_the_cookie_the_page_comes_and_names_no_other_origin(entered):
    status, headers, page = entered.get("/", Cookie=entered.cookie)
    assert (status, "//fonts." in page) == (200, False)
    assert set(re.findall(r"\w+://[^/\"]+", page)) == {f"ws://127.0.0.1:{entered.port}"}
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1", "0.0.0.0"])
def test_a_foreign_host_is_refused_even_with_the_cookie(entered, host):
    status, _, said = entered.get("/", Cookie=entered.cookie, Host=host)
    assert (status, "another host" in said) == (403, True)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1"])
def test_another_page_is_refused_even_with_the_cookie(entered, origin):
    for headers in ({}, UPGRADE):
        status, _, said = entered.get("/ws" if headers else "/", Cookie=entered.cookie, Origin=origin, **headers)
        assert (status, "another page" in said) == (403, True)


def test_a_websocket_that_does_not_say_where_it_comes_from_is_refused(entered):
    assert entered.get("/ws", Cookie=entered.cookie, **UPGRADE)[0] == 403


def test_no_folder_is_listed_and_no_file_outside_is_given(entered):
    paths = ("/static/", "/static/js/", "/page/", "/page/../server.py", "/static/..%2f..%2fserver.py")
    assert [entered.get(path, Cookie=entered.cookie)[0] for path in paths] == [403, 403, 403, 404, 404]


def test_it_listens_on_this_machine_only(entered):
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [address for _, address, _, state, *_ in sockets if state == LISTEN]
    assert [each for each in listening if each.endswith(f":{entered.port:04X}")] == [f"0100007F:{entered.port:04X}"]


async def test_in_a_real_browser_keys_decide(demo, served, tmp_path):
    async with browser(tmp_path) as page:
        await page.opens(served.url)
        await page.painted("195 units")
        await page.value("document.querySelector('textarea').focus()")
        await page.type('/name = "billing.tax_of(numeric, numeric)"')
        await page.enter()
        await page.painted("1 unit")
        await page.type("a")
        await page.painted("Approved billing.tax_of")
        assert served.token not in await page.value("location.href")
        with demo.client() as client:
            (item,) = client.inbox.list("erp", "name ~ billing.tax_of")
            assert item.state in ("approved", "written")
            await page.type("u")  # the tests after this one count what is open
            await page.painted("Undid approve")
            (item,) = client.inbox.list("erp", "name ~ billing.tax_of")
            assert item.state == "converted"


async def test_in_a_real_browser_the_address_works_once(served, tmp_path):
    async with browser(tmp_path) as page:
        await page.opens(served.url)
        await page.painted("195 units")
        address = await page.value("location.href")
        await page.opens(served.url)
        assert "was already used" in await page.value("document.body.innerText")
        await page.opens(address)
        await page.painted("195 units")


async def test_leaving_the_deck_shows_it_and_closing_the_tab_ends_it(served, tmp_path):
    async with browser(tmp_path) as page:
        await page.opens(served.url)
        await page.painted("195 units")
        await page.value("document.querySelector('textarea').focus()")
        await page.type("qq")
        await page.until("document.body.classList.contains('-closed')")
        await page.opens(await page.value("location.href"))  # Page.reload would not wait for the new page
        await page.painted("195 units")
        (deck,) = served.decks()
        ended = os.pidfd_open(deck)
        await page.close()
        await gone(ended)
    assert served.decks() == []


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGHUP, -signal.SIGHUP), (signal.SIGKILL, -signal.SIGKILL)],
)
async def test_a_server_that_ends_takes_its_decks_along(served, number, status):
    async with a_page(served.enter()) as page:
        (deck,) = served.decks()
        ended = os.pidfd_open(deck)
        served.server.send_signal(number)
        async for _ in page:
            pass
        await gone(ended)
    assert (served.server.wait(20), served.server.stderr.read()) == (status, "")


@asynccontextmanager
async def a_page(served: Served) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """What a page is to the server, once its deck shows something."""
    headers = {"Cookie": served.cookie, "Origin": f"http://127.0.0.1:{served.port}"}
    address = f"ws://127.0.0.1:{served.port}{served.page}ws"
    async with aiohttp.ClientSession() as session, session.ws_connect(address, headers=headers) as page:
        painted = b""
        while b"195 units" not in painted:
            painted += await asyncio.wait_for(page.receive_bytes(), 20)
        yield page


async def gone(process: int) -> None:
    """Wait for the end of a process that is no child of ours."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(process, ended.set)
    try:
        await asyncio.wait_for(ended.wait(), 20)
    finally:
        loop.remove_reader(process)
        os.close(process)
