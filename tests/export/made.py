"""Readings made by hand, so that formats can be tested without a model."""

from datetime import UTC, date, datetime

from reportedly.model import (
    Act,
    Actor,
    ActorKind,
    Anchor,
    Anchoring,
    Certainty,
    Contradiction,
    EventMention,
    EventType,
    Forecast,
    Likelihood,
    Place,
    Polarity,
    Precision,
    Quantity,
    Quote,
    Reading,
    Report,
    Run,
    Statement,
    Time,
    TimeType,
    statement_id,
)

RUN = Run(software="reportedly 0.1.0", pipeline="en_test 1", encoder=None, lexicon="0123456789ab")

TEXT = (
    "Norland admitted for the first time on Tuesday that its navy had sunk the ferry, the Norland News Agency "
    "reported. “We regret the loss of between 40 and 50 lives,” the admiralty said, and promised that payments "
    "would reach the families by June.\n\n"
    "Sudland’s foreign ministry rejected the account, saying that over 90 people had died. The harbour of Vik "
    "stayed closed.\n\n"
    "A port official, who asked not to be named, said the ferry was probably off its course when it was hit."
)


def anchor(text: str, words: str, *, after: str = "") -> Anchor:
    """The first place of these words after those."""
    start = text.index(words, text.index(after) if after else 0)
    return Anchor.of(text, start, start + len(words))


def statement(
    report: Report, source: str | None, cue: str | None, *content: str, made_by: str = "rule test", **known: object
) -> Statement:
    """A statement by the words of its parts."""
    found = [anchor(report.text, words) if words else None for words in (source, cue)]
    parts = tuple(anchor(report.text, words) for words in content)
    return Statement(
        id=statement_id(report, found[0], found[1], parts),
        source=found[0],
        cue=found[1],
        content=parts,
        made_by=made_by,
        **({"quote": Quote.INDIRECT if source or cue else None} | known),  # type: ignore[arg-type]
    )


def ferry() -> Reading:
    """A report with a first admission, a chain, a promise, a rejection, an unnamed source, own voice."""
    report = Report(
        text=TEXT,
        id="ferry-1",
        outlet="Test Courier",
        title="Norland admits sinking ferry",
        url="https://example.org/ferry?a=1&b=2",
        published_at=datetime(2031, 3, 5, tzinfo=UTC),
    )
    norland = Actor(name="Norland", kind=ActorKind.STATE)
    admiralty = Actor(name="Admiralty of Norland", kind=ActorKind.MILITARY, of="Norland")
    sudland = Actor(name="Sudland Foreign Ministry", kind=ActorKind.MINISTRY, of="Sudland")
    admits = statement(
        report,
        "Norland",
        "admitted",
        "that its navy had sunk the ferry",
        via=(anchor(TEXT, "the Norland News Agency"),),
        actor=norland,
        act=Act.CONFIRM,
        certainty=Certainty.CERTAIN,
        first_time=True,
        said_at=date(2031, 3, 4),
        quote=Quote.INDIRECT,
        confidence=0.8,
    )
    regrets = statement(
        report,
        "the admiralty",
        "said",
        "We regret the loss of between 40 and 50 lives,",
        actor=admiralty,
        quote=Quote.DIRECT,
        certainty=Certainty.CERTAIN,
    )
    promises = statement(
        report,
        "the admiralty",
        "promised",
        "that payments would reach the families by June",
        actor=admiralty,
        act=Act.PROMISE,
        forecast=Forecast(horizon="2031-06", likelihood=Likelihood.LIKELY),
    )
    rejects = statement(
        report,
        "Sudland’s foreign ministry",
        "rejected",
        "the account",
        actor=sudland,
        act=Act.DENY,
        polarity=Polarity.NEGATIVE,
        answers=regrets.id,
    )
    counts = statement(
        report, "Sudland’s foreign ministry", "saying", "that over 90 people had died", actor=sudland, act=Act.ESTIMATE
    )
    hedges = statement(
        report,
        "A port official",
        "said the ferry"[:4],
        "the ferry was probably off its course when it was hit",
        anonymous=True,
        certainty=Certainty.PROBABLE,
    )
    closed = statement(report, None, None, "The harbour of Vik stayed closed")
    return Reading(
        report=report,
        run=RUN,
        statements=(admits, regrets, promises, rejects, counts, closed, hedges),
        times=(
            Time(
                anchor=anchor(TEXT, "Tuesday"),
                type=TimeType.DATE,
                value="2031-03-04",
                anchored=Anchoring.PUBLICATION,
                made_by="rule weekday",
            ),
            Time(anchor=anchor(TEXT, "June"), type=TimeType.DATE, value="2031-06", mod="BEFORE", made_by="rule month"),
        ),
        places=(
            Place(
                anchor=anchor(TEXT, "Vik"),
                name="Vik",
                geonameid=1,
                country="NO",
                precision=Precision.CITY,
                made_by="gazetteer",
            ),
            Place(anchor=anchor(TEXT, "Sudland"), name="Sudland", as_actor=True, made_by="gazetteer"),
        ),
        quantities=(
            Quantity(anchor=anchor(TEXT, "between 40 and 50"), low=40, high=50, unit="people", of=None, made_by="rule"),
            Quantity(anchor=anchor(TEXT, "over 90"), low=90, high=None, unit="people", of="dead", made_by="rule"),
        ),
        events=(
            EventMention(
                trigger=anchor(TEXT, "sunk"),
                type=EventType.ASSAULT,
                mode="heavy-weapons",
                actors=(anchor(TEXT, "its navy"),),
                recipients=(anchor(TEXT, "the ferry"),),
                place=None,
                time=None,
                quantities=(),
                statement=admits.id,
                factuality=0.0,
                said_factuality=3.0,
                made_by="rule",
            ),
            EventMention(
                trigger=anchor(TEXT, "closed"),
                type=None,
                mode=None,
                actors=(),
                recipients=(),
                place=None,
                time=None,
                quantities=(),
                statement=None,
                factuality=3.0,
                said_factuality=None,
                made_by="rule",
            ),
        ),
        contradictions=(
            Contradiction(first=regrets.id, second=counts.id, reason="40–50 against ≥ 90 dead", made_by="rule"),
        ),
    )


HOSTILE = (
    "<script>alert(1)</script> said “a & b <img src=x onerror=alert(2)>” \x1b[31mred\x1b[0m \x07 \u202egnorw\u202c "
    "&amp; [bold]not markup[/bold] :smile:\r\n\x00nul \u2066left open " + "w" * 300 + " {{ 7 * 7 }} ‘\"' --> ]]>"
)


def hostile() -> Reading:
    """A report in which every field tries to escape from its place in a format."""
    bad = "</title><script>alert(3)</script>\x1b]0;owned\x07 [red]x[/red] \u202e"
    report = Report(text=HOSTILE, id=bad, outlet=bad, title=bad, url="javascript:alert(4)")
    said = statement(
        report,
        "<script>alert(1)</script>",
        "said",
        HOSTILE[HOSTILE.index("a & b") : HOSTILE.index("\x00nul")],
        actor=Actor(name=bad, kind=ActorKind.PERSON, of=bad),
        via=(anchor(HOSTILE, "\x00nul \u2066left"),),
        made_by=bad,
    )
    crossing = statement(
        report, "\u202egnorw", None, HOSTILE[HOSTILE.index("red") : HOSTILE.index(" {{ 7")], made_by=bad
    )
    return Reading(
        report=report,
        run=RUN,
        statements=(said, crossing),
        places=(Place(anchor=anchor(HOSTILE, "<img"), name=bad, country="<b>", made_by=bad),),
        quantities=(Quantity(anchor=anchor(HOSTILE, "7 * 7"), low=7, high=None, unit=bad, of=bad, made_by=bad),),
        contradictions=(Contradiction(first=said.id, second=crossing.id, reason=bad, made_by=bad),),
    )
