"""The address of a client, by which requests are limited and logged."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import Request

_LINE = 64
"""Bits of an IPv6 address that one client usually has as a whole."""


def address_of(request: Request) -> str:
    """The address of the client; of IPv6 the network of its line, all of whose addresses it can take.

    Behind a proxy it is what the proxy says, if `serve --proxy` names the proxy, else that of the proxy.
    """
    host = request.client.host if request.client else ""
    with suppress(ValueError):
        ip = ipaddress.ip_address(host.partition("%")[0])
        if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is None:
            return str(ipaddress.IPv6Network((ip, _LINE), strict=False))
    return host
