"""Who may come in: the holder of the first URL's token, from the page itself, by the name it is served under.

Any user of this machine can reach a port, and any page in a browser can try it. So the token opens once and gives a
cookie that no other site's request carries; a name that was rebound to this machine is no name of ours; and a
WebSocket, which browsers let every page open, must come from our own page.
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
    """The token of one server, the cookie it turns into, and the one name the server answers to."""

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self._unused = True
        self._cookie = secrets.token_urlsafe(32)
        self.host = f"127.0.0.1:{port}"

    @property
    def url(self) -> str:
        """The first address; it works once."""
        return f"http://{self.host}/?token={self.token}"

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through, turn the token into the cookie, or refuse."""
        if why := self._foreign(request):
            return _refusal(why)
        if request.path == "/" and "token" in request.query:
            return self._admit(request.query["token"])
        if not secrets.compare_digest(request.cookies.get(COOKIE, ""), self._cookie):
            return _refusal("it brings no pass.")
        return await handler(request)

    async def sign(self, _: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser to load nothing from elsewhere, and to keep nothing."""
        for name, value in HEADERS.items():
            response.headers[name] = value.format(socket=f"ws://{self.host}")

    def _foreign(self, request: web.Request) -> str:
        origin = request.headers.get("Origin")
        if request.host != self.host:
            return "it names another host."
        socket = request.headers.get("Upgrade", "").lower() == "websocket"
        if (socket or origin is not None) and origin != f"http://{self.host}":
            return "it comes from another page."
        return ""

    def _admit(self, token: str) -> web.Response:
        if not (self._unused and secrets.compare_digest(token, self.token)):
            return _refusal("its token is not the right one, or was used already.")
        self._unused = False
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(COOKIE, self._cookie, httponly=True, samesite="Strict", path="/")
        return response


def _refusal(why: str) -> web.Response:
    return web.Response(status=403, text=REFUSED.format(why=why))
