"""docx → text with mammoth, pdf → text with pypdf; a broken or locked file gets one clear line."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from reconcile.errors import EmptyInput, OversizedInput, UnsupportedInput
from reconcile.ingest.markup import quiet

LARGEST_UNPACKED = 100_000_000  # bytes of xml in a docx; a hundred articles' worth, less than hurts
MOST_PAGES = 200  # of a pdf; a longer one is no article
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\xad": "", "\0": ""})
_BROKEN_WORD = re.compile(r"([^\W\d_]{2,40})-\n([^\W\d_]{2,40})(\S{0,20}) ?")


def docx(data: bytes, name: str) -> str:
    """Return a Word file's paragraphs, a blank line between them.

    Raises UnsupportedInput for a broken file or another kind of zip archive, OversizedInput,
    EmptyInput where it holds no text.
    """
    _check_zip(data, name)
    quiet()
    import mammoth

    try:
        text: str = mammoth.extract_raw_text(BytesIO(data)).value
    except Exception:  # mammoth lets any fault of zip, xml and its own reader through
        raise UnsupportedInput(f"{name}: the Word file is broken; open it and save it again") from None
    return _some(text.strip(), f"{name}: the Word file holds no text; check the file")


def _check_zip(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise UnsupportedInput(f"{name}: the Word file is broken; open it and save it again") from None
    if not any(m.filename == "word/document.xml" for m in members):
        raise UnsupportedInput(f"{name}: a zip archive, but no Word file; give text, html, docx or pdf")
    if sum(m.file_size for m in members if m.filename.endswith((".xml", ".rels"))) > LARGEST_UNPACKED:
        raise OversizedInput(f"{name}: the Word file unpacks to too much; give one article a file")


def pdf(data: bytes, name: str, most: int) -> str:
    """Return a pdf's text, words that were broken at a line's end joined again.

    Raises UnsupportedInput for a broken or encrypted file, EmptyInput for one without text (a
    scan), OversizedInput beyond `most` characters or MOST_PAGES pages.
    """
    quiet()
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
    except DependencyError:
        locked, pages = True, 0
    except Exception:  # pypdf lets any fault of a broken file through
        raise UnsupportedInput(f"{name}: the pdf is broken; export it again, or give its text") from None
    if locked:
        raise UnsupportedInput(f"{name}: the pdf is encrypted; remove its password, or give its text")
    if pages > MOST_PAGES:
        raise OversizedInput(f"{name}: {pages} pages, more than {MOST_PAGES}; give one article a file")
    text = _pages(reader, pages, name, most)
    return _some(
        _joined(text), f"{name}: the pdf holds no text (a scan?); run text recognition, or give its text"
    )


def _pages(reader: object, pages: int, name: str, most: int) -> str:
    """The text of all pages, each broken one left out unless all are."""
    texts: list[str] = []
    broken = 0
    for number in range(pages):
        try:
            texts.append(reader.pages[number].extract_text())  # type: ignore[attr-defined]
        except Exception:  # as above
            broken += 1
        if sum(map(len, texts)) > most:
            raise OversizedInput(f"{name}: more than {most:,} characters of text; give one article a file")
    if broken:
        raise UnsupportedInput(
            f"{name}: {broken} of {pages} pages are broken; export it again, or give its text"
        )
    return "\n".join(texts).strip()


def _joined(text: str) -> str:
    """The text with words that a line end broke made whole, as the rest of the text writes them."""
    text = text.translate(_LIGATURES)

    def whole(m: re.Match[str]) -> str:
        head, tail = m[1], m[2]
        kept = f"{head}-{tail}" in text or not tail.islower()  # "state-run" elsewhere; "Jong-\nUn"
        mark = "" if not kept and (head.islower() or f"{head}{tail}" in text) else "-"
        return f"{head}{mark}{tail}{m[3]}\n"  # the line's end moves behind the word, so that widths hold

    return _BROKEN_WORD.sub(whole, text)


def _some(text: str, message: str) -> str:
    """The text; raises EmptyInput with the message where it is white space alone."""
    if not text.strip():
        raise EmptyInput(message)
    # A lone surrogate can come out of a pdf's broken font table; it would not survive encoding.
    return text.encode("utf-8", "replace").decode("utf-8")
