"""Spelling slips: one entity that one source spells two ways which no usage explains."""

from __future__ import annotations

import pytest

from reconcile.spellings import CODE, slips
from reconcile.values import Article, Entity, Finding, Kind, Mention, Variant

TEXT = (
    "Marisol Vennart spoke at Tavelport. Marisol Vennatr left Tavelpotr. "
    "Marisol Vennart wept, and so did M. Vennart and the Tavelport crew."
)
OTHER = "Marisol Vennatr came to Tavelport."


def mentions(article: Article, names: dict[str, str]) -> list[Mention]:
    """Every place of each name, with its entity."""
    found = []
    for name, entity in names.items():
        at = article.text.find(name)
        while at >= 0:
            statement = f"{article.id}{1 + article.text.count('.', 0, at)}"
            kind: Kind = "place" if entity == "E2" else "person"
            found.append(
                Mention(at, at + len(name), name, kind, statement, article.id, entity=entity or None)
            )
            at = article.text.find(name, at + 1)
    return found


def entity(id: str, kind: Kind, *variants: tuple[str, str]) -> Entity:
    return Entity(id, kind, variants[0][0], "", tuple(Variant(text, source, 1) for text, source in variants))


A = Article.from_text(TEXT, name="A")
B = Article.from_text(OTHER, name="B")
NAMES = {"Marisol Vennart": "E1", "Marisol Vennatr": "E1", "Tavelport": "E2", "Tavelpotr": "E2"}


def found(*entities: Entity, names: dict[str, str] = NAMES) -> tuple[Finding, ...]:
    return slips((A, B), [*mentions(B, names), *reversed(mentions(A, names))], entities)


def test_a_slip_is_told_with_the_first_place_of_each_spelling() -> None:
    (slip,) = found(entity("E1", "person", ("Marisol Vennatr", "A"), ("Marisol Vennart", "A")))
    assert slip.message == "A spells one name two ways: Marisol Vennart and Marisol Vennatr."
    assert (slip.kind, slip.facet, slip.code, slip.severity) == ("name-variant", "name", CODE, "note")
    assert [(e.start, e.text) for e in slip.evidence] == [(0, "Marisol Vennart"), (36, "Marisol Vennatr")]
    assert all(A.text[e.start : e.end] == e.text for e in slip.evidence)
    assert slip.statements == ("A1", "A2")


def test_each_entity_has_its_own() -> None:
    told = found(
        entity("E1", "person", ("Marisol Vennart", "A"), ("Marisol Vennatr", "A"), ("Marisol Vennatr", "B")),
        entity("E2", "place", ("Tavelport", "A"), ("Tavelpotr", "A"), ("Tavelport", "B")),
    )
    assert [[e.text for e in f.evidence] for f in told] == [
        ["Marisol Vennart", "Marisol Vennatr"],
        ["Tavelport", "Tavelpotr"],
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Marisol Vennart", "A"), ("Marisol Vennatr", "B")),  # two sources: a house's own spelling
        (("Marisol Vennart", "A"), ("M. Vennart", "A")),  # an initial
        (("Marisol Vennart", "A"), ("Vennart", "A")),  # a surname
        (("Lee Sol-ju", "A"), ("Ri Sol-ju", "A")),  # two romanisations
        (("Jonathan Brandt", "A"), ("Jonathan Lindqvist", "A")),  # two names
    ],
)
def test_what_usage_explains_is_no_slip(left: tuple[str, str], right: tuple[str, str]) -> None:
    names = {left[0]: "E1", right[0]: "E1"}
    texts = {"A": "", "B": ""}
    for text, source in (left, right):
        texts[source] += f"{text} spoke. "
    articles = [Article.from_text(t, name=s) for s, t in texts.items()]
    seen = [m for a in articles for m in mentions(a, names)]
    assert slips(articles, seen, [entity("E1", "person", left, right)]) == ()


def test_a_spelling_without_a_place_is_not_told() -> None:
    both = entity("E1", "person", ("Marisol Vennart", "A"), ("Marisol Vennatr", "A"))
    assert slips((A, B), [], [both]) == ()
    assert found(both, names={"Marisol Vennart": "E1", "Marisol Vennatr": ""}) == ()
    assert found(both, names={"Marisol Vennart": "E1", "Marisol Vennatr": "E3"}) == ()
    assert found() == ()
