"""Is a request from the reader whom this server was started for, and from its own page?

Any program and any web page on this machine can send requests to a port of 127.0.0.1.  Four things are asked
of each: the host it names (a name that some other site made to point here is not ours), the origin that a
browser says it comes from, the method of asking, and a cookie that only the token of the first address gives.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from presidium.app.answer import refused
from presidium.app.refusal import Refusal

#: By which `guard` tells what lies behind it who asks: a key of the scope.
CLIENT = "presidium.client"
_HOSTS = ("127.0.0.1", "localhost")
#: The port that a browser does not say.
_UNSAID = 80
_OWN_SITES = ("same-origin", "none")


class Door:
    """The keys of one server: the token of its addresses, and the cookies that it has signed.

    A cookie is a name and its signature, so that nothing has to be remembered of who came.  `first` is good
    for as long as the server runs; a token of `once` for one exchange, because the command line that opens a
    browser can be read by others.
    """

    def __init__(self) -> None:
        self.first = secrets.token_urlsafe(32)
        self._secret = secrets.token_bytes(32)
        self._once: set[str] = set()

    def once(self) -> str:
        """A token that can be exchanged a single time."""
        token = secrets.token_urlsafe(32)
        self._once.add(token)
        return token

    def exchange(self, token: str) -> str | None:
        """A new cookie for a token; None for what is no token, or no more."""
        known = [known for known in (self.first, *self._once) if _same(token, known)]
        if not known:
            return None
        self._once.discard(known[0])
        name = secrets.token_urlsafe(12)
        return f"{name}.{self._signature(name)}"

    def client(self, cookie: str) -> str | None:
        """Whose cookie this is; None where this server has not signed it.

        >>> door = Door()
        >>> cookie = door.exchange(door.first)
        >>> door.client(cookie) == cookie.split(".")[0], door.client(cookie + "0"), door.exchange("guessed")
        (True, None, None)
        """
        name, _, signature = cookie.partition(".")
        return name if _same(signature, self._signature(name)) else None

    def _signature(self, name: str) -> str:
        return hmac.new(self._secret, name.encode("utf-8", "replace"), sha256).hexdigest()


def _same(given: str, wanted: str) -> bool:
    """Whether two texts are the same, in a time that does not tell how far they agree."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


class Guard:
    """Lets through to `app` what comes from a reader of this page; every answer gets the headers of all.

    `host_port`: a port that is forwarded to `port`, by which a reader comes too.
    """

    def __init__(
        self, app: ASGIApp, door: Door, port: int, policy: str, host_port: int | None = None
    ) -> None:
        self._app = app
        self._door = door
        ports = {port, port if host_port is None else host_port}
        self._hosts = {f"{host}:{one}" for host in _HOSTS for one in ports}
        if _UNSAID in ports:
            self._hosts |= set(_HOSTS)
        self._cookie = f"presidium-{port}"
        self.headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is not HTTP is not answered."""
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self._answer(scope)(scope, receive, with_headers)

    def _answer(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        try:
            self._check_host(headers)
            _check_origin(scope["method"], headers)
            token = _asked(scope, "token")
            if token is not None:
                return self._exchanged(token)
            back = _asked(scope, _BACK) is not None
            scope[CLIENT] = self._client(headers, back)
            if back:
                return RedirectResponse("/", 303)
        except Refusal as problem:
            return refused(problem, headers)
        return self._app

    def _check_host(self, headers: Headers) -> None:
        named = headers.getlist("host")
        if len(named) != 1 or named[0] not in self._hosts:
            if len(named) == 1 and _OTHER_PORT.fullmatch(named[0]):
                raise Refusal("APP813", "this is not the port that was asked for", _NAME_THE_PORT)
            raise Refusal("APP811", "this is not the host that was asked for", _USE_THE_ADDRESS)

    def _exchanged(self, token: str) -> Response:
        """The way to the page for who has the token: a cookie that no script can read, and no token in it.

        The first step of the way shows whether the cookie comes back.
        """
        cookie = self._door.exchange(token)
        if cookie is None:
            raise Refusal("APP810", "this token is not the one of this server", _USE_THE_ADDRESS)
        answer = RedirectResponse(f"/?{_BACK}=1", 303)
        answer.set_cookie(self._cookie, cookie, httponly=True, samesite="strict", path="/")
        return answer

    def _client(self, headers: Headers, back: bool) -> str:
        for cookie in _cookies(headers.getlist("cookie"), self._cookie):
            client = self._door.client(cookie)
            if client is not None:
                return client
        if back:
            raise Refusal("APP814", "this browser has sent no cookie back", _KEEP_COOKIES)
        raise Refusal("APP810", "the first visit needs the token", _USE_THE_ADDRESS)


_USE_THE_ADDRESS = "Open the address that presidium serve printed."
_NAME_THE_PORT = "Start the server with --host-port and the port that is forwarded to it."
_KEEP_COOKIES = "Allow cookies for 127.0.0.1, and paste the printed address into the address bar."
#: Asks with the cookie that was just given: who comes without one has none to give.
_BACK = "cookie"
#: This machine by another port, or by the one that browsers leave out.
_OTHER_PORT = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d{1,5})?")


def _asked(scope: Scope, name: str) -> str | None:
    """What the address of the page says under a name, such as its token."""
    if scope["path"] != "/" or scope["method"] != "GET":
        return None
    given = parse_qs(scope["query_string"].decode("latin-1")).get(name)
    return given[0] if given else None


def _check_origin(method: str, headers: Headers) -> None:
    """Refuse what another page sends: it would come with our reader's cookie.

    A browser names the origin of whatever changes something, and of every request its relation to our site;
    pages on other ports of this machine count as the same site, not as the same origin.  Another site may
    only lead here, as a link does.
    """
    own = "http://" + headers.get("host", "")
    foreign = any(origin != own for origin in headers.getlist("origin"))
    if headers.get("sec-fetch-site", "none") not in _OWN_SITES:
        foreign = foreign or method != "GET" or headers.get("sec-fetch-mode") != "navigate"
        foreign = foreign or headers.get("sec-fetch-dest") != "document"
    if foreign:
        raise Refusal("APP812", "this comes from another page", "Use the page that this server shows.")


def _cookies(lines: Iterable[str], name: str) -> list[str]:
    found = []
    for line in lines:
        for pair in line.split(";"):
            key, _, value = pair.strip().partition("=")
            if key == name:
                found.append(value)
    return found
