"""Whether a request is meant for this service, and one that changes something comes from our own pages.

Another site may make a browser send one; and it may make its own name lead here, so that a browser counts its scripts
as ours.
"""

from __future__ import annotations

from starlette.datastructures import Headers

from assistant.app.guard.person import Visit
from assistant.app.guard.proxy import bare
from assistant.app.guard.refusal import Refused
from assistant.loopback import is_loopback
from ingest.settings import Settings

_SAFE = {"GET", "HEAD", "OPTIONS"}


def check_same_origin(method: str, headers: Headers, visit: Visit) -> None:
    """Raises Refused. Every browser says where a request comes from; a program that does not say is let through only
    where nothing that is added unasked, a cookie or a proxy's header, tells who it is.
    """
    if method in _SAFE or visit.token:
        return
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    elif origin is not None:
        ours = origin.lower() in (f"http://{visit.origin.host.lower()}", f"https://{visit.origin.host.lower()}")
    else:
        ours = not visit.ambient
    if not ours:
        raise Refused(403, "The request comes from another site. Open the page here and try again.")


def check_host(headers: Headers, settings: Settings) -> None:
    """A service of one machine, with no proxy before it, answers to that machine's own names. Raises Refused."""
    if is_loopback(settings.host) and not settings.trusted_proxies and not is_loopback(bare(headers.get("host", ""))):
        raise Refused(
            421,
            "This service is for the machine it runs on: open it there at localhost or 127.0.0.1. "
            "Where a proxy hands it on to others, PLAN_ASSISTANT_TRUSTED_PROXIES has to name that proxy.",
        )


def own_address(address: str) -> str:
    """An address of our own to go on to; the first page where it is somewhere else."""
    odd = any(sign == "\\" or not sign.isprintable() for sign in address)
    ours = address.startswith("/") and not address.startswith(("//", "/sign-")) and not odd
    return address if ours else "/"
