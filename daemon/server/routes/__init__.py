"""The API's routes, one module a resource; each holds a `router`."""

from fastapi import APIRouter

from daemon.server.routes import control, events, health, hello, jobs, metrics, openapi, projects, status, work

ROUTERS: tuple[APIRouter, ...] = (
    hello.router,
    health.router,
    status.router,
    projects.router,
    events.router,
    jobs.router,
    work.router,
    control.router,
    metrics.router,
    openapi.router,
)
