"""A real headless browser, driven by its debugging protocol."""

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

LISTEN = """
window.painted = "";
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    const text = new TextDecoder();
    this.addEventListener("message", ({ data }) => {
      if (data instanceof ArrayBuffer) window.painted += text.decode(data, { stream: true });
    });
  }
};
"""
"""Has a page keep what its terminal is told to paint: the terminal itself is a canvas, which nobody can read."""
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
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait, at most 20 s, until a script says yes; the page itself looks again at every frame."""
        look = f"({condition}) ? done(true) : setTimeout(look, 20)"
        script = f"new Promise(done => {{ const look = () => {look}; look(); }})"
        await asyncio.wait_for(self.value(script), 20)

    async def opens(self, url: str) -> None:
        """Go to an address, and keep what is painted there."""
        await self.say("Page.enable")
        await self.say("Page.addScriptToEvaluateOnNewDocument", source=LISTEN)
        await self.say("Page.navigate", url=url)
        await self.until("document.readyState === 'complete'")

    async def painted(self, text: str) -> None:
        """Wait until a text was painted since the last time that one was waited for."""
        try:
            await self.until(f"painted.includes({json.dumps(text)})")
        except TimeoutError:
            pytest.fail(f"never painted: {text!r}\n{await self.value('painted')!r}", pytrace=False)
        await self.value(f"painted = painted.slice(painted.indexOf({json.dumps(text)}))")

    async def close(self) -> None:
        """Close the tab, as its user does."""
        await self._socket.send_json({"id": 0, "method": "Page.close"})

    async def picture(self) -> bytes:
        """What it shows, as PNG."""
        return base64.b64decode((await self.say("Page.captureScreenshot"))["data"])

    async def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        await self.say("Input.insertText", text=text)

    async def enter(self) -> None:
        """Press enter; typed as text it would be a new line."""
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13}
        await self.say("Input.dispatchKeyEvent", type="keyDown", text="\r", **key)
        await self.say("Input.dispatchKeyEvent", type="keyUp", **key)


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
