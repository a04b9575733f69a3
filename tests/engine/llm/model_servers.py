"""Servers on the loopback that play a model's API: each request takes the next scripted answer."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """One scripted answer; `body` is sent as it is, or as JSON. With `released`, it waits for that event first."""

    body: Any
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    released: threading.Event | None = None
    cut: int | None = None  # bytes after which the connection is closed


Respond = Callable[[str, dict[str, Any]], Answer]


@dataclass
class ModelServer:
    """A running server: what it will answer, and what it was asked."""

    url: str
    script: list[Answer] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)


@contextmanager
def model_server(respond: Respond | None = None) -> Iterator[ModelServer]:
    """Run a server for the length of the block; without `respond`, each request takes the next scripted answer."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["content-length"] or 0)) or b"{}")
            server.calls.append((self.path, asked, {key.lower(): value for key, value in self.headers.items()}))
            _send(self, respond(self.path, asked) if respond else server.script.pop(0))

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = ModelServer(f"http://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    if answer.released:
        answer.released.wait(30)
    raw = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
    handler.send_response(answer.status)
    headers = {"content-type": "application/json", "content-length": str(len(raw)), **dict(answer.headers)}
    for key, value in headers.items():
        handler.send_header(key, value)
    handler.end_headers()
    handler.wfile.write(raw[: answer.cut])


def anthropic_message(text: str, stop: str = "end_turn") -> Answer:
    """Return a message of Anthropic's API."""
    usage = {"input_tokens": 5, "output_tokens": 3, "cache_read_input_tokens": 900, "cache_creation_input_tokens": 7}
    content = [{"type": "text", "text": text}]
    return Answer(
        {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": content}
        | {"stop_reason": stop, "stop_sequence": None, "usage": usage}
    )


def openai_message(text: Any, finish: str = "stop") -> Answer:
    """Return an answer of the OpenAI protocol."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
    return Answer({"id": "c1", "choices": [choice], "usage": {"prompt_tokens": 11, "completion_tokens": 4}})
