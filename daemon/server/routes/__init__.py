"""The API's routes, one module a resource; each holds a `router`."""

from fastapi import APIRouter

from daemon.server.routes import (
    activity,
    acts,
    audit,
    conversions,
    daemon_control,
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
    saved_views,
    spec_files,
    status,
    work,
)

ROUTERS: tuple[APIRouter, ...] = (
    hello.ROUTER,
    health.ROUTER,
    status.ROUTER,
    projects.ROUTER,
    conversions.ROUTER,
    inbox.ROUTER,
    saved_views.ROUTER,
    reviews.ROUTER,
    acts.ROUTER,
    spec_files.ROUTER,
    events.ROUTER,
    jobs.ROUTER,
    members.ROUTER,
    policy.ROUTER,
    activity.ROUTER,
    audit.ROUTER,
    work.ROUTER,
    daemon_control.ROUTER,
    metrics.ROUTER,
    openapi.ROUTER,
)
