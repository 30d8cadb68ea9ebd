"""A folder as a newcomer has it: forty files of many formats about one story. All of it was written for the tests."""

from __future__ import annotations

import gzip
import io
import json
import textwrap
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pyarrow
import pyarrow.parquet

from tests.intake.documents import archive, docx, odt, pdf
from tests.intake.test_agencies import inline, item, message
from tests.intake.test_mail import saved
from tests.intake.test_newspapers import factiva, in_docx, in_pdf, in_rtf, nexis, proquest
from tests.intake.test_posts import URI, note, tweet
from tests.intake.test_warc import Capture, warc

if TYPE_CHECKING:
    from pathlib import Path

SPEAKERS = (
    "the Romanian interior ministry", "the fire service", "Prime Minister Ana Ionescu",
    "the mayor of Constanta, Radu Marin", "the dockers' union", "the port operator Socom",
    "the Bulgarian foreign ministry", "the county prosecutor",
)  # fmt: skip
SAID = (
    "that a depot in the port of Constanta had exploded on 3 March",
    "that 14 people had been killed in the explosion in the port of Constanta",
    "that ammonium nitrate had been stored in the depot",
    "that no ammonium nitrate had been stored in the depot",
    "that three warnings had been ignored by the company",
    "that the port of Constanta would reopen by 1 April",
    "that the fire in the port was under control",
    "that 19 people had been killed in the explosion in the port of Constanta",
)
OUTLETS = ("Black Sea Courier", "Danube Post", "Harbour Gazette", "Nordwire", "Coast Radio")


@dataclass(frozen=True, slots=True)
class Story:
    """One report of the story: no two are alike."""

    number: int

    @property
    def title(self) -> str:
        return f"Constanta port blast: report {self.number}"

    @property
    def outlet(self) -> str:
        return OUTLETS[self.number % len(OUTLETS)]

    @property
    def day(self) -> str:
        return f"2031-03-{4 + self.number % 20:02}"

    @property
    def lines(self) -> list[str]:
        n = self.number
        first, second = SPEAKERS[n % 8], SPEAKERS[(n * 3 + 1) % 8]
        verb = "denied" if n % 5 == 0 else "said"
        return [
            f"{first[0].upper()}{first[1:]} {verb} {SAID[(n * 5) % 8]}.",
            f"{second[0].upper()}{second[1:]} said {SAID[(n * 3 + 2) % 8]}, the {self.outlet} reported in story {n}.",
        ]

    @property
    def text(self) -> str:
        return "\n\n".join(self.lines)

    @property
    def paragraphs(self) -> str:
        return "".join(f"<p>{line}</p>" for line in self.lines)

    @property
    def page(self) -> str:
        return (
            f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{self.title}</title>"
            f"<meta property='og:site_name' content='{self.outlet}'>"
            f"<meta property='article:published_time' content='{self.day}T08:00:00Z'></head><body><article>"
            f"<h1>{self.title}</h1>{self.paragraphs}</article><footer>Contact</footer></body></html>"
        )

    @property
    def row(self) -> dict[str, str]:
        return {"headline": self.title, "body": self.text, "source": self.outlet, "date": self.day}

    def mail(self, html: bool = False) -> EmailMessage:
        made = EmailMessage()
        made["From"] = f"{self.outlet} <news@post.example>"
        made["To"] = "desk@post.example"
        made["Subject"] = self.title
        made["Date"] = f"{int(self.day[-2:])} Mar 2031 08:00:00 +0000"
        if html:
            made.set_content(self.paragraphs, subtype="html", cte="base64")
        else:
            made.set_content(self.text, cte="quoted-printable")
        return made

    @property
    def capture(self) -> Capture:
        address = f"https://post.example/{self.number}"
        return address, "text/html; charset=utf-8", self.page.encode(), "200 OK"

    @property
    def subtitles(self) -> str:
        cues = "\n\n".join(
            f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{speaker}: {line}"
            for n, (speaker, line) in enumerate(zip(("ANN LEE", "BO DAHL"), self.lines, strict=True), 1)
        )
        return cues + "\n"


CONSENT = """<!doctype html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1>
<p>We and our partners use cookies to store and access information on your device.
By clicking Accept all you consent.</p>
<button>Accept all</button></body></html>"""
UNREAD = {"pages/consent.html": CONSENT.encode(), "documents/scan.pdf": pdf([]), "tables/empty.csv": b""}
"""Files that hold no report, each for a reason."""
LEFT_OUT = {"pictures/map.png": b"\x89PNG\r\n\x1a\n", "pages/sitemap.xml": b"<urlset><url/></urlset>"}
"""Files of kinds that are not read."""


def folder(where: Path) -> int:
    """Fill a folder with forty files and a few that are no reports; the number of reports in them."""
    count = 0
    others = ((name, content, 0) for name, content in (UNREAD | LEFT_OUT).items())
    for name, content, reports in (*_files(), *others):
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        count += reports
    return count


def _files() -> list[tuple[str, bytes | str, int]]:
    """Name, content and number of reports of each file."""
    s = [Story(number) for number in range(70)]
    return [
        *_texts(s[:10]),
        *_documents(s[10:20]),
        *_mails(s[20:32]),
        *_tables(s[32:50]),
        *_databases(s),
        *_posts(s[50:]),
    ]


def _texts(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    posts = "".join(
        f"<div class='live-post' id='p{n}'><time datetime='2031-03-05T1{n}:00:00Z'>1{n}:00</time>{one.paragraphs}</div>"
        for n, one in enumerate(s[7:9])
    )
    head = "<!doctype html><html><head><title>Live: port blast</title></head>"
    live = f"{head}<body><h1>Live</h1><div>{posts}</div></body></html>"
    entries = "".join(
        f"<item><title>{one.title}</title><link>https://post.example/feed/{one.number}</link>"
        f"<description>{one.paragraphs.replace('<', '&lt;')}</description>"
        f"<pubDate>{int(one.day[-2:])} Mar 2031 08:00:00 GMT</pubDate></item>"
        for one in (s[6], s[9])
    )
    return [
        ("texts/plain.txt", s[0].text, 1),
        ("texts/windows.txt", f"{s[1].title}\n\nCafé. {s[1].text}".replace("\n", "\r\n").encode("cp1252"), 1),
        ("texts/utf16.txt", s[2].text.encode("utf-16"), 1),
        ("texts/no suffix", s[3].text, 1),
        ("texts/notes.md", f"# {s[4].title}\n\n*{s[4].day}*\n\n{s[4].text}\n", 1),
        ("pages/page.html", s[5].page, 1),
        ("pages/live.htm", live, 2),
        ("pages/feed.xml", f"<rss version='2.0'><channel><title>Danube Post</title>{entries}</channel></rss>", 2),
    ]


def _documents(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    lines = [(50.0, 700.0 - 14 * n, 10.0, words) for n, words in enumerate(_wrapped(s[0].lines))]
    two = [
        [(50.0, 700.0, 10.0, line.replace("'", "")), (300.0, 20.0, 8.0, str(n))] for n, line in enumerate(s[1].lines, 1)
    ]
    word = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in s[2].lines)
    open_text = "".join(f"<text:p>{line}</text:p>" for line in s[3].lines)
    return [
        ("documents/one.pdf", pdf(lines), 1),
        ("documents/two.pdf", pdf(*two), 1),
        ("documents/word.docx", docx(word), 1),
        ("documents/open.odt", odt(open_text, s[3].title), 1),
        ("documents/rich.rtf", in_rtf(s[4].lines), 1),
        ("documents/clip.srt", s[5].subtitles, 1),
        ("documents/clip.vtt", "WEBVTT\n\n" + s[6].subtitles.replace(",000", ".000").replace(",900", ".900"), 1),
        ("documents/packed.txt.gz", gzip.compress(s[7].text.encode()), 1),
        ("documents/bundle.zip", archive({"a.txt": s[8].text, "in/b.html": s[9].page, "logo.png": b"\x89PNG\r\n"}), 2),
    ]


def _mails(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    box = b"".join(b"From desk Tue Mar  4 08:00:00 2031\n" + one.mail().as_bytes() + b"\n" for one in s[3:5])
    forwarded = s[2].mail()
    forwarded.add_attachment(s[11].mail())
    return [
        ("mail/plain.eml", s[0].mail().as_bytes(), 1),
        ("mail/newsletter.eml", s[1].mail(html=True).as_bytes(), 1),
        ("mail/forwarded.eml", forwarded.as_bytes(), 2),
        ("mail/box.mbox", box, 2),
        ("web/saved.mhtml", saved(s[5].page), 1),
        ("web/crawl.warc.gz", warc(s[6].capture, s[7].capture), 2),
        ("web/crawl.warc", warc(s[8].capture, packed=False), 1),
        ("web/crawl.wacz", _wacz(s[9]), 1),
    ]


def _wacz(story: Story) -> bytes:
    packed = json.dumps({"resources": [{"path": "archive/data.warc.gz"}]})
    return archive({"archive/data.warc.gz": warc(story.capture), "datapackage.json": packed})


def _tables(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    def delimited(rows: list[Story], mark: str) -> str:
        cells = [list(rows[0].row), *(list(one.row.values()) for one in rows)]
        return "\n".join(mark.join(f'"{cell}"' for cell in line) for line in cells)

    parquet = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([one.row for one in s[5:7]]), parquet)
    answer = {"status": "ok", "articles": [{"title": s[9].title, "content": s[9].text, "publishedAt": s[9].day}]}
    return [
        ("tables/rows.csv", delimited(s[:3], ","), 3),
        ("tables/rows.tsv", delimited(s[3:5], "\t"), 2),
        ("tables/rows.parquet", parquet.getvalue(), 2),
        ("tables/array.json", json.dumps([one.row for one in s[7:9]], indent=1), 2),
        ("tables/answer.json", json.dumps(answer), 1),
        ("tables/rows.jsonl", "\n".join(json.dumps({"text": one.text, "outlet": one.outlet}) for one in s[10:13]), 3),
    ]


def _databases(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    def listed(write: object, numbers: tuple[int, ...]) -> list[str]:
        return [line for n in numbers for line in write(s[n].title, s[n].lines, 60)]  # type: ignore[operator]

    def filed(lines: list[str], one: Story) -> list[str]:
        words = iter(one.lines)
        return [next(words, line) if line.startswith(("No ferry", "The union")) else line for line in lines]

    announced = ["Documents (2)", f"1. {s[46].title}", f"2. {s[47].title}"]
    return [
        ("databases/nexis.txt", "\n".join([*announced, *listed(nexis, (46, 47))]), 2),
        ("databases/nexis.docx", in_docx(listed(nexis, (48, 49))), 2),
        ("databases/nexis.pdf", in_pdf([], *(_wrapped(nexis(s[n].title, s[n].lines, 60)) for n in (44, 45))), 2),
        (
            "databases/factiva.rtf",
            in_rtf([line for n in (42, 43) for line in filed(factiva(s[n].title, str(n)), s[n])]),
            2,
        ),
        (
            "databases/proquest.txt",
            "\n".join(line for n in (40, 41) for line in _of_two(proquest(s[n].title, n - 39), s[n])),
            2,
        ),
    ]


def _wrapped(lines: list[str]) -> list[str]:
    """The lines, none too long for a page."""
    return [part for line in lines for part in textwrap.wrap(line, 100)]


def _of_two(lines: list[str], story: Story) -> list[str]:
    first, second = story.lines
    return [
        line.replace("No ferry sailed on Monday.", first).replace("The union said it would go on.", second)
        for line in lines
    ]


def _posts(s: list[Story]) -> list[tuple[str, bytes | str, int]]:
    newsml = [
        inline(f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{one.paragraphs}</body></html>") for one in s[:2]
    ]
    items = (item(content, guid=f"urn:newsml:nordwire:{n}") for n, content in enumerate(newsml))
    nitf = (
        f"<nitf><head><docdata><date.release norm='{s[2].day.replace('-', '')}T080000Z'/></docdata></head><body>"
        f"<body.head><hedline><hl1>{s[2].title}</hl1></hedline></body.head>"
        f"<body.content>{s[2].paragraphs}</body.content></body></nitf>"
    )
    ninjs = {
        "uri": "urn:nordwire:9",
        "type": "text",
        "headline": s[3].title,
        "body_text": s[3].text,
        "versioncreated": s[3].day,
    }
    said = {"type": "message", "date": "2031-03-05T12:00:00"}
    telegram = {
        "name": "Port Watch", "type": "public_channel", "id": 12,
        "messages": [{"id": n, **said, "text": one.text} for n, one in enumerate(s[4:6], 1)],
    }  # fmt: skip
    outbox = {
        "@context": "https://www.w3.org/ns/activitystreams",
        "type": "OrderedCollection",
        "orderedItems": [note(n, one.paragraphs) for n, one in enumerate(s[6:8], 1)],
    }
    record = {"$type": "app.bsky.feed.post", "text": s[8].text, "createdAt": f"{s[8].day}T10:00:00.000Z"}
    tweets = "window.YTD.tweets.part0 = " + json.dumps([tweet(str(n), one.text) for n, one in enumerate(s[9:11], 1)])
    account = 'window.YTD.account.part0 = [{"account": {"username": "portwatch"}}]'
    return [
        ("agencies/g2.xml", message(*items), 2),
        ("agencies/nitf.xml", nitf, 1),
        ("agencies/ninjs.json", json.dumps(ninjs), 1),
        ("posts/result.json", json.dumps(telegram, indent=1), 2),
        ("posts/mastodon.zip", archive({"outbox.json": json.dumps(outbox), "actor.json": "{}"}), 2),
        ("posts/bluesky.json", json.dumps({"feed": [{"post": {"uri": URI, "cid": "b", "record": record}}]}), 1),
        ("posts/x.zip", archive({"data/tweets.js": tweets, "data/account.js": account}), 2),
    ]
