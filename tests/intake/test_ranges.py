"""Ranges of special use, one address of each entry of the IANA registries."""

from __future__ import annotations

import pytest

from reportedly.intake.ranges import is_public

SPECIAL = """
0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.0.171 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.88.99.2
192.168.0.1 192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255
:: ::1 ::7f00:1 ::ffff:1.1.1.1 64:ff9b::1.1.1.1 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:1::1 2001:1::2
2001:1::3 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:101:101::1
2620:4f:8000::1 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1
"""


@pytest.mark.parametrize("number", SPECIAL.split())
def test_special_addresses_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["1.1.1.1", "9.9.9.9", "100.128.0.1", "192.0.1.1", "192.88.98.1", "223.255.255.255", "2606:4700::1111"]
)
def test_other_addresses_are(number: str) -> None:
    assert is_public(number)
