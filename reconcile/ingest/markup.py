"""A web page → the report's text and what the page says of its source.

The text is trafilatura's (Barbaresi 2021, https://aclanthology.org/2021.acl-demo.15), which was
best of the extractors compared there; where it finds nothing, the tags alone are stripped. Nothing
is fetched. The date is read from the page's metadata alone, against a fixed latest day: htmldate's
own default is today, which would make a report depend on the day it was made.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from reconcile.ingest import front
from reconcile.ingest.decode import decode
from reconcile.values import Source

MOST_TAGS = 40_000  # a long report's page has a tenth; at this many trafilatura takes five seconds
LATEST = "2100-12-31"  # no page is from later; fixed, so that no clock is read
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{2,30})", re.I)
_SUFFIX = re.compile(r"\s+[|\-–—»·]\s+([^|–—»·]{2,60})$")
_SPACES = re.compile(r"[^\S\n]+")
# Encodings that pages declare; Python knows others ("unicode_escape") that are none of a page.
_PAGE_ENCODING = re.compile(
    r"(?:cp|windows-|iso-8859-|koi8-|gb|big5|euc-|utf-(?:8|16)|mac)[\w-]{0,20}|latin1|shift_jis"
)
# fmt: off
_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "head", "nav", "footer", "form", "svg", "button", "iframe",
))
_ENDS_LINE = frozenset((
    "p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "blockquote", "article",
    "section",
))
# fmt: on


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return a page's text and encoding: UTF-8 where it is, then what the page declares, then a guess."""
    declared = _CHARSET.search(data[:4096])
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared:
        encoding = _wider(declared[1].decode("ascii", "replace").casefold())
        try:
            if _PAGE_ENCODING.fullmatch(encoding):
                return data.decode(encoding), encoding
        except (LookupError, UnicodeError):
            pass
    return decode(data, name)


def _wider(encoding: str) -> str:
    """The encoding that browsers take for a declared one (WHATWG Encoding Standard, section 4.2)."""
    wider = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
    wider |= {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "shift_jis": "cp932", "us-ascii": "cp1252"}
    return wider.get(encoding, encoding)


def quiet() -> None:
    """Keep the libraries' log lines off the terminal: only the command line prints."""
    for name in ("trafilatura", "htmldate", "courlan", "justext", "pypdf", "mammoth", "charset_normalizer"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
            logger.propagate = False


def extract(page: str, source: Source) -> tuple[str, Source]:
    """Return the report's text, its headline first, and the source with the page's metadata.

    What the source says already (from a story file) wins over the page. The text is '' where the
    page holds none.
    """
    found = _extracted(page)
    text = _tidy(found.text or "") if found else ""
    text = text or _tidy(_stripped(page))
    if found is None:
        return text, source
    publisher = source.publisher or _line(found.sitename)
    title = _headline(_line(found.title), publisher)
    if title and text and not _same(text.split("\n", 1)[0], title):
        text = f"{title}\n\n{text}"
    known = replace(
        source,
        publisher=publisher,
        published=source.published or front.day(found.date or ""),
        title=source.title or title,
        byline=source.byline or " and ".join(n.strip() for n in _line(found.author).split(";") if n.strip()),
        url=source.url or _line(found.url),
    )
    return text, known


def _extracted(page: str) -> Any:
    """trafilatura's document, None where it found nothing or failed on a broken page."""
    if page.count("<") > MOST_TAGS:
        return None
    quiet()
    import trafilatura

    dates = {"original_date": True, "extensive_search": False, "max_date": LATEST}
    try:
        return trafilatura.bare_extraction(
            page,
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except Exception:  # a parser fed with hostile markup may raise anything; the strip below answers
        return None


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _headline(title: str, publisher: str) -> str:
    """A page's title without the site's name behind a bar or dash."""
    m = _SUFFIX.search(title)
    return title[: m.start()] if m and publisher and _same(m[1], publisher) else title


def _same(left: str, right: str) -> bool:
    return [c for c in left.casefold() if c.isalnum()] == [c for c in right.casefold() if c.isalnum()]


def _tidy(text: str) -> str:
    """Text with one blank line between paragraphs and single spaces within."""
    rows = (_SPACES.sub(" ", row).strip() for row in text.splitlines())
    return "\n\n".join(row for row in rows if row)


def _stripped(page: str) -> str:
    """The page without its tags: a plain walk over lxml's tree; '' where it is no markup at all."""
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    skip = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        skipped = not isinstance(node.tag, str) or node.tag in _SKIPPED
        if event == "start":
            skip += skipped
            if not skip:
                parts.append((node.text or "").replace("\n", " "))
            continue
        skip -= skipped
        if node.tag in _ENDS_LINE:
            parts.append("\n")
        if not skip:
            parts.append((node.tail or "").replace("\n", " "))
    return "".join(parts)
