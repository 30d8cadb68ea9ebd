"""A note as HTML: CommonMark. HTML in it is text, pictures are links, headings stay below those of the page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_LEADS = re.compile(r"(?:https?://|mailto:|/(?!/)|#)[^\\\s]*", re.IGNORECASE)
"""Where a link may lead: to a page of the web, to an address of mail, or to a page of the same desk."""
_LOWER = 2
"""A page has a heading of its own, and one above its notes."""
_LOWEST = 6


def note_html(text: str) -> Markup:
    """The HTML of a note; nothing in it runs or loads anything, and links lead to pages and addresses of mail only."""
    return Markup(_reader().render(text))


@cache
def _reader() -> MarkdownIt:
    # Raw HTML is escaped, and so is a picture: it would be loaded from elsewhere.
    made = MarkdownIt("commonmark", {"html": False}).enable("strikethrough").disable("image")
    made.validateLink = lambda url: _LEADS.fullmatch(url) is not None  # type: ignore[method-assign]
    for name in ("heading_open", "heading_close"):
        made.add_render_rule(name, _heading)
    made.add_render_rule("link_open", _link)
    return made


def _heading(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: EnvType) -> str:
    tokens[index].tag = f"h{min(int(tokens[index].tag[1:]) + _LOWER, _LOWEST)}"
    return renderer.renderToken(tokens, index, options, _env)


def _link(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, _env: EnvType) -> str:
    tokens[index].attrSet("rel", "noopener noreferrer nofollow")
    return renderer.renderToken(tokens, index, options, _env)
