"""Encodings told apart, and bytes that are no text refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.errors import UndecodableInput
from reconcile.ingest.decode import decode

CURLY = (
    "“We have not given up,” said Mary Major. The ferry’s owner — a firm in Port Roe — paid €40,000 for it.\n"
)
CHINESE = "周四，一艘载有八十人的渡轮在港口附近沉没，海岸警卫队表示，目前有十二人失踪，搜救工作仍在进行。\n"
MIXED = "The ferry “Ocean Star” (海洋之星) sank on Thursday, the harbour office (港务局) said in Port Roe.\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (CURLY, "utf-8", "utf-8"),
        (CURLY, "utf-8-sig", "utf-8"),
        (CURLY, "utf-16", "utf-16-le"),
        (CURLY, "cp1252", "cp1252"),
        ("Plain words only.\n", "ascii", "utf-8"),
        ("A café in Port Roe.\n", "cp1252", "cp1252"),
        (CHINESE * 4, "gb18030", "gb18030"),
        (MIXED, "gb18030", "gb18030"),
        ("The “Ocean Star” sank, the owner’s office said…\n", "gb18030", "gb18030"),
        (CHINESE, "utf-8", "utf-8"),
    ],
)
def test_text_comes_back(text: str, encoding: str, expected: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, expected)


def test_utf16_big_endian() -> None:
    assert decode(b"\xfe\xff" + CURLY.encode("utf-16-be"), "a.txt") == (CURLY, "utf-16-be")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n rest", "PNG image"),
        (b"\xff\xd8\xff\xe0 rest", "JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1 rest", ".docx"),
        (b"{\\rtf1 rest}", "rich text"),
        (b"some\0bytes", "binary data"),
        (b"\xff\xfea", "utf-16-le but broken"),
        (("“" + "a’b “" * 20).encode() + b"\x92 and\nso on", "line 1 is broken UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(UndecodableInput, match=r"^a\.txt: ") as caught:
        decode(data, "a.txt")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=300))
def test_bytes_give_text_or_one_clear_error(data: bytes) -> None:
    message = "a.txt: "
    try:
        text, encoding = decode(data, "a.txt")
        text.encode(encoding)
    except UndecodableInput as fault:
        message = str(fault)
    assert message.startswith("a.txt: ")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_utf8_comes_back_whole(text: str) -> None:
    found, encoding = decode(text.encode("utf-8"), "a.txt")
    assert encoding in ("utf-8", "utf-16-le", "utf-16-be")
    assert found == text.removeprefix("\ufeff")
