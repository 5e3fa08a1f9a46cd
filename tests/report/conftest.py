"""Reports built by hand: what the pipeline would give, without a model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from reconcile.values import (
    Addition,
    Alignment,
    Article,
    Attribution,
    Block,
    Decision,
    Entity,
    Evidence,
    Fact,
    Finding,
    Kinship,
    NotCompared,
    Part,
    Report,
    Statement,
    Support,
    Variant,
)

A = """\
Menu
Barge runs aground at Pell

A barge with 12 crew ran aground at Pell on Monday.
The harbour was closed for two days, port officials said.
Captain Anna Lee blamed the fog.
Oil reached the beach.
"""
B = """\
A barge with 15 crew ran aground at Pell on Monday, the port said.
The harbour may reopen today.
Anna Ri, the captain, spoke of thick fog.
"""
C = """\
A barge ran aground at Pell.
A barge with 12 crew ran aground at Pell on Monday.
"""


@dataclass(frozen=True)
class Builder:
    """Makes articles, evidence and reports; offsets are looked up, never typed."""

    def article(self, name: str, text: str, publisher: str = "", **more: object) -> Article:
        made = Article.from_text(text, name=name, publisher=publisher)
        return replace(made, source=replace(made.source, **more))  # type: ignore[arg-type]

    def statements(self, article: Article, headline: int = 0) -> tuple[Statement, ...]:
        """One statement a line that is not blank, page furniture left out."""
        gone = {article.text.count("\n", 0, b.start) for b in article.blocks if b.kind == "furniture"}
        made: list[Statement] = []
        offset = 0
        for number, line in enumerate(article.text.splitlines(keepends=True)):
            words = line.strip("\n")
            if words.strip() and number not in gone:
                key = f"{article.id}{len(made) + 1}"
                part: Part = "headline" if number + 1 == headline else "body"
                made.append(
                    Statement(
                        key,
                        article.id,
                        offset,
                        offset + len(words),
                        words,
                        number + 1,
                        number,
                        len(made),
                        part,
                    )
                )
            offset += len(line)
        return tuple(made)

    def evidence(self, article: Article, words: str, reading: str = "") -> Evidence:
        start = article.text.index(words)
        return Evidence(article.id, start, start + len(words), words, reading)

    def report(self, *articles: Article, **more: object) -> Report:
        empty = Report(
            task="compare",
            version="1.2.3",
            model="tiny",
            settings="0f" * 32,
            articles=articles,
            statements=tuple(s for a in articles for s in self.statements(a)),
            alignments=(),
            facts=(),
            findings=(),
            additions=(),
            entities=(),
            not_compared=(),
        )
        return replace(empty, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def build() -> Builder:
    return Builder()


@pytest.fixture(scope="session")
def pair(build: Builder) -> tuple[Article, Article]:
    a = build.article(
        "A", A, "The Pell Post", path="a.txt", published=date(2020, 3, 2), title="Barge runs aground"
    )
    a = replace(a, blocks=(Block(0, 4, "furniture", "menu"),))
    return a, build.article("B", B, "Harbour News", path="/home/desk/b.txt", wire="CPA")


@pytest.fixture(scope="session")
def two(build: Builder, pair: tuple[Article, Article]) -> Report:
    a, b = pair
    crew = (build.evidence(a, "12 crew", "12"), build.evidence(b, "15 crew", "15"))
    open_ = (build.evidence(a, "was closed for two days"), build.evidence(b, "may reopen today"))
    names = (build.evidence(a, "Anna Lee"), build.evidence(b, "Anna Ri"))
    found = (
        Finding(
            "f3",
            "name-variant",
            "name",
            "name-spelling",
            "note",
            0.9,
            "Anna Lee and Anna Ri are one name",
            names,
        ),
        Finding(
            "f2", "discrepancy", "certainty", "certainty-shift", "tension", 0.95, "A is flat, B hedges", open_
        ),
        Finding(
            "f1",
            "discrepancy",
            "number",
            "number-mismatch",
            "conflict",
            0.7,
            "A says 12 crew, B says 15",
            crew,
        ),
    )
    lee = Entity(
        "E1",
        "person",
        "Anna Ri",
        "romanisations Lee/Ri",
        (Variant("Anna Lee", "A", 1), Variant("Anna Ri", "B", 2)),
    )
    pell = Entity("E2", "place", "Pell", "same spelling", (Variant("Pell", "A", 2), Variant("Pell", "B", 1)))
    alone = Entity("E3", "organisation", "Pell Port", "one spelling", (Variant("Pell Port", "B", 1),))
    return build.report(
        a,
        b,
        alignments=(Alignment("A2", "B1", 0.91234567, "discrepancy"),),
        facts=(
            Fact("F1", ("A2", "B1"), (("A", "agrees"), ("B", "differs")), 2),
            Fact("F2", ("A4", "B3"), (("A", "agrees"), ("B", "agrees")), 2),
        ),
        findings=found,
        additions=(Addition("A5", "A", 0.2, "detail"), Addition("A3", "A", 0.8, "figure, named speaker")),
        entities=(pell, alone, lee),
        not_compared=(NotCompared("B2", "no counterpart is plain"),),
    )


@pytest.fixture(scope="session")
def three(build: Builder, pair: tuple[Article, Article]) -> Report:
    a, b = pair
    c = build.article("C", C, "The Copy", wire="CPA")
    return build.report(
        a,
        b,
        c,
        facts=(
            Fact("F1", ("A2", "C2"), (("A", "agrees"), ("B", "silent"), ("C", "agrees")), 1),
            Fact("F2", ("B1", "C1"), (("A", "differs"), ("B", "agrees"), ("C", "agrees")), 2),
        ),
        kinships=(Kinship("A", "C", "near-verbatim text"),),
    )


DRAFT = """\
---
title: A barge aground
---
# Barge aground at Pell

A barge with 15 crew ran aground at Pell on Monday. Was it the fog?
The mayor resigned.
Captain Anna Lee blamed the fog.
"""


@pytest.fixture(scope="session")
def held(build: Builder, pair: tuple[Article, Article]) -> Report:
    """A draft held against two sources, with a finding of each kind and of each status."""
    a, b = pair
    draft = build.article("draft", DRAFT, path="draft.md", byline="Ben Roe")
    draft = replace(draft, blocks=(Block(0, DRAFT.index("# Barge") - 1, "furniture", "front matter"),))
    lines = "# Barge aground", "A barge with", "Was it the", "The mayor", "Captain Anna"
    told = []
    for n, first in enumerate(lines):
        start = DRAFT.index(first)
        stops = [
            DRAFT.index(lines[n + 1], start) if n + 1 < len(lines) else len(DRAFT),
            DRAFT.find("\n", start),
        ]
        words = DRAFT[start : min(stops)].rstrip()
        line = DRAFT.count("\n", 0, start) + 1
        told.append(Statement(f"draft{n + 1}", "draft", start, start + len(words), words, line, n, n))
    says = replace(build.statements(a)[3], attributions=(_said("Captain Anna Lee", a),))
    sources = (*build.statements(a)[:3], says, *build.statements(a)[4:], *build.statements(b))
    crew = (build.evidence(draft, "15 crew", "15"), build.evidence(a, "12 crew", "12"))
    fog = (
        build.evidence(draft, "Captain Anna Lee blamed"),
        build.evidence(a, "Captain Anna Lee blamed the fog."),
    )
    mayor = (build.evidence(draft, "The mayor resigned.", "not found in any source"),)
    inside = (build.evidence(draft, "Monday"), build.evidence(draft, "fog?"))
    lee = (build.evidence(draft, "Anna Lee"), build.evidence(b, "Anna Ri"))
    port = (build.evidence(draft, "Pell on Monday"), build.evidence(b, "Pell on Monday"))
    f = Finding
    found = (
        f(
            "f1",
            "discrepancy",
            "number",
            "number-mismatch",
            "conflict",
            0.9,
            "The draft says 15, A 12.",
            crew,
        ),
        f("f2", "discrepancy", "attribution", "voice", "tension", 0.8, "The draft and A differ.", fog),
        f(
            "f3",
            "unsupported",
            "event",
            "unsupported-statement",
            "tension",
            0.7,
            "No source says this.",
            mayor,
        ),
        f("f4", "discrepancy", "date", "weekday-date-mismatch", "conflict", 0.9, "Monday it is not.", inside),
        f("f5", "name-variant", "name", "name-spelling", "note", 0.9, "The draft has Lee, B Ri.", lee),
        f("f6", "discrepancy", "place", "place-mismatch", "conflict", 0.6, "The draft and B differ.", port),
    )
    gone = replace(found[5], status="dismissed", why="B has corrected itself")
    supports = (
        Support("draft1", "supported", ("A1", "B1")),
        Support("draft2", "contradicted", ("A2", "B1")),
        Support("draft3", "no claim"),
        Support("draft4", "unsupported"),
        Support("draft5", "partly", ("A4",)),
    )
    return build.report(
        draft,
        a,
        b,
        task="check",
        statements=(*told, *sources),
        findings=(*found[:5], gone),
        supports=supports,
        stale=(Decision("f0", "accept", "the port said so", "ann", "number-mismatch", "12 men"),),
    )


def _said(speaker: str, article: Article) -> Attribution:
    start = article.text.index(speaker)
    span = (start, start + len(speaker))
    return Attribution(
        speaker, span, "blamed", (span[1] + 1, span[1] + 7), (span[1] + 8, span[1] + 15), "indirect"
    )


# Each would act, vanish or lead astray if it were printed as it stands.
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"> <b>x</b> <!-- gone -->',
    "</span></b>**",
    "[click](javascript:alert(1)) ![p](https://t.example/p.gif)",
    "[ref]: https://evil.example 'title'",
    "`code` ``` fence",
    "```",
    "~~~ gone",
    "*a* **b** _c_ __d__ ~~e~~ ***f***",
    "a | b || c \\| d",
    "| a | b |",
    "|---|---|",
    "# heading",
    "###### six",
    "> quote",
    "- item",
    "+ item",
    "* item",
    "1. one",
    "23) two",
    "1986. A year.",
    "---",
    "===",
    "***",
    ":--",
    "&lt;b&gt; &amp; &#60; &copy; AT&T R&D;",
    "\\ \\\\ \\* ends \\",
    "https://evil.example www.evil.example http://x ftp://y",
    "desk@evil.example @octocat #12 GH-7 :tada: mailto:x xmpp:y",
    "$x^2$ $$y$$ $40,000 and $5",
    "    indented",
    "\ttab",
    "two\nlines\r\nand\n\n# three",
    "trailing two  \nspaces",
    "\x1b[31mred\x1b[0m \x07 \x00 \x9b2J \x7f",
    "over\u202eride\u202c \u2066x\u2069 \u200b \ufeff",
    "lone \ud800 surrogate, \U000e0041 tag, \ue000 private",
    "“so”he 12 (said) “x”",
    "[!NOTE] [x] [^1]",
    "- [ ] task",
    "<https://evil.example> <a@b.example>",
    "line\u2028sep\u2029arated\x85next",
    "{{ 7*7 }} ${HOME} %s {0}",
    "فارسی‌ها 平壤 naïve",
)


@pytest.fixture(params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def poisoned(build: Builder) -> Callable[..., Report]:
    """Return a function that makes a report with the text at every place that an article's words reach.

    It is of a draft and one source, or of two articles.
    """

    def make(text: str, task: str = "check") -> Report:
        line = " ".join(text.split("\n"))
        one, two = ("draft", "A") if task == "check" else ("A", "B")
        a = build.article(
            one, f"{line} 12 people.\nOnly here {line}\n", line, title=line, path=line, wire=line, byline=line
        )
        a = replace(a, blocks=(Block(0, 1, "furniture", line),))
        b = build.article(two, f"x{line}\n", line, byline=line)
        read = tuple(Statement(f"{x.id}1", x.id, 0, len(x.text) - 1, x.text[:-1], 1, 1, 0) for x in (a, b))
        whole = tuple(Evidence(s.source, s.start, s.end, s.text, line) for s in read)
        found = (
            Finding("f0", "discrepancy", "name", "name-mismatch", "conflict", 1.0, line, whole),
            Finding("f1", "unsupported", "name", "name-mismatch", "conflict", 1.0, line, whole),
            Finding("f2", "name-variant", "name", "name-mismatch", "conflict", 1.0, line, whole),
        )
        found += tuple(
            replace(found[0], id=f"f{n}", status=status, why=line)
            for n, status in enumerate(("dismissed", "accepted", "fixed"), 3)
        )
        variants = (Variant(line, one, 1), Variant(line + "x", two, 1))
        first, second = (s.id for s in read)
        return build.report(
            a,
            b,
            task=task,
            model=line,
            statements=read,
            facts=(Fact("F1", (first, second), ((one, "agrees"), (two, "agrees")), 1),),
            findings=found,
            additions=(Addition(first, one, 1.0, line),),
            entities=(
                Entity("E1", "person", line, line, variants),
                Entity("E2", "place", line, line, variants[:1]),
            ),
            not_compared=(NotCompared(first, line),),
            kinships=(Kinship(one, two, line),),
            supports=(Support(first, "supported", (second,)),),
            stale=(Decision(line, "accept", line, line, line, line),),
        )

    return make
