"""The API as one ASGI application."""

from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.types import ASGIApp

from daemon.server.http import problems
from daemon.server.http.middleware import ApiMiddleware
from daemon.server.instance import Instance, resident_mb
from daemon.wire.connection.version import VERSION
from daemon.wire.problem import MEDIA_TYPE, Problem
from engine.discovery import discover

PROBLEM = {
    "description": "A problem (RFC 9457)",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def build_app(instance: Instance) -> ASGIApp:
    """Return the API with every route, its middleware and its error handlers."""
    described = build_api()
    described.state.instance = instance
    _add_gauges(instance)
    return ApiMiddleware(described, instance.drain_gate, instance.metrics)


def build_api() -> FastAPI:
    """Return the routes alone; they can be described without a daemon."""
    bare = _Api(title="Specdeck", version=VERSION, openapi_url=None, redirect_slashes=False)
    for router in discover("daemon.server.routes", "ROUTER", APIRouter):
        bare.include_router(router)
    problems.install_handlers(bare)
    return bare


class _Api(FastAPI):
    """Describes a problem as the error of every route, in place of FastAPI's own error schema."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            described = super().openapi()
            schemas = described["components"]["schemas"]
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            schemas.update(_problem_schemas())
            for operation in (each for path in described["paths"].values() for each in path.values()):
                operation["responses"].pop("422", None)
                operation["responses"]["default"] = PROBLEM
            self.openapi_schema = described
        return self.openapi_schema


def _problem_schemas() -> dict[str, Any]:
    from pydantic import TypeAdapter

    schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), "Problem": schema}


def _add_gauges(instance: Instance) -> None:
    metrics, gate, feed = instance.metrics, instance.drain_gate, instance.feed
    metrics.gauge("uptime_seconds", "Time since the daemon started.", instance.uptime)
    metrics.gauge("resident_megabytes", "Memory of the daemon.", resident_mb)
    metrics.gauge("streams", "Event streams open.", lambda: gate.streams)
    metrics.gauge("requests_open", "Requests under way.", lambda: gate.requests)
    metrics.gauge("journal_tail", "Number of the newest event.", lambda: feed.tail)
    metrics.gauge("draining", "1 while no new work is taken.", lambda: float(gate.draining))
