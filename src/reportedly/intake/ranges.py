"""The ranges of IP addresses that have a special use, in which no public server is.

From the IANA registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its updates) and of multicast.
Ranges that hold other addresses (6to4, Teredo, NAT64, IPv4-mapped) are among them: they would be a way round.
"""

from __future__ import annotations

import ipaddress

SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared by customers of a carrier
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, services for virtual machines
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocol assignments
            "192.0.2.0/24",  # documentation
            "192.31.196.0/24",  # AS112
            "192.52.193.0/24",  # AMT
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",  # private
            "192.175.48.0/24",  # AS112
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, broadcast
            "2001::/23",  # protocol assignments: Teredo, benchmarks, AMT, AS112, ORCHID, drones
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "2620:4f:8000::/48",  # AS112
            "3fff::/20",  # documentation
        ),
    )
)
PUBLIC6 = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 that is given out for public use; all other special ranges lie outside."""


def is_public(number: str) -> bool:
    """True if an IP address is none of a special use."""
    ip = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip not in PUBLIC6:
        return False
    return not any(ip in special for special in SPECIAL if special.version == ip.version)
