"""A caller who begins a request and never ends its headers holds no connection for long."""

import asyncio

import pytest
import uvicorn

from daemon.server.http import caller_protocol
from daemon.server.http.caller_protocol import CallerProtocol


async def app(_, __, send):
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body"})


async def exchange(path, *parts):
    """Send the parts, one after the other, and return everything until the connection ends."""
    config = uvicorn.Config(app, http=CallerProtocol, ws="none", lifespan="off", log_config=None)
    config.load()
    state = uvicorn.server.ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_unix_server(lambda: CallerProtocol(config, state, {}, loop), path)
    async with server:
        reader, writer = await asyncio.open_unix_connection(path)
        for part in parts:
            writer.write(part)
            await writer.drain()
        found = await asyncio.wait_for(reader.read(), 20)
        writer.close()
    return found


@pytest.mark.parametrize(
    "parts",
    [(b"GET / HTTP/1.1\r\nHost:",), (b"SPECDECK-A",), (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTT")],
    ids=["headers", "preamble", "second request"],
)
async def test_unfinished_headers_end_the_connection(tmp_path, monkeypatch, parts):
    monkeypatch.setattr(caller_protocol, "HEADER_SECONDS", 0.05)
    found = await exchange(str(tmp_path / "s"), *parts)
    assert found.count(b"204") == len(parts) - 1
