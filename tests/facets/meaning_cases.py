"""Cases for the facets of meaning: two texts with names marked, and what a check must say of them.

A name is marked as {Ada Brandt=E1} (a person) or {Brno=E2:place}; the number is the entity's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reconcile.facets import Judge
from reconcile.values import Difference, Entity, Mention, Pair, Source, Statement, Variant, View
from reconcile.words import tokenize

CASES = Path(__file__).parent.parent / "cases"
_MARK = re.compile(r"\{([^{}=]*)=(E\d+)(?::(\w+))?\}")


def rows(facet: str) -> list[tuple[str, str, str, str]]:
    """Return the rows of a table of cases: left, right, expected ("" for silence), note."""
    with (CASES / f"{facet}.csv").open(encoding="utf-8", newline="") as file:
        return [(r["left"], r["right"], r["expected"], r["note"]) for r in csv.DictReader(file)]


def view(marked: str, source: str, offset: int = 0, published: date | None = None) -> View:
    """Return the view of a text with marked names, which stands `offset` characters into its article."""
    text, mentions, last = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[last : m.start()]
        start, kind = offset + len(text), m.group(3) or "person"
        text += m.group(1)
        last = m.end()
        mentions.append(
            Mention(start, start + len(m.group(1)), m.group(1), kind, f"{source}1", source, entity=m.group(2))  # type: ignore[arg-type]
        )
    text += marked[last:]
    statement = Statement(f"{source}1", source, offset, offset + len(text), text, 1, 0, 0)
    return View(statement, Source(source, published=published), tokenize(text, offset), (), tuple(mentions))


def entities(*views: View) -> dict[str, Entity]:
    """Return the entities of the marked names, with where each spelling stands."""
    found: dict[str, Entity] = {}
    for mention in (m for v in views for m in v.mentions):
        known = found.get(mention.entity or "")
        earlier = known.variants if known else ()
        variants = (*earlier, Variant(mention.text, mention.source, 1))
        name = mention.entity or ""
        found[name] = Entity(name, mention.kind, mention.text, "", variants)
    return found


def differences(judges: Sequence[Judge], left: str, right: str, offset: int = 0) -> list[Difference]:
    """Return what the checks say of two texts, A's and B's."""
    a, b = view(left, "A", offset), view(right, "B", 7)
    pair = Pair(a, b, 0.8, 0.8, entities(a, b))
    return [d for judge in judges for d in judge(pair) if isinstance(d, Difference)]


def assert_holds(judges: Sequence[Judge], left: str, right: str, expected: str) -> None:
    """Assert what a row says, both ways round: severity and both sides' words ("conflict|rose|fell")."""
    for turned in (False, True):
        found = differences(judges, *((right, left) if turned else (left, right)))
        if not expected:
            assert found == []
            continue
        severity, *words = expected.split("|")
        assert len(found) == 1
        assert found[0].severity == severity
        assert [found[0].left.text, found[0].right.text] == (words[::-1] if turned else words)
        assert found[0].message.startswith("A ")
        assert found[0].left.text in found[0].message
        assert found[0].right.text in found[0].message
        assert 0 < found[0].confidence <= 1


def assert_exact(judges: Sequence[Judge], left: str, right: str) -> None:
    """Assert that the words of each side stand at the place given, and that a text agrees with itself."""
    for found in differences(judges, left, right, offset=40):
        for evidence, marked, source, offset in ((found.left, left, "A", 40), (found.right, right, "B", 7)):
            text = view(marked, source, offset).statement.text
            assert text[evidence.start - offset : evidence.end - offset] == evidence.text != ""
            assert evidence.source == source
    assert differences(judges, left, left) == []
    assert differences(judges, right, right) == []
