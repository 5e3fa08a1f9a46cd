"""One file → one Article: what kind of file it is, its bytes, its text, its source.

The kind is told from the content first, for what begins in a plain way (a docx named .txt is still
a docx), and then from the suffix; everything else is text.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Literal

from reconcile.errors import EmptyInput, MissingInput, OversizedInput, UndecodableInput, UnsupportedInput
from reconcile.ingest import front, markup, office
from reconcile.ingest.decode import decode
from reconcile.ingest.faults import shown
from reconcile.ingest.layout import lay_out
from reconcile.values import Article, Source

LARGEST_TEXT = 5_000_000  # characters: forty times the longest report; more is an archive or a mistake
LARGEST_FILE = 50_000_000  # bytes: a docx or pdf with pictures; a larger file is not read at all
STDIN = "-"
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_STARTS = (b"<!doctype html", b"<html")
_SNIFF = 2_000  # bytes; a page's <html> may stand after an XML declaration and comments

Kind = Literal["text", "html", "docx", "pdf"]


def read(path: str | Path, *, id: str = "A") -> Article:
    """Return the article in a file, laid out; "-" reads standard input.

    `path` may name text, markdown, html, docx or pdf. Raises an InputError (see reconcile.errors)
    that names the file and says what to do.
    """
    return article(str(path), load(path), id)


def load(path: str | Path) -> bytes:
    """Return a file's bytes; raises MissingInput, UnsupportedInput (no permission) or OversizedInput."""
    name = shown(path)
    if str(path) == STDIN:
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    else:
        if str(path).startswith(("http://", "https://")):
            raise MissingInput(f"{name}: pages are not fetched; save the page and give the file")
        data = _bytes(Path(path), name)
    if len(data) > LARGEST_FILE:
        raise OversizedInput(f"{name}: larger than {LARGEST_FILE // 1_000_000} MB; give one article a file")
    return data


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise MissingInput(f"{name}: a folder, not a file; name the articles in it")
        if not path.exists():
            raise MissingInput(f"{name}: no such file; check the name")
        if not path.is_file():
            raise MissingInput(f"{name}: not a regular file; give a file, or - for standard input")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except PermissionError:
        raise UnsupportedInput(f"{name}: no permission to read it; change its mode or copy it") from None
    except (OSError, ValueError) as fault:  # a name with a NUL or too long for the system
        reason = getattr(fault, "strerror", None) or "not a file name"
        raise MissingInput(f"{name}: cannot be opened ({reason}); check the name") from None


def kind(data: bytes, name: str) -> Kind:
    """Return what kind of file the bytes are, by their beginning, else by the suffix of the name."""
    suffix = Path(name).suffix.casefold()
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    head = data[:_SNIFF].lstrip(b"\xef\xbb\xbf \t\r\n\0").lower()
    if suffix in _HTML_SUFFIXES or head.startswith(_HTML_STARTS):
        return "html"
    if head.startswith((b"<?xml", b"<!--")) and b"<html" in head:
        return "html"
    if suffix == ".docx":
        return "docx"
    return "pdf" if suffix == ".pdf" else "text"


def article(path: str, data: bytes, id: str, known: Source | None = None) -> Article:
    """Return the article in a file's bytes; `known` holds what a story file says of it, which wins."""
    name = "standard input" if path == STDIN else shown(path)
    if not data.strip():
        raise EmptyInput(f"{name}: empty; give a file with an article in it")
    source = replace(
        known or Source(id),
        id=id,
        path="stdin" if path == STDIN else shown(Path(path).name),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    text, source = _text(kind(data, path), data, name, source)
    if len(text) > LARGEST_TEXT:
        raise OversizedInput(
            f"{name}: {len(text):,} characters of text, more than {LARGEST_TEXT:,}; give one article a file"
        )
    return _checked(lay_out(Article(source, text)), name)


def _text(found: Kind, data: bytes, name: str, source: Source) -> tuple[str, Source]:
    """The text in the bytes, and the source with what the file says of itself."""
    if found == "docx":
        return office.docx(data, name), source
    if found == "pdf":
        return office.pdf(data, name, LARGEST_TEXT), source
    if found == "html":
        text, encoding = markup.decoded(data, name)
        if len(text) > LARGEST_TEXT:
            return text, source
        return markup.extract(text, replace(source, encoding=encoding))
    text, encoding = decode(data, name)
    if _control(text):
        raise UndecodableInput(f"{name}: binary data, not text; give text, markdown, html, docx or pdf")
    _check_front(text, name)
    return text, replace(source, encoding=encoding)


CONTROL = 0.01  # share of control characters: text has none but stray form feeds, chance bytes have a tenth


def _control(text: str) -> bool:
    """Whether a text is full of control characters, as bytes that happen to decode are."""
    head = text[:20_000]
    return sum(1 for c in head if (c < " " and c not in "\t\n\r\f\v") or c == "\x7f") > CONTROL * len(head)


def _check_front(text: str, name: str) -> None:
    """Raise where front matter cannot be read: its date decides what "Monday" means."""
    end = front.span(text)
    said = front.fields(text, name).get("date", "") if end else ""
    if said and front.day(said) is None:
        line = next(
            (n for n, row in enumerate(text[:end].splitlines(), 1) if row.casefold().startswith("date")), 1
        )
        raise UnsupportedInput(
            f"{name}, line {line}: the date {shown(said)} is unclear; write it as 2018-07-01"
        )


def _checked(found: Article, name: str) -> Article:
    """The article; raises where nothing in it could be compared."""
    if all(b.kind == "furniture" for b in found.blocks):
        raise EmptyInput(f"{name}: no article text in it ({_only(found)}); check the file")
    return found


def _only(found: Article) -> str:
    whys = sorted({b.why for b in found.blocks})
    return f"all is page furniture: {', '.join(whys)}" if whys else "white space alone"
