"""Files of every kind become articles; bad ones get one line that names file and cure."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import (
    EmptyInput,
    InputError,
    MissingInput,
    OversizedInput,
    ReconcileError,
    UndecodableInput,
    UnsupportedInput,
)
from reconcile.ingest import files, read

LEAD = "A ferry with 80 people on board sank off Cape Doe on Thursday, the coast guard said."
NEXT = "Rescuers pulled 68 people from the water before dark, and the search went on through the night."
QUOTE = (
    "“We have not given up,” said Captain Mary Major, who leads the search. “The water is warm for March.”"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ferry sinks off Cape Doe - The Daily Planet</title>
<meta property="og:site_name" content="The Daily Planet">
<meta property="og:title" content="Ferry sinks off Cape Doe">
<meta property="article:published_time" content="2021-03-04T08:15:00Z">
<meta name="author" content="Jane Doe">
<link rel="canonical" href="https://example.com/news/ferry">
<script>var a = "not a word of this";</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Ferry sinks off Cape Doe</h1>
<p>{LEAD}</p><p>{NEXT}</p><p>{QUOTE}</p><p>{QUOTE}</p>
<p>The ferry had left Port Roe at noon, and the ministry had inspected it in January.</p></article>
<footer><p>© 2021 The Daily Planet. All rights reserved.</p></footer></body></html>"""


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_text_is_the_file_as_decoded(tmp_path: Path, end: str) -> None:
    text = f"Ferry sinks{end}{end}{LEAD}{end}{end}  {NEXT}\t{end}"
    path = put(tmp_path, "a.txt", text)
    article = read(path, id="B")
    assert article.text == path.open(encoding="utf-8", newline="").read()
    assert article.source.id == "B"
    assert article.source.path == "a.txt"
    assert article.source.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.source.title == "Ferry sinks"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    text = f"---\npublisher: The Daily Planet\n---\n{LEAD}"
    article = read(put(tmp_path, "a.txt", b"\xef\xbb\xbf" + text.encode()))
    assert (article.text, article.source.publisher) == (text, "The Daily Planet")


def test_front_matter_fills_the_source(tmp_path: Path) -> None:
    head = "---\r\npublisher: 1984\r\ndate: 2021-03-04\r\nurl: https://example.com/a\r\nwire: AP\r\n---\r\n"
    article = read(put(tmp_path, "a.md", f"{head}# Ferry sinks\r\n\r\n{LEAD}\r\n"))
    source = article.source
    assert (source.publisher, source.published, source.title) == ("1984", date(2021, 3, 4), "Ferry sinks")
    assert (source.url, source.wire, source.encoding) == ("https://example.com/a", "AP", "utf-8")


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("publisher: x\ntitle: Mayor: I did", "a.txt, line 3: front matter cannot be read"),
        (
            "publisher: x\ndate: yesterday",
            "a.txt, line 3: the date yesterday is unclear; write it as 2018-07-01",
        ),
        ("date: 2021-06-31", "a.txt, line 2: the date 2021-06-31 is unclear"),
        ("title: " + "[" * 100, "a.txt: front matter is nested too deep"),
    ],
)
def test_front_matter_that_cannot_be_read(tmp_path: Path, head: str, message: str) -> None:
    with pytest.raises(UnsupportedInput) as caught:
        read(put(tmp_path, "a.txt", f"---\n{head}\n---\n{LEAD}"))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "written",
    ["2021-03-04", "2021-03-04T08:15:00Z", "4 March 2021", "March 4, 2021", "Thu, 04 Mar 2021 08:15:00 GMT"],
)
def test_dates_in_front_matter(tmp_path: Path, written: str) -> None:
    article = read(put(tmp_path, "a.txt", f"---\ndate: {written!r}\n---\n{LEAD}"))
    assert article.source.published == date(2021, 3, 4)


@pytest.mark.parametrize("name", ["a.html", "page", "a.txt"])
def test_a_web_page(tmp_path: Path, name: str) -> None:
    article = read(put(tmp_path, name, PAGE))
    source = article.source
    assert (source.publisher, source.published, source.byline) == (
        "The Daily Planet",
        date(2021, 3, 4),
        "Jane Doe",
    )
    assert (source.title, source.url) == ("Ferry sinks off Cape Doe", "https://example.com/news/ferry")
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind != "furniture"]
    assert told[:4] == ["Ferry sinks off Cape Doe", LEAD, NEXT, QUOTE]
    assert told.count(QUOTE) == 1
    assert "not a word of this" not in article.text


def test_a_page_in_a_declared_encoding(tmp_path: Path) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1252")
    article = read(put(tmp_path, "a.htm", page))
    assert QUOTE in article.text
    assert article.source.encoding == "cp1252"


def test_a_page_that_the_extractor_gives_up_on_is_stripped_of_its_tags(tmp_path: Path) -> None:
    page = "<html><head><script>no()</script></head><body><div>Ferry sinks<br>off Cape Doe.</div>"
    page += "<b>Twelve</b> missing"
    article = read(put(tmp_path, "a.html", page))
    assert "Ferry sinks" in article.text
    assert "Twelve missing" in article.text
    assert "no()" not in article.text


def test_a_page_without_words(tmp_path: Path) -> None:
    with pytest.raises(EmptyInput, match=r"a\.html: no article text"):
        read(put(tmp_path, "a.html", "<html><head></head><body><script>x</script></body></html>"))


@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
def test_a_word_file(tmp_path: Path, docx: Callable[..., bytes], name: str) -> None:
    article = read(put(tmp_path, name, docx("Ferry sinks", LEAD, QUOTE)))
    assert article.text == f"Ferry sinks\n\n{LEAD}\n\n{QUOTE}"
    assert [b.kind for b in article.blocks] == ["headline", "paragraph", "paragraph"]


def test_a_pdf(tmp_path: Path, pdf: Callable[..., bytes]) -> None:
    lines = (
        "Ferry sinks off Cape Doe",
        "A ferry with 80 people on board sank off Cape",
        "Doe on Thursday, the coast guard of the re-",
    )
    more = (
        "gion said. Twelve of those on board, among",
        "them a child, are still missing in the state-",
        "run park. The park is state-run since 1990.",
    )
    article = read(put(tmp_path, "a.pdf", pdf(*lines, *more)))
    told = [" ".join(article.text[b.start : b.end].split()) for b in article.blocks]
    assert told == [
        "Ferry sinks off Cape Doe",
        "A ferry with 80 people on board sank off Cape Doe on Thursday, the coast guard of the region said. "
        "Twelve of those on board, among them a child, are still missing in the state-run park. "
        "The park is state-run since 1990.",
    ]


def test_a_locked_pdf(tmp_path: Path, pdf: Callable[..., bytes]) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LEAD))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(UnsupportedInput, match=r"a\.pdf: the pdf is encrypted; remove its password"):
        read(put(tmp_path, "a.pdf", locked.getvalue()))


@pytest.mark.parametrize(
    ("name", "data", "error", "words"),
    [
        ("a.txt", b"", EmptyInput, "empty"),
        ("a.txt", b" \n\t \r\n", EmptyInput, "empty"),
        ("a.txt", "\ufeff\n\xa0".encode(), EmptyInput, "no article text"),
        ("a.txt", b"Advertisement\n\nShare\n", EmptyInput, "all is page furniture: navigation"),
        ("a.txt", b"---\ntitle: x\n---\n", EmptyInput, "all is page furniture: front matter"),
        ("a.jpg", b"\xff\xd8\xff\xe0 rest", UndecodableInput, "JPEG image"),
        ("a.txt", b"\x01\x02\x03\x04 chance", UndecodableInput, "binary"),
        ("a.docx", b"not a zip", UnsupportedInput, "Word file is broken"),
        ("a.docx", b"PK\x03\x04 torn", UnsupportedInput, "Word file is broken"),
        ("a.pdf", b"%PDF-1.4 torn", UnsupportedInput, "pdf is broken"),
        ("a.pdf", b"not a pdf", UnsupportedInput, "pdf is broken"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, data: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read(put(tmp_path, name, data))
    message = str(caught.value)
    assert name in message
    assert words in message
    assert "\n" not in message


def test_a_zip_that_is_no_word_file(tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", LEAD)
    with pytest.raises(UnsupportedInput, match="a zip archive, but no Word file"):
        read(tmp_path / "a.zip")


def test_a_scan(tmp_path: Path, pdf: Callable[..., bytes]) -> None:
    with pytest.raises(EmptyInput, match=r"a\.pdf: the pdf holds no text \(a scan\?\)"):
        read(put(tmp_path, "a.pdf", pdf()))


def test_an_empty_word_file(tmp_path: Path, docx: Callable[..., bytes]) -> None:
    with pytest.raises(EmptyInput, match="the Word file holds no text"):
        read(put(tmp_path, "a.docx", docx("")))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone.txt", "no such file"),
        (".", "a folder"),
        ("a\0b", "no such file"),
        ("x" * 5000, "cannot be opened"),
    ],
)
def test_names_that_lead_nowhere(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(MissingInput, match=words):
        read(f"{tmp_path}/{name}")


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(MissingInput, match="pages are not fetched; save the page"):
        read("https://example.com/a.html")


def test_control_characters_in_a_name_are_escaped(tmp_path: Path) -> None:
    with pytest.raises(MissingInput) as caught:
        read(f"{tmp_path}/a\n\x1b[31m.txt")
    assert "a\\n\\x1b[31m.txt" in str(caught.value)
    assert read(put(tmp_path, "b\x07.txt", LEAD)).source.path == "b\\x07.txt"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = put(tmp_path, "a.txt", LEAD)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnsupportedInput, match=r"a\.txt: no permission to read it"):
        read(path)


def test_a_text_larger_than_an_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_TEXT", 100)
    with pytest.raises(OversizedInput, match=r"a\.txt: 170 characters of text, more than 100"):
        read(put(tmp_path, "a.txt", "word " * 34))
    monkeypatch.setattr(files, "LARGEST_FILE", 50)
    with pytest.raises(OversizedInput, match=r"a\.txt: larger than"):
        read(put(tmp_path, "a.txt", "word " * 34))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"Ferry sinks\n\n{LEAD}\n".encode())))
    article = read("-")
    assert (article.source.path, article.source.title) == ("stdin", "Ferry sinks")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=200))
def test_a_written_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    whole = f"The ferry sank on Thursday.\n{text}"
    path = put(tmp_path_factory.getbasetemp(), "written.txt", whole)
    if files._control(whole):  # a hundredth of it or more
        with pytest.raises(UndecodableInput, match="binary"):
            read(path)
    else:
        assert read(path).text == whole


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf"]))
def test_any_bytes_give_an_article_or_one_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = put(tmp_path_factory.getbasetemp(), name, data)
    message = name
    try:
        assert any(b.kind != "furniture" for b in read(path).blocks)
    except ReconcileError as fault:
        message = str(fault)
    assert name in message
    assert "\n" not in message
