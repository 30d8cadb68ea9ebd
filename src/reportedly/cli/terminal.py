"""Text for terminals: control characters of reports, file names and servers never reach one.

A terminal obeys what it is shown: ESC and C1 change its colours, its title and what is on its screen, and bidirectional
controls show a line in another order than it has. Messages pass `clean_messages`, tables `reportedly.cli.console`,
other text `say`, and bytes for programs `write`.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, cast

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""All characters with the Unicode property Bidi_Control."""
_C1 = "\x7f-\x9f"
_BREAKS = "\u2028\u2029"
"""Line breaks beside the line feed, as some programs see them; so is U+0085, which is in C1."""
OBEYED = re.compile(f"[\x00-\x08\x0b-\x1f{_C1}{_BREAKS}{_BIDI}]")
_UNESCAPED = re.compile(f"[{_C1}{_BREAKS}{_BIDI}]")


def clean(text: str) -> str:
    """The text with U+FFFD for every control character but tab and line feed; a carriage return is a blank."""
    return OBEYED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", " "))


def escaped(json: str) -> str:
    r"""JSON with the control characters escaped (`\u202e`) that JSON itself allows; its value stays the same."""
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def escaping(write: Callable[[bytes], int]) -> Callable[[bytes], int]:
    """A function that writes lines of JSON with their control characters escaped."""
    return lambda line: write(escaped(line.decode("utf-8")).encode("utf-8"))


def say(text: str) -> None:
    """Write a line to standard output."""
    click.echo(clean(text))


def write(content: bytes) -> None:
    """Write bytes for programs to standard output: as they are, but as clean text if that is a terminal."""
    if sys.stdout.isatty():
        content = clean(content.decode("utf-8", "replace")).encode("utf-8")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


class MessageStream:
    """Standard error for messages, warnings and tracebacks; what is written is cleaned.

    It has no `buffer`: bytes would pass by. Rich, which writes escape sequences of its own, finds the stream
    below under `rich_proxied_file`.
    """

    def __init__(self, below: TextIO) -> None:
        self._below = below

    def write(self, text: str) -> int:
        """Write the text, cleaned."""
        self._below.write(clean(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write the lines, cleaned."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Flush the stream below."""
        self._below.flush()

    def isatty(self) -> bool:
        """True if the stream below is a terminal."""
        return self._below.isatty()

    def fileno(self) -> int:
        """The file descriptor of the stream below."""
        return self._below.fileno()

    @property
    def encoding(self) -> str:
        """The encoding of the stream below."""
        return self._below.encoding

    @property
    def errors(self) -> str | None:
        """How the stream below writes what its encoding has no bytes for."""
        return self._below.errors

    @property
    def closed(self) -> bool:
        """True if the stream below is closed."""
        return self._below.closed

    @property
    def rich_proxied_file(self) -> TextIO:
        """The lowest stream, past other such streams."""
        below = self._below
        while (lower := getattr(below, "rich_proxied_file", None)) is not None:
            below = lower
        return below


@contextmanager
def clean_messages() -> Iterator[None]:
    """Inside the block everything that is written to standard error as text is cleaned.

    After an error it stays so: the traceback of a fault is written later.
    """
    before = sys.stderr
    sys.stderr = cast("TextIO", MessageStream(before))
    yield
    sys.stderr = before
