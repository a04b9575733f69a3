"""A server on the loopback that plays Anthropic's batches: it keeps what is submitted, and ends when a test says so."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from tests.engine.llm.model_servers import Answer, ModelServer, anthropic_message, model_server

Asked = dict[str, Any]
Result = dict[str, Any]


@dataclass
class BatchServer:
    """The batches by id, whether they have ended, and the result of each question."""

    server: ModelServer | None = None
    result: Callable[[Asked], Result] = lambda asked: succeeded("{}")
    ended: bool = True
    refused: list[Answer] = field(default_factory=list)
    submitted: dict[str, list[Asked]] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    looked_at: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        assert self.server is not None
        return self.server.url

    def respond(self, path: str, asked: Asked) -> Answer:
        """Answer one request."""
        if path.endswith("count_tokens"):
            return Answer({"input_tokens": 400})
        if path.endswith("/batches"):
            return self._submit(asked)
        _, _, rest = path.partition("/batches/")
        batch, _, action = rest.partition("/")
        if batch not in self.submitted:
            return Answer({"type": "error", "error": {"type": "not_found_error", "message": "no"}}, 404)
        if action == "results":
            return self._results(batch)
        self.looked_at.set()
        if action == "cancel":
            self.cancelled.append(batch)
        return Answer(self._status(batch))

    def _submit(self, asked: Asked) -> Answer:
        if self.refused:
            return self.refused.pop(0)
        batch = f"msgbatch_{len(self.submitted) + 1}"
        self.submitted[batch] = asked["requests"]
        return Answer(self._status(batch))

    def _status(self, batch: str) -> Result:
        url = f"{self.url}/v1/messages/batches/{batch}/results"
        counts = {"processing": 0, "succeeded": 0, "errored": 0, "canceled": 0, "expired": 0}
        return {
            "id": batch,
            "type": "message_batch",
            "processing_status": "ended" if self.ended else "in_progress",
            "created_at": "2026-11-30T00:00:00Z",
            "expires_at": "2026-12-01T00:00:00Z",
            "results_url": url if self.ended else None,
            "request_counts": counts,
        }

    def _results(self, batch: str) -> Answer:
        lines = [
            json.dumps({"custom_id": each["custom_id"], "result": self.result(each)}) for each in self.submitted[batch]
        ]
        return Answer("\n".join(reversed(lines)).encode(), headers=(("content-type", "application/x-jsonl"),))


@contextmanager
def batch_server() -> Iterator[BatchServer]:
    """Run a server for the length of the block."""
    batches = BatchServer()
    with model_server(batches.respond) as server:
        batches.server = server
        yield batches


def succeeded(text: str) -> Result:
    """Return the result of a question that was answered."""
    return {"type": "succeeded", "message": anthropic_message(text).body}


def errored(kind: str) -> Result:
    """Return the result of a question that failed."""
    error = {"type": "error", "request_id": None, "error": {"type": kind, "message": f"it is {kind}"}}
    return {"type": "errored", "error": error}
