"""story.toml and the files of a command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reconcile.errors import MissingInput, SettingsError, TooFewSources
from reconcile.ingest import sources, story
from reconcile.ingest.stories import identifier

LEAD = "A ferry with 80 people on board sank off Cape Doe on Thursday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(LEAD)
    (tmp_path / "b.txt").write_text(
        f"---\npublisher: The Planet\ndate: 2021-03-05\n---\nFerry lost\n\n{LEAD}"
    )
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "story.toml"
    path.write_text(text)
    return path


def test_a_story(folder: Path) -> None:
    path = write(
        folder,
        'title = "Ferry"\ndraft = "draft.txt"\n[[source]]\npath = "a.txt"\npublisher = "The Herald"\n'
        'date = 2021-03-04\nwire = "AP"\nbyline = "Jane Doe"\nurl = "https://example.com"\n'
        '[[source]]\npath = "b.txt"\ndate = "5 March 2021"\n',
    )
    title, (a, b) = story(path)
    assert title == "Ferry"
    assert (a.id, a.source.publisher, a.source.published) == ("A", "The Herald", date(2021, 3, 4))
    assert (a.source.wire, a.source.byline, a.source.url) == ("AP", "Jane Doe", "https://example.com")
    assert (b.id, b.source.publisher, b.source.title) == ("B", "The Planet", "Ferry lost")
    assert sources([str(path)]) == (title, (a, b))


def test_what_a_story_says_of_a_source_wins(folder: Path) -> None:
    path = write(
        folder,
        '[[source]]\npath = "b.txt"\npublisher = "The Star"\ndate = 2021-03-09T10:00:00\ntitle = "T"\n',
    )
    _, (only,) = story(path)
    assert (only.source.publisher, only.source.published, only.source.title) == (
        "The Star",
        date(2021, 3, 9),
        "T",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel = 'x'\n[[source]]\npath = 'a.txt'\n", "line 1: unknown key titel; did you mean title?"),
        (
            "[[source]]\npath = 'a.txt'\n[[source]]\npath = 'b.txt'\npublishr = 'x'\n",
            "line 5: unknown key publishr; did you mean publisher?",
        ),
        ("[[sources]]\npath = 'a.txt'\n", "line 1: unknown key sources; did you mean source?"),
        ("[[source]]\npath = 'a.txt'\nqqq = 1\n", "line 3: unknown key qqq; known keys: byline, date"),
        ("title = 3\n[[source]]\npath = 'a.txt'\n", "line 1: title must be text in quotes, not a number"),
        ("[[source]]\npath = ['a.txt']\n", "line 2: path must be text in quotes, not a list"),
        ("[[source]]\npath = 'a.txt'\ndate = 'soon'\n", "line 3: date must be a date such as 2018-07-01"),
        ("[[source]]\npath = 'a.txt'\ndate = 10:00:00\n", "line 3: date must be a date"),
        ("[[source]]\npath = 'a.txt'\n[[source]]\npublisher = 'x'\n", "line 3: source 2 has no path"),
        ("source = 'a.txt'\n", "line 1: write each source as a table [[source]]"),
        ("[source]\npath = 'a.txt'\n", "line 1: write each source as a table [[source]]"),
        ("title = 'x'\n", "no sources; add a table [[source]]"),
        ("title = \n", "not TOML"),
        ("a = " + "[" * 5000, "not TOML"),
    ],
)
def test_a_faulty_story(folder: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        story(write(folder, text))
    assert "story.toml" in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_story_with_a_missing_article_names_it(folder: Path) -> None:
    with pytest.raises(MissingInput, match=r"gone\.txt: no such file"):
        story(write(folder, '[[source]]\npath = "gone.txt"\n'))


def test_files(folder: Path) -> None:
    title, articles = sources([str(folder / "a.txt"), str(folder / "b.txt")])
    assert (title, [a.id for a in articles]) == ("", ["A", "B"])


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([], "no article to compare"),
        (["a.txt"], "one article to compare"),
        (["a.txt", "b.txt", "a.txt"], r"a\.txt \(A\) and a\.txt \(C\) are the same file"),
        (["a.txt", "copy.txt"], r"a\.txt \(A\) and copy\.txt \(B\) are the same file"),
    ],
)
def test_too_few(folder: Path, names: list[str], message: str) -> None:
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    with pytest.raises(TooFewSources, match=message):
        sources([str(folder / name) for name in names])


def test_a_story_of_one_is_too_few(folder: Path) -> None:
    path = write(folder, '[[source]]\npath = "a.txt"\n')
    with pytest.raises(TooFewSources, match=r"story\.toml: one article to compare"):
        sources([str(path)])
    assert len(sources([str(path)], least=1)[1]) == 1


def test_standard_input_twice(folder: Path) -> None:
    with pytest.raises(TooFewSources, match="standard input can be read once"):
        sources(["-", "-"])


def test_a_story_file_among_articles(folder: Path) -> None:
    with pytest.raises(SettingsError, match="a story file stands alone"):
        sources([str(folder / "a.txt"), str(folder / "story.toml")])


def test_identifiers() -> None:
    assert [identifier(i) for i in (0, 1, 25, 26, 27, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"
    ]  # fmt: skip
