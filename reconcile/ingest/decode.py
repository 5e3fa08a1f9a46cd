"""Bytes → text: the encodings that newsrooms send, told apart; the offsets count from after a BOM.

Why not charset-normalizer alone: on English text with a few curly quotes, which is what a press
release in cp1252 is, a statistical guess flips between a dozen code pages. UTF-8 is tried
first, strictly; then the shape of the bytes above 127 decides (single ones: cp1252; pairs: an East
Asian encoding); what remains is left to charset-normalizer with a short list of candidates.
"""

from __future__ import annotations

import codecs
import re

from reconcile.errors import UndecodableInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# First bytes of files that people drop by mistake, with what they are.
_BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or image file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); save it as .docx"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"{\\rtf", "a rich text file; save it as .docx or .txt"),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_CANDIDATES = ["cp1252", "gb18030", "big5", "cp949", "cp932", "euc_jp", "cp1250", "cp1251"]
_EAST_ASIAN = ("gb18030", "big5", "cp949", "cp932", "euc_jp")
_MARKS = "“”‘’…—·"
MOSTLY_SINGLE = 0.6  # cp1252 prose gives single high bytes but for runs like ’”; pairs give almost none
MOSTLY_UTF8 = 3  # three sound characters a broken one: chance pairs in gb18030 give about one in two
PLAUSIBLE = 0.95  # share of the characters above ASCII that news in the encoding is made of
SAMPLE = 200_000  # bytes that a guess looks at; more only takes longer


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding; a byte order mark is left out of the text.

    Raises UndecodableInput, with `name` in the message, for binary data and for unknown encodings.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name), encoding
    for start, what in _BINARY:
        if data.startswith(start):
            raise UndecodableInput(f"{name}: this is {what}; give text, markdown, html, docx or pdf")
    if b"\0" in data:
        raise UndecodableInput(f"{name}: binary data, not text; give text, markdown, html, docx or pdf")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        _refuse_broken_utf8(data, fault, name)
    for encoding in _guesses(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UndecodableInput(f"{name}: text in no encoding that is known; save it as UTF-8")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise UndecodableInput(
            f"{name}: marked as {encoding} but broken at byte {fault.start}; save it again as UTF-8"
        ) from None


def _refuse_broken_utf8(data: bytes, fault: UnicodeDecodeError, name: str) -> None:
    """Raise where the bytes are UTF-8 but for a few: a guess would turn every curly quote to rubbish."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if c > "\x7f") - broken
    if sound >= MOSTLY_UTF8 * broken:
        line = data.count(b"\n", 0, fault.start) + 1
        raise UndecodableInput(f"{name}: line {line} is broken UTF-8; save the file again as UTF-8")


def _guesses(data: bytes) -> tuple[str, ...]:
    """The encodings to try, in order, for bytes that are not UTF-8."""
    runs = [len(run) for run in _HIGH.findall(data[:SAMPLE])]
    if runs and sum(1 for n in runs if n == 1) >= MOSTLY_SINGLE * len(runs):
        return ("cp1252", *_statistical(data))
    paired = all(n % 2 == 0 for n in runs)
    if paired and _chinese(data, marks=True):  # an English text: too little for statistics
        return ("gb18030",)
    best = _statistical(data)
    if best and best[0] in _EAST_ASIAN:
        return best
    if paired and _chinese(data):
        return ("gb18030", *best)
    return best


def _statistical(data: bytes) -> tuple[str, ...]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_isolation=_CANDIDATES).best()
    return () if best is None else (best.encoding,)


def _chinese(data: bytes, *, marks: bool = False) -> bool:
    """Whether the bytes above ASCII, read as gb18030, are Han, their marks and quotes (or quotes alone)."""
    try:
        high = [c for c in data.decode("gb18030") if c > "\x7f"]
    except UnicodeDecodeError:
        return False
    plain = sum(1 for c in high if c in _MARKS or (not marks and _is_han(c)))
    return plain >= (1 if marks else PLAUSIBLE) * len(high)


def _is_han(c: str) -> bool:
    """Whether a character is Han, a mark of Chinese writing or a full-width form."""
    return "\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or "！" <= c <= "～"
