"""A real browser without a window, spoken to by its debugging protocol."""

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1000,600", "--remote-debugging-port=0")


class Page:
    """One tab."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def say(self, method: str, **parameters: object) -> dict[str, Any]:
        """One command of the protocol, and its result."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        async for message in self._socket:
            answer = json.loads(message.data)
            if answer.get("id") == self._number:
                return answer.get("result", {})
        raise AssertionError("the browser went away")

    async def value(self, expression: str) -> Any:
        """What a script of the page says."""
        result = await self.say("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        return result["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait, at most 20 s, until a script says yes; the page itself looks again at every frame."""
        look = f"({condition}) ? done(true) : setTimeout(look, 20)"
        script = f"new Promise(done => {{ const look = () => {look}; look(); }})"
        await asyncio.wait_for(self.value(script), 20)

    async def picture(self) -> bytes:
        """What it shows, as PNG."""
        return base64.b64decode((await self.say("Page.captureScreenshot"))["data"])

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self.say("Input.insertText", text=text)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """A browser with nothing in it, at an empty page; it ends with the test."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("No browser is installed: apt-get install chromium (tests/run does so)", pytrace=False)
    process = await asyncio.create_subprocess_exec(
        program, *OPTIONS, f"--user-data-dir={folder}", "about:blank",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        address = await asyncio.wait_for(_address(process.stderr), 20)
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://{address}/json") as answer:
                tab = next(each for each in await answer.json() if each["type"] == "page")
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.wait()


async def _address(stderr: asyncio.StreamReader) -> str:
    async for line in stderr:
        if b"DevTools listening on ws://" in line:
            return line.decode().split("ws://")[1].split("/")[0]
    raise AssertionError("the browser did not start")
