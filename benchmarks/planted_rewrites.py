"""Harmless rewrites: the same fact in other words, digits, marks or order. Nothing inside quotation marks.

Each is made only where it is surely the same: a weekday becomes a date only beside a past tense and with
the article's day known, a name becomes another of the article's own forms of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from planted_case import Case, Edit, Page, Planter, case, level, lists, named, quoted, told

from reconcile.values import View

_MARKS = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_FRACTIONS = {"20": "a fifth", "25": "a quarter", "50": "half", "75": "three quarters"}
_LEADING = re.compile(
    r"(In|On|At|After|Before|During|By|Since|Last|Earlier|Until) ([^,;:“”\"()]{2,60}), "
    r"([^“”\"();:?]{20,200})\.$"
)
_PASSIVE = re.compile(
    r"^([A-Z][^,;:“”\"()]{2,60}) (?:was|were) ([a-z]+ed|shot|hit|struck|led|built|made|bought|sold) by "
    r"((?:[\w’'-]+ ){0,4}?[\w’'-]+)((?: (?:after|at|during|in|last|near|on|while)\b|,)[^“”\"();:?]*)?\.$"
)
_JOINED = re.compile(
    r"^([^“”\"();:?]{25,160}), (?:and|but) ((?:he|she|it|they|the|an?|[A-Z][a-z]+) [^“”\"();:?]{15,160}\.)$"
)
_AHEAD = frozenset(
    "could may might next plan planned plans scheduled should tomorrow upcoming until will would".split()
)
_SAID_AFTER = re.compile(r"[,!?]['\"’”]+ ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}) said(?=,|\.$)")
_SAID_BEFORE = re.compile(r"[,!?]['\"’”]+ said ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})(?=,|\.$)")


def _plain(view: View, pattern: str) -> Iterator[re.Match[str]]:
    """Matches outside quotation marks."""
    base = view.statement.start
    for m in re.finditer(pattern, told(view)):
        if not quoted(view, base + m.start(), base + m.end()):
            yield m


def _edit(view: View, m: re.Match[str], new: str, group: int = 0) -> Edit:
    return Edit(view.statement.start + m.start(group), view.statement.start + m.end(group), new)


def percent_sign(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "25 percent" and "25%"."""
    for m in _plain(view, r"(?<=\d) (?:percent|per cent)\b(?! point)"):
        yield case("percent sign", view, _edit(view, m, "%"))
    for m in _plain(view, r"(?<=\d)%"):
        yield case("percent sign", view, _edit(view, m, " percent"))


def fraction(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "25 percent of" and "a quarter of"."""
    for m in _plain(view, r"(?<![\d.,-])(20|25|50|75)(?: percent| per cent|%)(?= of )"):
        if not re.search(r"(?:than|about|to|and|least|the|a) $", told(view)[: m.start()]):
            yield case("fraction", view, _edit(view, m, _FRACTIONS[m[1]]))


def digits_words(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "two" and "2", "12" and "twelve"."""
    small, months = lists()["small"], "|".join(x[:3] for x in lists()["months"])
    listed = "|".join(small[2:])
    for m in _plain(view, rf"\b({listed})\b(?= [a-z])(?! or\b)"):
        if not re.search(
            rf"(?:one|{listed}|half|point|o|or|by|number) $", told(view)[: m.start()].casefold()
        ):
            yield case("digits and words", view, _edit(view, m, str(small.index(m[1]))))
    for m in _plain(
        view, r"(?<![\w.,:$€£/-])([2-9]|1[0-9]|20)(?= [a-z]{4,})(?! (?:percent|million|billion|trillion))"
    ):
        if not re.search(
            rf"(?:{months})[a-z]*\.? $|(?:{'|'.join(lists()['not_counts'])})\.? $|[A-Z]\w* $",
            told(view)[: m.start()],
        ):
            yield case("digits and words", view, _edit(view, m, small[int(m[1])]))


def thousands(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "1,200" and "1.2 thousand", "2 million" and "2,000,000"."""
    for m in _plain(view, r"(?<![\w.,])(\d{1,3}),(\d)00(?![\d,]|\.\d|-)(?! (?:block|million|thousand))"):
        yield case("thousands", view, _edit(view, m, f"{m[1]}{'.' + m[2] if m[2] != '0' else ''} thousand"))
    for m in _plain(view, r"(?<![\w.,-])(\d{1,3})(?:\.(\d))? million\b(?! (?:to|or|and)\b)"):
        yield case("thousands", view, _edit(view, m, f"{m[1]},{m[2] or 0}00,000"))


def weekday_date(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "on Monday" and "on April 30", given the day of the article."""
    day, weekdays, months = page.article.source.published, lists()["weekdays"], lists()["months"]
    if day is None or {w.strip(".,").casefold() for w in told(view).split()} & _AHEAD:
        return
    beside = "|".join([*(x[:3] for x in months), "night", "morning", "afternoon", "evening"])
    for m in _plain(view, rf"\b[Oo]n ({'|'.join(weekdays)})(?=[ ,.](?! ?(?:{beside})))"):
        recent = (day - timedelta(k) for k in range(7))
        found = next(d for d in recent if d.weekday() == weekdays.index(m[1]))
        yield case("weekday and date", view, _edit(view, m, _spelled(found), 1))
    for m in _plain(view, rf"\b[Oo]n (({'|'.join(months)}) (\d{{1,2}}))(?![\d,]| \d)"):
        found = date(day.year, months.index(m[2]) + 1, min(28, int(m[3])))
        if found.day == int(m[3]) and 0 <= (day - found).days <= 5:
            yield case("weekday and date", view, _edit(view, m, weekdays[found.weekday()], 1))


def _spelled(day: date) -> str:
    return f"{lists()['months'][day.month - 1]} {day.day}"


def name_form(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Another of the article's own forms of a person's name, once both stood there."""
    by_id = {e.id: e for e in page.entities}
    for m in named(view, "person"):
        earlier = page.text[: view.statement.start]
        for v in by_id[m.entity].variants if m.entity in by_id else ():
            mine, theirs = m.text.split(), v.text.split()
            if v.text == m.text or {len(mine), len(theirs)} != {1, len(max(mine, theirs, key=len))}:
                continue
            shared = (
                mine[-1] == theirs[-1]
                and m.text.replace(" ", "").isalpha()
                and v.text.replace(" ", "").isalpha()
            )
            if (
                shared
                and v.text in earlier
                and not m.title
                and not quoted(view, m.start, m.end)
                and told(view).count(mine[-1]) == 1
            ):
                yield case("name form", view, Edit(m.start, m.end, v.text))


def title_off(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "President Ada Brandt" and "Ada Brandt", "Mr. Brandt" and "Brandt", after a first mention."""
    base = view.statement.start
    for m in named(view, "person"):
        if m.title and m.text in page.text[: view.statement.start]:
            before = told(view)[: m.start - base]
            if before.endswith(m.title + " ") and not quoted(view, m.start, m.end) and " " not in m.title:
                lead = before[: -len(m.title) - 1]
                if not lead or lead.endswith(
                    (", ", "and ", "that ", "by ", "to ", "with ", "of ", "from ", "when ", "said ")
                ):
                    yield case("title dropped", view, Edit(m.start - len(m.title) - 1, m.start, ""))


def acronym(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "U.S." and "United States"."""
    for short, full in lists()["acronyms_full"].items():
        for m in _plain(view, rf"(?<=\bthe ){re.escape(short)}(?= [a-z])(?! (?:in|and) )"):
            yield case("acronym", view, _edit(view, m, full))
        for m in _plain(view, rf"(?<=\bthe ){full}(?= [a-z])"):
            yield case("acronym", view, _edit(view, m, short))


def voice(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """A sentence in the passive becomes active."""
    m = _PASSIVE.match(told(view))
    joined = r"\b(?:who|which|that|and|it|he|she|they|there|but|was|were|had)\b"
    if m and not re.search(joined, f"{m[1]} {m[3]}") and len(m[1].split()) < 8:
        patient = m[1] if _is_named(view, m[1]) else m[1][0].lower() + m[1][1:]
        new = f"{m[3][0].upper()}{m[3][1:]} {m[2]} {patient}{m[4] or ''}."
        yield case("active and passive", view, Edit(view.statement.start, view.statement.end, new))


def _is_named(view: View, words: str) -> bool:
    first = words.split()[0]
    return (
        any(
            m.text.split()[:1] == [first] or m.title.split()[:1] == [first]
            for m in view.mentions
            if m.form != "pronoun"
        )
        or bool(level(first))
        or first.isupper()
    )


def moved(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """A leading adverbial goes to the end."""
    m = _LEADING.match(told(view))
    if not m or re.search(
        r"\b(?:said|says|told|that|he|she|they|who|which|according|when|after|before|while|because)\b", m[3]
    ):
        return
    rest = m[3]
    if re.search(r"\b(?:he|she|they|his|her|their)\b", m[2]) or not re.search(
        r"\b(?:was|were|is|are|had|has|have|\w+ed)\b", rest
    ):
        return
    new = f"{rest[0].upper()}{rest[1:]} {m[1].lower()} {m[2]}."
    yield case("order of clauses", view, Edit(view.statement.start, view.statement.end, new))


def split_up(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "…, and she …" becomes two sentences."""
    m = _JOINED.match(told(view))
    if not m or re.search(
        r"\b(?:if|whether|both|between|either|when|while|after|said|says|told|that)\b", m[1]
    ):
        return
    if re.search(r"\b(?:was|were|is|are|had|has|have|will|\w+ed)\b", m[1]) and re.search(
        r"^(?:he|she|it|they|the \w+|[A-Z]\w+) (?:was|were|is|are|had|has|have|will|\w+ed)\b", m[2]
    ):
        yield case(
            "split",
            view,
            Edit(view.statement.start, view.statement.end, f"{m[1]}. {m[2][0].upper()}{m[2][1:]}"),
        )


def merged(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Two sentences of a paragraph become one with a semicolon."""
    after = [v for v in page.views if v.statement.index == view.statement.index + 1]
    if (
        not after
        or after[0].statement.paragraph != view.statement.paragraph
        or view.statement.quotations
        or after[0].statement.quotations
    ):
        return
    one, two = told(view), told(after[0])
    if (
        len(one) + len(two) < 260
        and one.endswith(".")
        and not re.search(r"\b[A-Z]\w{0,3}\.$|\.\w\.$", one)
        and two[:1].isupper()
    ):
        first = two if _is_named(after[0], two) or two.startswith("I ") else two[0].lower() + two[1:]
        yield case("merged", view, Edit(view.statement.start, after[0].statement.end, f"{one[:-1]}; {first}"))


def quote_style(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Straight marks and curly ones."""
    text = told(view)
    if any(c in text for c in "“”‘’"):
        edits = [
            Edit(view.statement.start + n, view.statement.start + n + 1, _MARKS[c])
            for n, c in enumerate(text)
            if c in _MARKS
        ]
        yield case("quotation marks", view, *edits)
    elif text.count('"') == 2 and re.search(r'(?:^|[\s(])"[^"\s][^"]*[^"\s]"', text):
        one, two = text.index('"'), text.rindex('"')
        yield case(
            "quotation marks",
            view,
            Edit(view.statement.start + one, view.statement.start + one + 1, "“"),
            Edit(view.statement.start + two, view.statement.start + two + 1, "”"),
        )


def said(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "X said" and "said X" after a quotation."""
    for pattern, new in ((_SAID_AFTER, "said {}"), (_SAID_BEFORE, "{} said")):
        for m in pattern.finditer(told(view)):
            start, end = (
                m.start(1) - (5 if new == "{} said" else 0),
                m.end(1) + (5 if new == "said {}" else 0),
            )
            yield case(
                "said X",
                view,
                Edit(view.statement.start + start, view.statement.start + end, new.format(m[1])),
            )


def contraction(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """ "did not" and "didn't"."""
    for full, short in lists()["contractions"].items():
        for m in _plain(view, rf"\b{full}\b(?! only)"):
            yield case("contraction", view, _edit(view, m, short))
        if full != "can not":
            for m in _plain(view, rf"\b{short.replace(chr(39), '[' + chr(39) + '’]')}(?= [a-z])"):
                yield case("contraction", view, _edit(view, m, full))


def dash(page: Page, view: View, rng: Random) -> Iterator[Case]:
    """Dashes of another style."""
    for m in _plain(view, r" — | – | -- |(?<=\w)—(?=\w)"):
        new = rng.choice([d for d in (" — ", " – ", " -- ", "—") if d != m.group()])
        yield case("dashes", view, _edit(view, m, new))


REWRITES: dict[str, Planter] = {
    "percent sign": percent_sign,
    "fraction": fraction,
    "digits and words": digits_words,
    "thousands": thousands,
    "weekday and date": weekday_date,
    "name form": name_form,
    "title dropped": title_off,
    "acronym": acronym,
    "active and passive": voice,
    "order of clauses": moved,
    "split": split_up,
    "merged": merged,
    "quotation marks": quote_style,
    "said X": said,
    "contraction": contraction,
    "dashes": dash,
}
