"""The checks of a draft by itself, and of its names against the sources'."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reconcile import desk
from reconcile.facets import checks as facet_checks
from reconcile.values import FACETS, SEVERITIES, Finding

CASES = Path(__file__).resolve().parents[1] / "cases"
Look = Callable[..., tuple[Finding, ...]]


def cases(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(findings: tuple[Finding, ...], code: str) -> list[str]:
    return ["|".join(e.text for e in f.evidence) for f in findings if f.code == code]


def test_every_check_has_code_facet_severity_and_a_docstring_of_its_own() -> None:
    codes = [c.code for c in desk.checks()]
    assert codes == sorted(set(codes))
    assert not set(codes) & {c.code for c in facet_checks()}
    for check in desk.checks():
        assert check.facet in FACETS
        assert check.severity in SEVERITIES
        for part in ("Asserts that", "An editor cares", "Example", "Known gaps"):
            assert part in check.doc, (check.code, part)


@pytest.mark.parametrize("case", cases("desk_alone.csv"), ids=lambda c: f"{c['code']}: {c['text'][:60]}")
def test_a_draft_by_itself(case: dict[str, str], look: Look) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    findings = look(case["text"], published=published)
    assert shown(findings, case["code"]) == ([case["expected"]] if case["expected"] else [])
    assert {f.code for f in findings} <= {case["code"]}


@pytest.mark.parametrize("case", cases("desk_names.csv"), ids=lambda c: f"{c['code']}: {c['draft'][:60]}")
def test_names_against_the_sources(case: dict[str, str], look: Look) -> None:
    findings = [f for f in look(case["draft"], [case["source"]]) if f.code == case["code"]]
    told = [f"{f.severity}:{'|'.join(e.text for e in f.evidence)}" for f in findings]
    assert told == ([case["expected"]] if case["expected"] else [])
    assert all(f.kind == "name-variant" and f.evidence[0].source == "draft" for f in findings)


REST = """

The ship was carrying 246 passengers, according to the port. It went down two miles off Cape Rollin.

Rescuers searched until dawn. The mayor, Paul Averne, said the town was in mourning. Waves were high.
"""


@pytest.mark.parametrize("case", cases("desk_carried.csv"), ids=lambda c: f"{c['headline']}: {c['note']}")
def test_headline_and_lead_against_the_body(case: dict[str, str], look: Look) -> None:
    text = f"{case['headline']}\n\n{case['lead']}{REST}\n{case['body']}\n"
    findings = look(text)
    assert shown(findings, "headline-not-carried") == ([case["expected"]] if case["expected"] else [])
    assert all(f.severity == "tension" for f in findings if f.code == "headline-not-carried")


def test_a_flash_need_not_carry_its_headline(look: Look) -> None:
    assert look("Ferry sinks, killing 15\n\nA ferry sank on Monday, killing 12 people, officials said.") == ()


def test_a_message_names_the_other_day(look: Look) -> None:
    (found,) = look("The fair opens on Monday, 3 July 2018.")
    assert found.message == "draft says Monday, but 3 July 2018 is a Tuesday."
    assert (found.kind, found.facet, found.severity, found.id) == ("discrepancy", "date", "conflict", "")
    assert [e.reading for e in found.evidence] == ["Monday", "2018-07-03"]


def test_a_spelling_shows_the_words_of_every_source(look: Look) -> None:
    sources = ["Spokesman Maurice Philbert said so.", "It was late, Maurice Philbert said."]
    (found,) = [f for f in look("Spokesman Maurise Philbert wept.", sources) if "spelling" in f.code]
    assert [e.source for e in found.evidence] == ["draft", "A", "B"]
    assert found.message == "draft writes Maurise Philbert, A and B Maurice Philbert."


def test_a_spelling_of_any_source_is_a_spelling_of_the_sources(look: Look) -> None:
    sources = ["Spokesman Maurice Philbert said so.", "Spokesman Maurise Philbert said so."]
    assert not [f for f in look("Spokesman Maurise Philbert wept.", sources) if "spelling" in f.code]


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens on Tuesday, 3 July 2018, and 12 people, eight men and four women, came.",
        "x" * 5000,
        "12, " * 3000,
        "Monday, " * 2000 + "July 3, 2018 " * 500,
        "of the 90, a third, " * 800,
        "from 40 to 50, or 20 percent " * 400,
        "born in 1980, 45, " * 800,
        "one man, " * 2000 + "and",
        "<!-- reconcile: allow " * 2000,
        "\u202e\ud800 Monday, 3 July \u0662\u0660\u0661\u0668, ½ of the ² people, a ³ %",
    ],
    ids=lambda t: repr(t[:24]),
)
def test_odd_text_raises_nothing(text: str, look: Look) -> None:
    for found in look(f"He came.\n\n{text}", ["He left."], house=(("A", ("B", "")), ("", ("x",)))):
        assert found.evidence


def test_the_same_draft_gives_the_same_findings(look: Look) -> None:
    text = "Ann Lee, 45, was born in 1980. The fair opens on Monday, 3 July 2018."
    assert look(text) == look(text)
    assert [f.code for f in look(text)] == ["age-birth-mismatch", "weekday-date-mismatch"]
