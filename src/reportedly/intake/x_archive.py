"""The archive of an account on X (Twitter): `tweets.js`, with long texts from `note-tweet.js`, in ZIP or alone."""

from __future__ import annotations

import html
import json
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT
from reportedly.intake.dates import moment_of
from reportedly.intake.posts import Post, reports_of_posts
from reportedly.intake.zip import UNPACKING_ERRORS

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

Object = dict[str, object]
_ASSIGNED = re.compile(r"\s*window\.YTD\.(\w+)\.part\d+\s*=\s*")
_POSTS = re.compile(r"(?:.*/)?(?:tweets?|tweets?-part\d+)\.js")
_REPOST = re.compile(r"RT @(\w+): ")
_CUT = re.compile(r"…?(?:\s?https://t\.co/\w{1,20})?\Z")


def read_archive(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The posts of an archive in ZIP."""
    with zipfile.ZipFile(stream) as archive:
        names = archive.namelist()
        account = _account([v for n in names if n.endswith("data/account.js") for v in _part(archive, n, given.where)])
        longer = [v for n in names if n.endswith("data/note-tweet.js") for v in _part(archive, n, given.where)]
        posts = [v for n in sorted(filter(_POSTS.fullmatch, names)) for v in _part(archive, n, given.where)]
    yield from reports_of_posts(_posts(posts, account, longer), given.where, given.published)


def read_posts(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The posts of `tweets.js` alone, which does not say whose they are."""
    yield from reports_of_posts(_posts(_values(raw, given.where), None, []), given.where, given.published)


def _part(archive: zipfile.ZipFile, name: str, where: str) -> list[Object]:
    try:
        if archive.getinfo(name).file_size > LARGEST_DOCUMENT:
            raise IntakeError(f"{where}!{name}", f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB: unpack it first")
        return _values(archive.read(name), f"{where}!{name}")
    except UNPACKING_ERRORS as problem:
        raise IntakeError(f"{where}!{name}", f"cannot be unpacked ({problem})") from None


def _values(raw: bytes, where: str) -> list[Object]:
    """The objects that a file assigns to a name of JavaScript, each without its wrapping."""
    text = raw.decode("utf-8-sig", "replace")
    assigned = _ASSIGNED.match(text)
    if assigned and "tweet" not in assigned[1] and assigned[1] != "account":
        raise IntakeError(where, f"is of an archive of X, but holds no posts ({assigned[1]}): give its tweets.js")
    try:
        values = json.loads(text[assigned.end() :] if assigned else text)
    except (ValueError, RecursionError) as problem:
        raise IntakeError(where, f"is a damaged part of an archive of X ({problem})") from None
    objects = [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []
    return [next((v for v in o.values() if isinstance(v, dict)), o) if len(o) == 1 else o for o in objects]


def _account(values: list[Object]) -> str | None:
    return next((f"@{value['username']}" for value in values if isinstance(value.get("username"), str)), None)


def _posts(values: list[Object], account: str | None, longer: list[Object]) -> Iterator[Post]:
    whole = [text for note in longer if (text := _note(note))]
    for value in values:
        number = str(value.get("id_str") or value.get("id") or "")
        text = html.unescape(str(value.get("full_text") or value.get("text") or ""))
        start = _CUT.sub("", text.rstrip(), count=1)
        text = next((note for note in whole if len(start) > 100 and note.startswith(start)), text)
        first = _first_version(value) or number
        user = (account or "").removeprefix("@") or "i"
        yield Post(
            name=number,
            text=_REPOST.sub("", _with_addresses(text, value), count=1),
            outlet=account,
            url=f"https://x.com/{user}/status/{first}" if first else None,
            at=_time(str(value.get("created_at") or "")),
            language=str(value.get("lang") or "") or None,
        )


def _note(note: Object) -> str:
    core = note.get("core")
    return str(core.get("text") or "") if isinstance(core, dict) else ""


def _first_version(value: Object) -> str | None:
    """The number under which an edited post was first published; all its versions share that address."""
    info = value.get("edit_info")
    edit = info.get("edit") if isinstance(info, dict) else None
    return str(edit["initialTweetId"]) if isinstance(edit, dict) and "initialTweetId" in edit else None


def _with_addresses(text: str, value: Object) -> str:
    """The text with the addresses that short ones lead to."""
    entities = value.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    for url in urls if isinstance(urls, list) else ():
        if isinstance(url, dict) and isinstance(url.get("url"), str) and isinstance(url.get("expanded_url"), str):
            text = text.replace(url["url"], url["expanded_url"])
    return text


def _time(written: str) -> datetime | None:
    """ "Mon May 13 10:00:00 +0000 2024", or ISO 8601."""
    try:
        return datetime.strptime(written, "%a %b %d %H:%M:%S %z %Y")
    except ValueError:
        return moment_of(written)
