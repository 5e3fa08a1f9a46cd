"""Additions: what only one source says, weightiest first."""

from __future__ import annotations

import pytest

from reconcile.additions import EARLY, WEIGHTS, additions
from reconcile.ingest import lay_out
from reconcile.speech import attribute
from reconcile.split import split
from reconcile.values import Article, Mention, Reading, Source, Statement, View
from reconcile.views import build
from reconcile.words import tokenize


def view(source: str, index: int, text: str, **known: tuple[object, ...]) -> View:
    """A statement that stands late, unless `index` says otherwise."""
    statement = Statement(f"{source}{index + 1}", source, 0, len(text), text, 1, 0, index)
    return View(statement, Source(source), tokens=tokenize(text), **known)  # type: ignore[arg-type]


def whole(text: str, name: str = "A") -> tuple[View, ...]:
    """The views of a text as the pipeline makes them, without names."""
    article = lay_out(Article.from_text(text, name=name))
    return build([article], attribute(article, split(article)), ())


LONG = "Ships from the northern harbour carried timber toward distant markets."
LATE = EARLY + 3


def test_matched_statements_are_no_additions() -> None:
    views = [view("A", k, LONG) for k in range(4)]
    assert {a.statement for a in additions(views, {"A1", "A3"})} == {"A2", "A4"}
    assert additions(views, {"A1", "A2", "A3", "A4"}) == ()
    assert additions([], ()) == ()


def test_background_has_no_weight() -> None:
    (found,) = additions([view("A", LATE, LONG)], ())
    assert (found.weight, found.why, found.source) == (0, "background", "A")


def number(value: object) -> Reading:
    return Reading("number", 0, 1, "x", value)


class Ordinal:
    kind = "ordinal"


def name(kind: str, form: str) -> Mention:
    return Mention(0, 1, "x", kind, "A9", "A", form=form)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({"readings": (number(12),)}, "figure"),
        ({"readings": (number(Ordinal()),)}, "background"),
        ({"readings": (Reading("date", 0, 1, "x", None),)}, "date"),
        ({"mentions": (name("person", "name"),)}, "person or organisation named"),
        ({"mentions": (name("organisation", "acronym"),)}, "person or organisation named"),
        ({"mentions": (name("place", "name"),)}, "background"),
        ({"mentions": (name("person", "pronoun"),)}, "background"),
        ({"readings": (number(12), Reading("date", 2, 3, "x", None))}, "figure, date"),
    ],
)
def test_what_makes_a_statement_worth_a_call(known: dict[str, tuple[object, ...]], why: str) -> None:
    (found,) = additions([view("A", LATE, LONG, **known)], ())
    assert found.why == why
    assert found.weight == pytest.approx(sum(WEIGHTS.get(reason, 0) for reason in why.split(", ")))


def test_what_is_told_early_weighs_more() -> None:
    first, last, after = additions([view("A", k, LONG) for k in (0, EARLY - 1, EARLY)], ())
    assert (first.why, last.why, after.why) == ("told early", "told early", "background")


def test_a_short_statement_says_half() -> None:
    long, short = (
        additions([view("A", LATE, text, readings=(number(12),))], ())[0] for text in (LONG, "It was 12.")
    )
    assert short.weight == pytest.approx(long.weight / 2, abs=0.006)


def test_sources_stay_together_and_the_weightiest_comes_first() -> None:
    views = [
        view("B", 10, LONG),
        view("B", 11, LONG, readings=(number(12),)),
        view("A", 10, LONG),
        view("A", 11, LONG, readings=(number(12),)),
        view("A", 12, LONG),
    ]
    assert [a.statement for a in additions(views, ())] == ["B12", "B11", "A12", "A11", "A13"]


def test_all_signs_together_stay_within_one() -> None:
    assert sum(WEIGHTS.values()) <= 1


def test_a_quoted_named_speaker_goes_before_background() -> None:
    text = (
        "Tarrow market shut\n\nThe market in Tarrow shut on Monday. It was cold. Snow lay on the square. "
        "The wind was strong.\n\nThe old square is wide and many traders pass there every single week.\n\n"
        "“We lost 40 tons of cheese in that hall,” said Ida Roth."
    )
    found = [a for a in additions(whole(text), {"A1", "A2", "A3", "A4", "A5"}) if a.source == "A"]
    assert [a.statement for a in found] == ["A7", "A6"]
    assert found[0].why == "figure, named speaker, direct quotation"


def test_views_hold_what_is_known_of_a_statement() -> None:
    articles = [
        Article.from_text("A dam broke on Monday. Two men died.", name="A"),
        Article.from_text("Ida Roth wept because the dam broke.", name="B"),
    ]
    laid = [lay_out(a) for a in articles]
    statements = [s for a in laid for s in split(a)]
    ida = Mention(0, 8, "Ida Roth", "person", "B1", "B")
    later = Mention(23, 26, "dam", "organisation", "B1", "B")
    found = build(laid, statements, (later, ida))
    assert [v.statement.id for v in found] == ["A1", "A2", "B1"]
    assert [v.source.id for v in found] == ["A", "A", "B"]
    assert [v.mentions for v in found] == [(), (), (ida, later)]
    for v, article in zip(found, (laid[0], laid[0], laid[1]), strict=True):
        assert all(article.text[t.start : t.end] == t.text for t in v.tokens)
        assert all(article.text[r.start : r.end] == r.text for r in v.readings)
        assert v.clauses[0][0] == v.statement.start
        assert v.clauses[-1][1] == v.statement.end
    assert [laid[1].text[a:b] for a, b in found[2].clauses] == ["Ida Roth wept", "because the dam broke."]
    assert [r.text for r in found[0].of("date")] == ["Monday"]
    assert found[1].of("number")[0].text.startswith("Two")
