"""Access to the page: only with the token of the first URL, from the page itself, under the name that is served.

Any user of this machine can reach a port, and any page in a browser can try it. So the token works once and sets a
cookie that requests from other sites do not carry. A browser sends a cookie to every port of a host, but only below its
path: the page is below a path that nobody can guess, so that another server on this machine never receives it. A host
name that was rebound to this machine is refused. A WebSocket, which browsers let every page open, must come from
our page.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

COOKIE = "specdeck"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
REFUSED = "Specdeck does not show the deck to this request: {why}\nOpen the address that `specdeck serve` printed.\n"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self'; "
        "connect-src 'self' {socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class TokenGate:
    """The token of one server, the cookie it is exchanged for, and the one host name that is served."""

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self._unused = True
        self._cookie = secrets.token_urlsafe(32)
        self.page = f"/{secrets.token_urlsafe(32)}"
        self.host = f"127.0.0.1:{port}"

    @property
    def url(self) -> str:
        """The first URL; it works once."""
        return f"http://{self.host}/?token={self.token}"

    @web.middleware
    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Pass a request on, exchange the token for the cookie, or refuse."""
        if why := self._foreign_reason(request):
            return _refusal(why)
        if request.path == "/" and "token" in request.query:
            return self._exchange_token(request.method, request.query["token"])
        is_below = _is_same(request.path[: len(self.page) + 1], f"{self.page}/")
        if not is_below or not _is_same(request.cookies.get(COOKIE, ""), self._cookie):
            return _refusal("it has no cookie.")
        return await handler(request)

    async def add_headers(self, _: web.Request, response: web.StreamResponse) -> None:
        """Add headers that forbid loading anything from elsewhere, and caching."""
        for name, value in HEADERS.items():
            response.headers[name] = value.format(socket=f"ws://{self.host}")

    def _foreign_reason(self, request: web.Request) -> str:
        origin = request.headers.get("Origin")
        if request.host != self.host:
            return "it names another host."
        socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if (socket or origin is not None) and origin != f"http://{self.host}":
            return "it comes from another page."
        return ""

    def _exchange_token(self, method: str, token: str) -> web.Response:
        if method != "GET":  # a HEAD, as link checkers send it, must not use the token up
            return _refusal("only GET uses its token.")
        if not (self._unused and _is_same(token, self.token)):
            return _refusal("its token is wrong, or was already used.")
        self._unused = False
        response = web.Response(status=303, headers={"Location": f"{self.page}/"})
        response.set_cookie(COOKIE, self._cookie, httponly=True, samesite="Strict", path=f"{self.page}/")
        return response


def _is_same(given: str, secret: str) -> bool:
    """Compare in constant time; as bytes, since text that is not ASCII cannot be compared so."""
    return secrets.compare_digest(given.encode(), secret.encode())


def _refusal(why: str) -> web.Response:
    return web.Response(status=403, text=REFUSED.format(why=why))
