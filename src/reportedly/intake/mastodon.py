"""Mastodon: the archive of an account (outbox.json, ActivityStreams) and statuses as its API gives them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT
from reportedly.intake.dates import moment_of
from reportedly.intake.html import text_of
from reportedly.intake.posts import Post, reports_of_posts
from reportedly.intake.tally import Tally
from reportedly.intake.zip import UNPACKING_ERRORS

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

Object = dict[str, object]
_ACTIVITIES = ("Create", "Update", "Announce")


def read_archive(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The posts of an archive in ZIP; its other files are named."""
    tally = Tally(given.where)
    with zipfile.ZipFile(stream) as archive:
        for file in archive.infolist():
            if file.filename.rpartition("/")[2] != "outbox.json":
                tally.leave_out(file.filename, "without posts")
                continue
            here = replace(given, where=f"{given.where}!{file.filename}", depth=given.depth + 1)
            try:
                if file.file_size > LARGEST_DOCUMENT:
                    raise IntakeError(here.where, f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB: unpack it first")
                value = json.loads(archive.read(file))
            except (ValueError, *UNPACKING_ERRORS) as problem:
                raise IntakeError(here.where, f"cannot be read ({problem})") from None
            if not holds_posts(value):
                raise IntakeError(here.where, "is no outbox of ActivityStreams")
            yield from tally.counted(read_posts(value, here))
    tally.say()


def holds_posts(value: object) -> bool:
    """True for an outbox, and for a list of statuses."""
    if isinstance(value, dict):
        return value.get("type") in ("OrderedCollection", "OrderedCollectionPage") and any(
            isinstance(item, dict) and item.get("type") in _ACTIVITIES for item in _items(value)
        )
    return isinstance(value, list) and bool(value) and all(map(_is_status, value))


def read_posts(value: object, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the posts; boosts are copies where the words of what is boosted are at hand."""
    if isinstance(value, dict):
        total = value.get("totalItems")
        posts = (_activity(item) for item in _items(value) if isinstance(item, dict))
        expected = total if isinstance(total, int) and value.get("type") == "OrderedCollection" else None
        yield from reports_of_posts(posts, given.where, given.published, expected=expected)
    elif isinstance(value, list):
        yield from reports_of_posts(map(_status, value), given.where, given.published)


def _items(value: Object) -> list[object]:
    items = value.get("orderedItems")
    return items if isinstance(items, list) else []


def _activity(item: Object) -> Post:
    note = item.get("object")
    name = str(item.get("id") or "")
    if not isinstance(note, dict):
        reason = "boosts of posts that are not in the archive" if item.get("type") == "Announce" else "of another kind"
        return Post(name=str(note or name), text="", outlet=None, omitted=reason)
    languages = note.get("contentMap")
    edited = note.get("updated") if item.get("type") in ("Create", "Update") else None
    return Post(
        name=str(note.get("id") or name),
        text=_words(note),
        outlet=_account(str(item.get("actor") or note.get("attributedTo") or "")),
        url=str(note.get("url") or note.get("id") or "") or None,
        at=moment_of(str(edited or note.get("published") or item.get("published") or "")),
        language=next(iter(languages), None) if isinstance(languages, dict) and len(languages) == 1 else None,
    )


def _is_status(value: object) -> bool:
    return isinstance(value, dict) and {"content", "account", "created_at"} <= value.keys()


def _status(value: Object) -> Post:
    account = value.get("account")
    boosted = value.get("reblog")
    said = boosted if isinstance(boosted, dict) else value
    return Post(
        name=str(value.get("id")),
        text=_words(said),
        outlet=f"@{account.get('acct')}" if isinstance(account, dict) else None,
        url=str(value.get("url") or value.get("uri") or "") or None,
        at=moment_of(str(value.get("edited_at") or value.get("created_at") or "")),
        language=str(said.get("language") or "") or None,
    )


def _words(note: Object) -> str:
    """The warning above the words, if there is one, and the words."""
    warning, content = (str(note.get(name) or "") for name in ("summary", "content"))
    warning = warning or str(note.get("spoiler_text") or "")
    return "\n\n".join(words for markup in (warning, content) if (words := text_of(markup)))


def _account(address: str) -> str | None:
    """The name of an account by its address: `https://post.example/users/ann` is `@ann@post.example`."""
    parts = urlsplit(address)
    user = parts.path.rstrip("/").rpartition("/")[2].removeprefix("@")
    return f"@{user}@{parts.netloc}" if user and parts.netloc else None
