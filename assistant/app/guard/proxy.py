"""Where a request came from: the peer, or, behind a proxy that is trusted, what that proxy says.

Of what comes in by anybody else, nothing is believed.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers

from ingest.errors import SettingsError

_Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from."""

    address: str  # of the visitor; "" where it cannot be known
    secure: bool  # the visitor's browser speaks https
    host: str  # by which name and port the browser knows this service
    trusted: bool  # a trusted proxy handed it on


class Proxies:
    """The proxies that are trusted."""

    def __init__(self, listed: str) -> None:
        """Raises SettingsError where `listed` has something that is no address and no network."""
        self._networks = tuple(_network(part.strip()) for part in listed.split(",") if part.strip())

    def __bool__(self) -> bool:
        return bool(self._networks)

    def origin(self, peer: str, scheme: str, headers: Headers) -> Origin:
        """Where a request came from that `peer` sent by `scheme`."""
        host = headers.get("host", "")
        if not self._trusted(_address(peer)):
            return Origin(peer, scheme == "https", host, trusted=False)
        secure = (_last(headers, "x-forwarded-proto") or scheme).lower() == "https"
        return Origin(self._visitor(peer, headers), secure, _last(headers, "x-forwarded-host") or host, trusted=True)

    def _visitor(self, peer: str, headers: Headers) -> str:
        """The last address handed on that is not a proxy's: those before it are what the visitor may have made up."""
        for part in reversed(_parts(headers, "x-forwarded-for")):
            address = _address(part)
            if address is None:
                return peer
            if not self._trusted(address):
                return str(address)
        return peer

    def _trusted(self, address: _Address | None) -> bool:
        return address is not None and any(address in network for network in self._networks)


def bare(host: str) -> str:
    """A host without its port."""
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]


def _network(part: str) -> _Network:
    try:
        return ipaddress.ip_network(part, strict=False)
    except ValueError as problem:
        raise SettingsError(
            f'PLAN_ASSISTANT_TRUSTED_PROXIES has "{part}", which is no address and no network. '
            "Write it as 10.0.0.5 or 10.0.0.0/24, with commas between several."
        ) from problem


def _address(words: str) -> _Address | None:
    """An address, with or without a port: "10.0.0.5:443", "[::1]:443"."""
    bare = words.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        known = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return (known.ipv4_mapped or known) if isinstance(known, ipaddress.IPv6Address) else known


def _parts(headers: Headers, name: str) -> list[str]:
    return [part.strip() for line in headers.getlist(name) for part in line.split(",") if part.strip()]


def _last(headers: Headers, name: str) -> str:
    return (_parts(headers, name) or [""])[-1]
