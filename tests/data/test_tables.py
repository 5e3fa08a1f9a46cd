"""The tables as they lie parsed beside their files: the same, and never used for a file that has changed."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from reconcile import data

NAMES = sorted(path.stem for path in data.FOLDER.glob("*.toml"))


@pytest.fixture
def forgotten() -> Iterator[None]:
    data.table.cache_clear()
    data._parsed.cache_clear()
    yield
    data.table.cache_clear()
    data._parsed.cache_clear()


def test_the_parsed_file_is_up_to_date() -> None:
    """Where this fails, a table was edited: run tools/parse_tables.py."""
    held = json.loads(data.PARSED.read_bytes())
    assert sorted(held) == NAMES
    for name in NAMES:
        raw = (data.FOLDER / f"{name}.toml").read_bytes()
        assert held[name] == {"crc32": data.crc32(raw), "table": tomllib.loads(raw.decode("utf-8"))}, name


@pytest.mark.usefixtures("forgotten")
def test_no_table_is_parsed_at_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "parse", lambda raw: pytest.fail("a table was parsed"))
    assert all(data.table(name) for name in NAMES)


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("broken", [b"", b"{", None])
def test_an_edited_table_counts_and_a_broken_file_is_done_without(
    broken: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (data.FOLDER / "kin.toml", data.FOLDER / "stop.toml", data.PARSED):
        shutil.copy(path, tmp_path)
    (tmp_path / "stop.toml").write_text('words = ["edited"]\n', "utf-8")
    if broken is not None:
        (tmp_path / data.PARSED.name).write_bytes(broken)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    monkeypatch.setattr(data, "PARSED", tmp_path / data.PARSED.name)
    assert data.table("stop") == {"words": ["edited"]}
    assert data.table("kin") == tomllib.loads((tmp_path / "kin.toml").read_text("utf-8"))
