"""Who is asking, found anew for every request: a token, a trusted proxy, a sign-in, or a visitor's own cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from unicodedata import is_normalized

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.app.guard.cookies import SIGN_IN, VISITOR, baked, read_cookie
from assistant.app.guard.proxy import Origin, Proxies, bare
from assistant.app.guard.refusal import Refused, wants_page
from assistant.app.service import Service
from assistant.loopback import is_loopback
from assistant.people import Person
from assistant.people.passwords import digest, new_token
from assistant.people.roll import LONGEST_NAME
from ingest.errors import SettingsError
from ingest.settings import Settings

_OF_PROXIES = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who, and from where."""

    person: Person
    origin: Origin
    token: bool = False  # the request carries its token itself: nothing that a browser adds unasked
    ambient: bool = False  # who it is was told by something that a browser or a proxy adds to every request
    cookie: str = ""  # to be set in the answer; ""


class Callers:
    """Finds out who sends a request."""

    def __init__(self, service: Service) -> None:
        """Raises SettingsError where the settings contradict one another."""
        self._service = service
        self._proxies = Proxies(service.settings.trusted_proxies)
        self._header = service.settings.proxy_header.strip()
        self._few = CapacityLimiter(4)  # look-ups of sign-ins have threads of their own: questions cannot hold them up
        _check(service.settings, bool(self._proxies))

    async def find(self, scope: Scope) -> Visit:
        """Raises Refused: a token that is nobody's, or a proxy's header from somebody else."""
        headers = Headers(scope=scope)
        peer = (scope.get("client") or ("",))[0]
        origin = self._proxies.origin(peer, scope.get("scheme", "http"), headers)
        proxied = self._proxied(headers, origin)
        token = _bearer(headers)
        if token:
            person = self._service.people.by_token(token)
            if person is None:
                raise Refused(401, "The token is not known here.", {"WWW-Authenticate": "Bearer"})
            return Visit(person, origin, token=True)
        if proxied:
            return Visit(self._service.people.named(proxied), origin, ambient=True)
        cookies = headers.get("cookie", "")
        signed_in = read_cookie(cookies, SIGN_IN, origin.secure)
        person = await self._signed_in(signed_in) if signed_in else None
        if person:
            return Visit(replace(person, may_sign_out=True), origin, ambient=True)
        return self._visitor(scope, headers, origin, read_cookie(cookies, VISITOR, origin.secure))

    def _proxied(self, headers: Headers, origin: Origin) -> str:
        """The name a trusted proxy gives; "" where it gives none."""
        named = headers.getlist(self._header) if self._header else []
        if named and not origin.trusted:
            raise Refused(403, "Only a trusted proxy may say who is asking.")
        if len(named) > 1:
            raise Refused(403, f"The proxy names several people: it has to remove {self._header} from what it is sent.")
        name = _decoded(named[0]) if named else ""
        if len(name) > LONGEST_NAME:
            raise Refused(403, "The name the proxy gives is too long.")
        if "," in name or not (name.isprintable() and is_normalized("NFKC", name)):
            raise Refused(403, "The name the proxy gives has signs in it that no name here can have.")
        return name

    async def _signed_in(self, token: str) -> Person | None:
        look_up = partial(self._service.history.signed_in, digest(token), datetime.now(UTC))
        ticket = await to_thread.run_sync(look_up, limiter=self._few)
        return self._service.people.of_ticket(ticket) if ticket else None

    def _visitor(self, scope: Scope, headers: Headers, origin: Origin, token: str) -> Visit:
        settings = self._service.settings
        ambient = bool(token)
        page = scope["method"] == "GET" and wants_page(headers) and settings.sign_in == "optional"
        token = token or (new_token() if page else "")
        person = Person(
            f"visitor:{digest(token)}" if token else "",
            manages=_visitors_manage(settings, headers, origin),
            may_sign_in=self._service.people.sign_in,
        )
        lasting = baked(VISITOR, token, settings.history_days * 86_400, origin.secure) if page else ""
        return Visit(person, origin, ambient=ambient, cookie=lasting)


def _visitors_manage(settings: Settings, headers: Headers, origin: Origin) -> bool:
    """Only on a machine of one's own, with no proxy before it. The name in the address is looked at as well: another
    site's name may be made to lead here, and its scripts would then count as ours.
    """
    shared = settings.users is not None or settings.proxy_header or settings.trusted_proxies
    handed_on = any(name in headers for name in _OF_PROXIES)
    own = is_loopback(settings.host) and is_loopback(bare(origin.host))
    return settings.visitors_may_add and own and not shared and not handed_on


def _check(settings: Settings, proxies: bool) -> None:
    if settings.proxy_header and not proxies:
        raise SettingsError(
            "PLAN_ASSISTANT_PROXY_HEADER is set and PLAN_ASSISTANT_TRUSTED_PROXIES is not: "
            "say from which addresses the header is believed."
        )
    if settings.sign_in == "required" and settings.users is None and not settings.proxy_header:
        raise SettingsError(
            'PLAN_ASSISTANT_SIGN_IN is "required" and nobody can sign in: '
            "set PLAN_ASSISTANT_USERS or PLAN_ASSISTANT_PROXY_HEADER."
        )


def _bearer(headers: Headers) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _decoded(value: str) -> str:
    """A name in a header: its bytes are UTF-8 where they can be."""
    try:
        return value.encode("latin-1").decode("utf-8").strip()
    except UnicodeDecodeError:
        return value.strip()
