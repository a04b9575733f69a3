"""The API's routes, one module a resource; each holds a `router`."""

from fastapi import APIRouter

from daemon.server.routes import (
    activity,
    audit,
    control,
    conversions,
    events,
    health,
    hello,
    jobs,
    members,
    metrics,
    openapi,
    policy,
    projects,
    reviews,
    status,
    work,
)

ROUTERS: tuple[APIRouter, ...] = (
    hello.router,
    health.router,
    status.router,
    projects.router,
    conversions.router,
    reviews.router,
    events.router,
    jobs.router,
    members.router,
    policy.router,
    activity.router,
    audit.router,
    work.router,
    control.router,
    metrics.router,
    openapi.router,
)
