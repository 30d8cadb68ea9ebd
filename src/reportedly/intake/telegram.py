"""Chats exported by Telegram Desktop (result.json): one report a message, forwarded ones as copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.intake.dates import moment_of
from reportedly.intake.posts import Post, reports_of_posts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from reportedly.errors import IntakeError
    from reportedly.intake.content import Given
    from reportedly.model import Report

Object = dict[str, object]
_CHANNELS = ("public_channel", "private_channel")
_WITH_ADDRESSES = (*_CHANNELS, "public_supergroup", "private_supergroup")


def chats_in(value: object) -> list[Object]:
    """The chats in a JSON value: one that was exported, or all of them; none if it is something else."""
    if not isinstance(value, dict):
        return []
    if _is_chat(value):
        return [value]
    groups = [value[name] for name in ("chats", "left_chats") if isinstance(value.get(name), dict)]
    lists = [group.get("list") for group in groups]
    return [chat for chats in lists if isinstance(chats, list) for chat in chats if _is_chat(chat)]


def read_chats(chats: list[Object], given: Given) -> Iterator[Report | IntakeError]:
    """The reports of the messages, chat by chat."""
    for chat in chats:
        where = f"{given.where}!{chat.get('name') or chat.get('id')}" if len(chats) > 1 else given.where
        yield from reports_of_posts(_posts(chat), where, given.published)


def _is_chat(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        return False
    messages = value["messages"]
    return all(isinstance(m, dict) and "id" in m and "type" in m and "date" in m for m in messages[:5])


def _posts(chat: Object) -> Iterator[Post]:
    name = str(chat.get("name") or "") or None
    kind = chat.get("type")
    messages = chat["messages"]
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, dict):
            continue
        number = message.get("id")
        author = message.get("from") or message.get("author")
        yield Post(
            name=str(number),
            text=_text(message),
            outlet=name if kind in _CHANNELS or not isinstance(author, str) else author,
            url=f"https://t.me/c/{chat.get('id')}/{number}" if kind in _WITH_ADDRESSES else None,
            at=_time(message, "edited") or _time(message, "date"),
            omitted="of the service (members, pins, titles)" if message.get("type") != "message" else "",
        )


def _text(message: Object) -> str:
    """The words, which are a string or a list of strings and of objects with marks; a poll is its question."""
    text = message.get("text")
    if isinstance(text, list):
        text = "".join(p if isinstance(p, str) else str(p.get("text", "")) for p in text if isinstance(p, str | dict))
    poll = message.get("poll")
    question = poll.get("question") if isinstance(poll, dict) else ""
    return text if isinstance(text, str) and text else str(question or "")


def _time(message: Object, name: str) -> datetime | None:
    """Seconds since 1970, which have no time zone to guess, or else the local time of the export."""
    return moment_of(str(message.get(f"{name}_unixtime") or message.get(name) or ""))
