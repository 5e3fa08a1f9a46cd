"""Changes that contradict: each planter yields copies of a statement in which one fact is another.

A planter changes every place of the statement that depends on the fact, and leaves out what could be a
rounding, a spelling, a part of a longer name or a figure of speech. Places are found by patterns of this
file, not by the readings of the package, so that what the package does not read is planted as well;
names are the package's own mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from planted_case import (
    Case,
    Edit,
    Page,
    Planter,
    case,
    everywhere,
    level,
    lists,
    named,
    quoted,
    stands,
    tokens_after,
    tokens_before,
    told,
)
from planted_figures import figure, in_dateline, magnitude, month, unit, weekday, year

from reconcile.data import words
from reconcile.values import Entity, Mention, View

_NEGATABLE = re.compile(r"\b(was|were|is|are|will|would|has|had|have|could|did|does) (?=[a-z])")
_NEGATED = re.compile(
    r"\b(was|were|is|are|will|would|has|had|have|could|did|does|do|can)( not|n't|n’t)(?= [a-z])"
)
_OPEN = re.compile(
    r"\b(if|whether|unless|how|when|what|why|as|than|like|so|nor|neither|whatever|wherever)\b", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(not|no|never|none|nothing|nobody|without|nor|neither|cannot|few|little)\b|n['’]t\b", re.IGNORECASE
)
_AFTER_AUX = frozenset(
    "also all always as because been being both certain even expected likely no not now nothing one only "
    "set still the too to under up what when where".split()
)
_NEAR_NAME = 7  # tokens between a role and the person that has it


def place(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another place of the same level, of the article or of a list; every mention in the statement."""
    for m in _once(named(view, "place")):
        known = level(m.text) or "metros"
        if known == "none" or (m.text.isupper() and in_dateline(told(view), m.end - view.statement.start)):
            continue
        own = [n for n in _others(page, m, "place") if level(n) == level(m.text) != ""]
        listed = [n for n in lists()[known] if n not in page.text]
        if not level(m.text):
            # A street or a quarter may lie in any city, a street not in another one.
            head = m.text.split()[-1] if " " in m.text else ""
            listed = [f"{n} {head}".strip() for n in lists()["towns"]]
        new = _pick(view, own if rng.random() < 0.5 else [], listed, rng)
        if new and not quoted(view, m.start, m.end):
            yield case("place", view, *everywhere(view, m.text, new))


def person(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another person of the article or of a list, in the same shape; every mention in the statement."""
    for m in _once(named(view, "person")):
        yield from _person("person", page, view, m, rng)


def _person(kind: str, page: Page, view: View, m: Mention, rng: Random) -> Iterator[Case]:
    mentions = [x for x in view.mentions if x.entity == m.entity and x.form in ("name", "short")]
    if any(x.text != m.text for x in mentions) or quoted(view, m.start, m.end):
        return  # two shapes of one name in one sentence: both would have to change
    short = len(m.text.split()) == 1
    own = [n for n in _others(page, m, "person") if len(n.split()) == len(m.text.split())]
    listed = [n.split()[-1] if short else n for n in lists()["persons"]]
    new = _pick(view, own if rng.random() < 0.5 else [], listed, rng)
    if new:
        yield case(kind, view, *everywhere(view, m.text, new))


def organisation(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another organisation; an acronym for an acronym."""
    for m in _once(named(view, "organisation")):
        short = m.text.isupper()
        own = [n for n in _others(page, m, "organisation") if n.isupper() == short]
        listed = lists()["acronyms"] if short else lists()["organisations"]
        new = _pick(view, own if rng.random() < 0.5 else [], listed, rng)
        given = told(view)[: m.start - view.statement.start].endswith("(")  # "the … Agency (KCNA)"
        if new and m.text[:1].isupper() and not given and not quoted(view, m.start, m.end):
            yield case("organisation", view, *everywhere(view, m.text, new))


def speaker(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Who is given as saying it is another person."""
    for a in view.statement.attributions:
        start, end = a.speaker_span
        held = [m for m in named(view, "person") if start <= m.start and m.end <= end]
        if a.speaker and held and not a.addressee:
            yield from _person("speaker", page, view, held[-1], rng)


def role(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another role beside a person's name."""
    text, people = (
        told(view),
        {m.start for m in named(view, "person")}
        | {m.start for m in view.mentions if m.kind == "person" and m.form in ("name", "short")},
    )
    for old, new in lists()["roles"]:
        for m in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w’'-])", text):
            start, end = view.statement.start + m.start(), view.statement.start + m.end()
            before, after = tokens_before(view, start, 2), tokens_after(view, end, _NEAR_NAME)
            if any(
                t.lower
                in (
                    "vice",
                    "deputy",
                    "assistant",
                    "former",
                    "prime",
                    "attorney",
                    "acting",
                    "lieutenant",
                    "ex",
                )
                for t in before
            ) or quoted(view, start, end):
                continue
            near = [t for t in after[: 2 if old[:1].isupper() else _NEAR_NAME] if t.start in people]
            longer = any(text[m.start() :].startswith(o) and len(o) > len(old) for o, _ in lists()["roles"])
            if (
                near
                and not longer
                and text.count(old) == 1
                and not (
                    after
                    and after[0].lower in ("general", "of")
                    and old in ("President", "president", "Secretary")
                )
            ):
                yield case("role", view, Edit(start, end, new))


def negation_in(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """A "not" after an auxiliary verb of a flat clause."""
    text = told(view)
    if "?" in text or _DENIES.search(text):
        return
    for m in _NEGATABLE.finditer(text):
        clause = re.split(r"[,;:“”\"—–]", text[: m.start()])[-1]
        after = text[m.end() :].split()[:1]
        if not clause.strip() or _OPEN.search(clause) or (after and after[0].strip(".,") in _AFTER_AUX):
            continue
        at = view.statement.start + m.end(1)
        yield case("negation in", view, Edit(at, at, " not"))


def negation_out(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """A "not" less."""
    text = told(view)
    if "?" in text or len(_DENIES.findall(text)) != 1:
        return
    for m in _NEGATED.finditer(text):
        clause = re.split(r"[,;:“”\"—–]", text[: m.start()])[-1]
        after = text[m.end() :].split()[0].strip(".,")
        if (
            _OPEN.search(clause)
            or after in words("polarity", "special")
            or after in ("yet", "until", "necessarily")
        ):
            continue
        start = view.statement.start + m.start(2)
        edits = [Edit(start, view.statement.start + m.end(2), "")]
        yield case("negation out", view, *edits)


def direction(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Rose for fell, rejected for approved."""
    text = told(view)
    for old, new in lists()["directions"]:
        found = list(re.finditer(rf"(?<!-)\b{old}\b(?!-)", text))
        if len(found) == 1 and not re.search(rf"\b{new}\b", text):
            m = found[0]
            after = text[m.end() :].split()[:1]
            if after in (["to"], ["than"]) and old in ("lower", "increase", "lost", "true", "rise"):
                continue
            start = view.statement.start + m.start()
            yield case("direction", view, Edit(start, start + len(old), new))


def quotation(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """One word inside quotation marks is another."""
    for q in view.statement.quotations:
        inside = [t for t in view.tokens if q.start <= t.start and t.end <= q.end]
        free = [
            t
            for t in inside[1:]
            if t.text.isalpha()
            and t.text.islower()
            and len(t.text) > 3
            and t.lower not in words("stop", "words")
            and t.lower != "never"
        ]
        if len([t for t in inside if t.stem]) < 5 or not free:
            continue
        t = rng.choice(free)
        ending = next((e for e in ("ing", "ed", "ly", "s") if t.lower.endswith(e)), "plain")
        new = rng.choice(lists()["quotation"][ending])
        yield case("quotation", view, Edit(t.start, t.end, new))


def _once(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The first mention of each entity."""
    return tuple({m.entity: m for m in reversed(mentions)}.values())[::-1]


def _others(page: Page, m: Mention, kind: str) -> list[str]:
    """Names of the article's other entities of a kind, none that shares a word with this one's names."""
    mine = next((e for e in page.entities if e.id == m.entity), None)
    own = {w.casefold() for v in (mine.variants if mine else ()) for w in v.text.split()}
    found = []
    for e in page.entities:
        if e.kind == kind and e.id != m.entity and not _kin(e, own):
            found += [
                v.text for v in e.variants if v.text[:1].isupper() and v.text.replace(" ", "").isalpha()
            ]
    return sorted(set(found))


def _kin(entity: Entity, own: set[str]) -> bool:
    return any(w.casefold() in own for v in entity.variants for w in v.text.split())


def _pick(view: View, own: list[str], listed: list[str], rng: Random) -> str:
    """A name that does not stand in the statement, the article's own where it has one; "" for none."""
    for names in (own, listed):
        free = [n for n in names if not stands(view, n)]
        if free:
            return rng.choice(free)
    return ""


# Kind of change: its planter, and the facets under which a report of it counts as right.
CHANGES: dict[str, tuple[Planter, frozenset[str]]] = {
    "figure": (figure, frozenset(["number", "date"])),
    "magnitude": (magnitude, frozenset(["number"])),
    "unit": (unit, frozenset(["number", "date"])),
    "weekday": (weekday, frozenset(["date"])),
    "month": (month, frozenset(["date"])),
    "year": (year, frozenset(["date"])),
    "place": (place, frozenset(["place", "name", "attribution", "role"])),
    "person": (person, frozenset(["name", "attribution", "role"])),
    "organisation": (organisation, frozenset(["name", "attribution", "role", "place"])),
    "role": (role, frozenset(["role", "name"])),
    "negation in": (negation_in, frozenset(["polarity", "attribution", "certainty"])),
    "negation out": (negation_out, frozenset(["polarity", "attribution", "certainty"])),
    "direction": (direction, frozenset(["polarity", "event", "attribution", "number"])),
    "speaker": (speaker, frozenset(["attribution", "name"])),
    "quotation": (quotation, frozenset(["quote"])),
}
