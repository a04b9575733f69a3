"""Every module of the routes is served; one without a router fails by name."""

import pytest
from fastapi import APIRouter

from engine.discovery import MissingConstantError, discover
from tests.daemon.api_description import api_description


def test_the_routes_of_every_module_are_served():
    served = api_description()["paths"]
    for router in discover("daemon.server.routes", "ROUTER", APIRouter):
        assert router.routes
        assert {route.path.replace(":path}", "}") for route in router.routes} <= served.keys()


def test_a_module_without_a_router_fails_by_name():
    with pytest.raises(MissingConstantError, match=r"daemon\.server\.http\.app must define ROUTER"):
        discover("daemon.server.http", "ROUTER", APIRouter)
