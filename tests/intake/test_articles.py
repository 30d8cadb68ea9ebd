"""Several articles on one page."""

from __future__ import annotations

from datetime import UTC, datetime

from reportedly.intake.content import Given, with_address
from reportedly.intake.html import read_articles
from reportedly.model import Report

BRIEF = "<article><h2>{0}</h2><p>{0} on Friday, Ann Holt said.</p></article>"


def reports(body: str, head: str = "") -> list[Report]:
    markup = f"<html><head><title>Day</title>{head}</head><body>{body}</body></html>"
    return [r for r in read_articles(markup.encode(), Given(where="page.html")) if isinstance(r, Report)]


def test_briefs_stay_apart() -> None:
    found = reports("<h1>Day</h1>" + BRIEF.format("Bridge shut") + BRIEF.format("Ferry late"))
    assert [(r.title, r.text) for r in found] == [
        (name, f"{name} on Friday, Ann Holt said.") for name in ("Bridge shut", "Ferry late")
    ]


def test_posts_of_a_live_blog_have_heads_lists_and_times() -> None:
    post = '<div class="live-update"><span>{}</span><h3>{}</h3><ul><li>{}</li></ul></div>'
    day = '<meta property="article:published_time" content="2023-11-20T06:00:00Z">'
    body = post.format("09:30 GMT", "Roads shut", "The A1 is shut, he said") + post.format("8:15", "Snow", "It snows")
    roads, snow = reports(f"<main>{body}</main>", day)
    assert roads.text == "Roads shut\n\nThe A1 is shut, he said"
    assert roads.published_at == datetime(2023, 11, 20, 9, 30, tzinfo=UTC)
    assert snow.title == "Snow"


def test_links_to_other_stories_are_no_articles() -> None:
    card = '<article><h3><a href="/x">Elsewhere</a></h3><p>Read on.</p></article>'
    (report,) = reports("<article><h1>Ferry late</h1><p>The ferry was late, he said.</p></article>" + card * 3)
    assert report.title == "Ferry late"


def test_the_standfirst_of_a_live_blog_is_kept() -> None:
    post = (
        '<div class="live-post"><time datetime="2023-11-20T{0}:00Z">{0}</time><p>The {1} is shut, police say.</p></div>'
    )
    posts = post.format("09:30", "A1") + post.format("08:15", "B2")
    day = '<meta property="article:published_time" content="2023-11-20T06:00:00Z">'
    summary = "<ul><li>The governor said that roads would stay shut.</li><li>Read more</li></ul>"
    head = f"<nav><p>News from all over the country today.</p></nav><h1>Snow: live</h1><p>By Ann Lee</p>{summary}"
    for body in (f"{head}<main>{posts}</main>", f"<main><header>{head}</header><div>{posts}</div></main>"):
        first, *others = reports(body, day)
        assert first.text == "The governor said that roads would stay shut."
        assert first.published_at == datetime(2023, 11, 20, 6, tzinfo=UTC)
        assert len(others) == 2
    assert len(reports(f"<h1>Snow: live</h1><main>{posts}</main>", day)) == 2


def test_reports_of_one_page_have_addresses_of_their_own() -> None:
    """Two reports of one outlet at one address would revise each other."""
    own = '<link rel="canonical" href="https://post.example/day">'
    briefs = BRIEF.format("Bridge shut") + BRIEF.format("Ferry late")
    found = reports(briefs, own)
    assert len({r.url for r in found}) == 2
    assert {r.url for r in reports(BRIEF.format("Road open") + briefs, own)} > {r.url for r in found}
    named = list(with_address(reports(briefs), "https://post.example/day"))
    assert len({r.url for r in named if isinstance(r, Report)}) == 2
    (alone,) = with_address([Report(text="He left.")], "https://post.example/day")
    assert isinstance(alone, Report)
    assert alone.url == "https://post.example/day"
