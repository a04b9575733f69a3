"""`specdeck serve`: the deck in a browser, for who holds the first address and nobody else."""

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    cookie: str = ""

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    @property
    def token(self) -> str:
        return self.url.split("=")[1]

    def get(self, path: str = "/", **headers: str) -> tuple[int, dict[str, str], str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        switched = answer.status == 101
        body = "" if switched else answer.read().decode(errors="replace")
        line.close()
        return answer.status, dict(answer.getheaders()), body

    def enter(self) -> "Served":
        """Use the token up, and keep what it gives."""
        _, headers, _ = self.get(f"/?token={self.token}")
        return Served(self.url, headers["Set-Cookie"].split(";")[0])


@contextmanager
def serving(demo) -> Iterator[Served]:
    command = [PROGRAM, "serve", "--instance", demo.place.instance]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        yield Served(re.search(r"http\S+", server.stdout.readline())[0])
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
    assert (status, "brings no pass" in said) == (403, True)
    assert [served.get(path)[0] for path in ("/ws", "/static/js/textual.js", "/?token=guess")] == [403] * 3


def test_the_token_opens_once_and_gives_a_cookie_for_this_site_alone(served):
    status, headers, _ = served.get(f"/?token={served.token}")
    assert (status, headers["Location"]) == (303, "/")
    assert {part.strip() for part in headers["Set-Cookie"].split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Strict"}
    assert served.get(f"/?token={served.token}")[0] == 403


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


async def test_a_real_browser_shows_the_deck_and_takes_keys(served, tmp_path):
    async with browser(tmp_path) as page:
        await page.say("Page.navigate", url=served.url)
        await page.until("document.body && document.body.classList.contains('-first-byte')")
        await page.value("document.querySelector('textarea').focus()")
        await page.type("q")
        await page.until("document.body.classList.contains('-closed')")
        assert await page.value("location.href") == f"http://127.0.0.1:{served.port}/"
