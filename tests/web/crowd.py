"""Reports of a story that many tell, for pages that have to hold much: long names, copies, foreign scripts."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from reportedly.alerts import AlertQuery, QuietHours, Receiver, ReceiverKind
from reportedly.channels import ChannelEntry, EntryKind
from reportedly.listing import Filter
from reportedly.model import Report
from reportedly.store import channel_entries
from reportedly.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.ledger import Ledger

SPEAKERS = (
    "Norway’s Foreign Ministry",
    "The Chilean navy",
    "Denmark’s Defence Ministry",
    "Finland’s Prime Minister",
    "Estonia’s Defence Minister",
    "Poland’s Foreign Ministry",
    "NATO",
    "The European Commission",
    "Iceland’s Foreign Ministry",
    "The International Cable Security Committee",
)
OUTLETS = (
    "The Meridian",
    "The Gazette of the Northern Harbours, Fisheries, Undersea Telegraphy and Lighthouses",
    "Bergen Daily",
    None,
)
LONG = "Unterseetelegrafenkabelreparaturschiffsbesatzungsmitgliederversammlung"
FIRST = "cable-0"
COPY = "copy-0"
ALERT = "Cable & <divers> of the Northern Harbours"
HOSTILE = "odd/<b>&?#%"


def crowd() -> Iterator[Report]:
    """Some twenty reports over three months on one cable, three of them copies, one hostile, one that says nothing."""
    begin = datetime(2031, 2, 3, 9, 15, tzinfo=UTC)
    for n in range(18):
        speaker, other = SPEAKERS[n % 10], SPEAKERS[(3 * n + 1) % 10]
        says = "denied" if n % 5 == 1 else "said"
        yield Report(
            id=f"cable-{n}",
            outlet=OUTLETS[n % 4],
            title=f"Cable off Bergen: {LONG if n == 4 else other} speaks" if n % 7 else None,
            url=f"https://example.org/cable/{'very-long-' * 9 if n == 3 else ''}{n}",
            published_at=begin + timedelta(days=n * n // 4, hours=n % 3),
            language="en",
            text=f"{speaker} {says} that Chilean divers had cut the undersea cable off Bergen.\n\n"
            f"Chilean divers have cut the undersea cable off Bergen, {other} said.\n\n"
            f"{other} said at least {12 + n} sailors were killed and {100 + n} metres of cable were lost.\n\n"
            f"Repairs will probably be finished by June 2031, {speaker} said.",
        )
    for n in range(3):
        yield Report(
            id=f"copy-{n}",
            outlet=f"Coast Radio {n}",
            title="Divers and a cable",
            published_at=begin + timedelta(hours=3 + n),
            language="en",
            text=f"{SPEAKERS[0]} said that Chilean divers had cut the undersea cable off Bergen.\n\n"
            f"{SPEAKERS[1]} said at least 12 sailors were killed and 100 metres of cable were lost.\n\n"
            f"Repairs will probably be finished by June 2031, {SPEAKERS[0]} said.\n\nReporting by The Meridian.",
        )
    yield Report(
        id="doubtful",
        outlet="Bergen Daily",
        title="Frogmen off the coast",
        published_at=datetime(2031, 5, 2, 9, tzinfo=UTC),
        language="en",
        text="Foreign frogmen damaged a telegraph line west of the city, the Swedish navy said.\n\n"
        "Sweden’s navy said that the line near Norway was broken by frogmen from South America.\n\n"
        "Divers were at work near Bergen, the Swedish navy said.",
    )
    yield Report(
        id="repaired",
        outlet="The Meridian",
        title="Cable off Bergen repaired",
        published_at=datetime(2031, 5, 20, 9, tzinfo=UTC),
        language="en",
        text="Norway’s Foreign Ministry said on Tuesday that repairs of the undersea cable off Bergen were finished.",
    )
    yield Report(
        id=HOSTILE,
        outlet="<i>Bold & Sons</i>",
        title="<script>alert(1)</script> \u202egnp.exe",
        url="javascript:alert(1)",
        published_at=begin,
        language="en",
        text="Norway’s Foreign Ministry said <img src=x onerror=alert(1)> had been seen.\n\nהשר אמר כי הכבל נחתך.",
    )
    yield Report(id="silent", text="It rained all day.", language="en")


def follow(ledger: Ledger) -> None:
    """A feed that lists a page nobody can fetch, and an alert on what comes in, for which no webhook answers."""
    channel, _ = ledger.channels.follow(f"https://gazette.example/{LONG.lower()}/feed.xml", outlet=OUTLETS[1], by="Ana")
    now = datetime(2031, 3, 1, 9, tzinfo=UTC)
    failed = ChannelEntry(
        id="failed",
        channel=channel.id,
        kind=EntryKind.PAGE,
        address=f"https://gazette.example/{LONG}",
        title=f"<cut> {LONG}",
        listed_at=now,
        due_at=now,
        tries=2,
        problem="https://gazette.example/cut: answered 500",
    )
    with writing(ledger.channels._engine) as connection:
        channel_entries.insert(connection, [failed])
    hook = Receiver(number=1, kind=ReceiverKind.WEBHOOK, target=f"https://hooks.example/{LONG}{LONG}")
    query = AlertQuery(wanted=Filter(text="cable"))
    quiet = QuietHours(begin=time(0), end=time(23, 59))
    ledger.alerts.save(ALERT, query, by="Ana", receivers=[hook], quiet=quiet)
