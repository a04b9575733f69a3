"""The API's routes, one module a resource; each holds a `router`."""

from fastapi import APIRouter

from daemon.server.routes import (
    activity,
    acts,
    audit,
    control,
    conversions,
    events,
    health,
    hello,
    inbox,
    jobs,
    members,
    metrics,
    openapi,
    policy,
    projects,
    reviews,
    spec_files,
    status,
    views,
    work,
)

ROUTERS: tuple[APIRouter, ...] = (
    hello.router,
    health.router,
    status.router,
    projects.router,
    conversions.router,
    inbox.router,
    views.router,
    reviews.router,
    acts.router,
    spec_files.router,
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
