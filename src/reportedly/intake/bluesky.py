"""Bluesky: the repository of an account (CAR, DAG-CBOR) by cbor2, and posts as the API gives them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.dates import moment_of
from reportedly.intake.document import needs
from reportedly.intake.posts import Post, reports_of_posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report

Object = dict[str, object]
_POST = "app.bsky.feed.post"
_REPOST = "app.bsky.feed.repost"
_LISTS = ("feed", "posts", "records")
_CID = 42
"""The CBOR tag of a link to another block."""
_LONGEST_VARINT = 10
"""Bytes."""


def entries_in(value: object) -> list[Object]:
    """The entries with posts in an answer of the API; none if it is something else."""
    items = (
        next((value[n] for n in _LISTS if isinstance(value.get(n), list)), None) if isinstance(value, dict) else value
    )
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return entries if entries and all(str(_post(e).get("uri", "")).startswith("at://") for e in entries) else []


def read_entries(entries: list[Object], given: Given) -> Iterator[Report | IntakeError]:
    """The reports of posts as the API gives them; a repost has the words, and the account that reposted them."""
    yield from reports_of_posts(map(_of_entry, entries), given.where, given.published)


def read_repository(raw: bytes, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the posts in a repository; reposts are addresses there and are counted."""
    blocks = _blocks(raw, given.where)
    account = next((str(b["did"]) for b in blocks.values() if "did" in b and "rev" in b), "")
    names = dict(_names(blocks))
    posts = [
        _of_record(b, account, names.get(cid, "")) for cid, b in blocks.items() if b.get("$type") in (_POST, _REPOST)
    ]
    posts.sort(key=lambda post: (post.at is None, post.at and post.at.timestamp()))
    yield from reports_of_posts(posts, given.where, given.published)


def _post(entry: Object) -> Object:
    inner = entry.get("post")
    return inner if isinstance(inner, dict) else entry


def _of_entry(entry: Object) -> Post:
    post = _post(entry)
    record = post.get("record") or post.get("value")
    author, reason = post.get("author"), entry.get("reason")
    uri = str(post.get("uri"))
    by = reason.get("by") if isinstance(reason, dict) else None
    made = _of_record(record if isinstance(record, dict) else {}, uri.split("/")[2], uri.rpartition("/")[2])
    account = by if isinstance(by, dict) else author
    reposted = str(reason.get("indexedAt") or "") if isinstance(by, dict) and isinstance(reason, dict) else ""
    return replace(
        made,
        outlet=str(account.get("handle") or account.get("did")) if isinstance(account, dict) else made.outlet,
        url=None if reposted else made.url,
        at=moment_of(reposted) or made.at,
    )


def _of_record(record: Object, account: str, key: str) -> Post:
    languages = record.get("langs")
    reposted = record.get("$type") == _REPOST
    return Post(
        name=key or str(record.get("createdAt")),
        text=str(record.get("text") or ""),
        outlet=account or None,
        url=f"https://bsky.app/profile/{account}/post/{key}" if account and key and not reposted else None,
        at=moment_of(str(record.get("createdAt") or "")),
        language=str(languages[0]) if isinstance(languages, list) and languages else None,
        omitted="reposts of posts that are not in the repository" if reposted else "",
    )


def _names(blocks: dict[bytes, Object]) -> Iterator[tuple[bytes, str]]:
    """The key of each record, from the nodes of the tree; a key leaves out what it shares with the one before."""
    for block in blocks.values():
        entries, before = block.get("e"), b""
        for entry in entries if isinstance(entries, list) and "l" in block else ():
            if not isinstance(entry, dict):
                continue
            shared, rest, link = entry.get("p"), entry.get("k"), _link(entry.get("v"))
            if isinstance(shared, int) and isinstance(rest, bytes) and link is not None:
                before = before[:shared] + rest
                yield link, before.decode("utf-8", "replace").rpartition("/")[2]


def _link(value: object) -> bytes | None:
    """The content identifier that a tagged value is, without the zero before it."""
    inner = getattr(value, "value", None)
    return inner[1:] if getattr(value, "tag", 0) == _CID and isinstance(inner, bytes) else None


def _blocks(raw: bytes, where: str) -> dict[bytes, Object]:
    """The blocks of a CAR file that are maps, by their content identifiers."""
    try:
        import cbor2
    except ImportError:
        raise needs("documents", where, "a repository of Bluesky (CAR)") from None

    found: dict[bytes, Object] = {}
    try:
        length, at = _varint(raw, 0)
        at += length
        while at < len(raw):
            length, at = _varint(raw, at)
            if not 0 < length <= len(raw) - at:
                raise ValueError("a block goes on after the end")
            cid, start = _identifier(raw, at)
            value = cbor2.loads(raw[start : at + length]) if cid[1] == 0x71 else None
            if isinstance(value, dict):
                found[cid] = value
            at += length
    except (ValueError, IndexError, EOFError, cbor2.CBORDecodeError, RecursionError, TypeError) as problem:
        raise IntakeError(where, f"is a damaged repository of Bluesky ({problem})") from None
    return found


def _identifier(raw: bytes, at: int) -> tuple[bytes, int]:
    """A content identifier (CID: version, codec, hash, length, digest), and the place after it."""
    start = at
    for _ in range(3):
        _, at = _varint(raw, at)
    length, at = _varint(raw, at)
    return raw[start : at + length], at + length


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    """An unsigned varint (LEB128), and the place after it."""
    value = 0
    for shift in range(_LONGEST_VARINT):
        value |= (raw[at] & 0x7F) << (7 * shift)
        at += 1
        if raw[at - 1] < 0x80:
            return value, at
    raise ValueError("a length is too long")
