"""How long it takes to cross-match the names of a day's wire, and what blocking finds of all pairs.

    python benchmarks/wire.py [--mentions 20000] [--sample 1000]

The mentions are made from the project's own tables, the same at every run: persons (English, Korean,
Chinese, Arabic and Slavic names, a part of them in a second spelling, with a title, an initial or a
slip), organisations and places. A day's wire repeats its names; so does the list, and a second list of
the same length in which no name stands twice is the harder case. On a sample, all pairs are compared.

Beside the seconds on the clock stand those of the processor, and what a plain loop takes before and
after: on a machine that others use, only their ratio says something.
"""

from __future__ import annotations

import argparse
import os
from itertools import combinations
from random import Random
from time import perf_counter, process_time

from reconcile.data import table
from reconcile.names import compare_names, cross_match
from reconcile.names.blocking import candidates

TITLES = ("President", "Mr.", "Dr.", "Gen.")
WORDS = "Northern Harbour River Union Summit Pioneer Orchard Meridian Granite Silver Delta Beacon".split()
KINDS = "Bank Group Institute Ministry Airlines University Foundation Committee Authority".split()
FORMS = ("", "", "", " Inc.", " Ltd", " AG", " GmbH")
LOOP = 20_000_000  # turns of the plain loop, about a second


def _korean(random: Random) -> str:
    data = table("names_korean")
    onsets, vowels, codas = (
        [k for k in sorted(data[part]) if k.isalpha() or k == "-"] for part in ("onset", "vowel", "coda")
    )

    def syllable() -> str:
        return "".join(random.choice(part) for part in (onsets, vowels, codas)).replace("-", "")

    family = random.choice([s for listed in data["surname"].values() for s in listed])
    return f"{family.title()} {syllable().title()}-{syllable()}"


def _chinese(random: Random) -> str:
    data = table("names_chinese")
    sounds = [i.strip("-") + f for i, finals in data["finals"].items() for f in finals.split()]
    family = random.choice(sorted(data["surname"]))
    return f"{family.title()} {(random.choice(sounds) + random.choice(sounds)).title()}"


def _western(random: Random) -> str:
    given = random.choice(table("mentions_given")["male"] + table("mentions_given")["female"])
    family = random.choice(table("names_known")["surnames"]).title()
    if random.random() < 0.7:  # most surnames are in no table: two beginnings and endings make one
        head = random.choice(table("names_known")["surnames"])
        family = (head[: random.randint(2, 4)] + random.choice(table("names_known")["surnames"])[-4:]).title()
    return f"{given} {family}"


def _body(random: Random) -> str:
    head = random.choice([random.choice(WORDS), random.choice(table("names_known")["surnames"]).title()])
    place = random.choice(sorted(table("mentions_gazetteer")["names"]))
    shape = random.choice(("{head} {kind}{form}", "{kind} of {place}", "{place} {head} {kind}{form}"))
    return shape.format(head=head, kind=random.choice(KINDS), form=random.choice(FORMS), place=place)


def _place(random: Random) -> str:
    name = random.choice(sorted(table("mentions_gazetteer")["names"]))
    return random.choice(("{}", "{} Province", "North {}", "{} County")).format(name)


def _changed(name: str, random: Random) -> str:
    """A name as another source writes it: a title, an initial, a letter changed, capitals, the surname."""
    chance = random.random()
    head, _, tail = name.partition(" ")
    if chance < 0.2:
        return f"{random.choice(TITLES)} {name}"
    if chance < 0.4 and tail:
        return f"{head[0]}. {tail}"
    if chance < 0.6 and len(name) > 5:
        at = random.randrange(1, len(name) - 1)
        return name[:at] + random.choice("aeiouy") + name[at + 1 :]
    return name.upper() if chance < 0.8 else tail or name


def mentions(count: int, *, repeated: bool) -> list[str]:
    """Return a list of names, always the same; `repeated` lets a name stand more than once."""
    random = Random(20)
    made: list[str] = []
    seen: set[str] = set()
    makers = (_western, _western, _western, _korean, _chinese, _body, _body, _place)
    while len(made) < count:
        again = bool(made) and random.random() < 0.4
        name = made[int(len(made) * random.random() ** 2)] if again else random.choice(makers)(random)
        name = _changed(name, random) if again and not (repeated and random.random() < 0.6) else name
        if repeated or name not in seen:
            seen.add(name)
            made.append(name)
    return made


def _loop() -> float:
    """Seconds of the processor that a plain loop takes now."""
    start, total = process_time(), 0
    for i in range(LOOP):
        total += i & 7
    return process_time() - start


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def main() -> None:
    """Print seconds, candidates and matches for both lists, and the recall on the sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, default=20_000)
    parser.add_argument("--sample", type=int, default=1_000)
    options = parser.parse_args()
    compare_names("Elena Márquez", "Orla Bank")  # load tables and libraries before the clock runs
    for repeated, said in ((True, "a day's wire, names repeated"), (False, "no name twice")):
        names = mentions(options.mentions, repeated=repeated)
        before, start, own = _loop(), perf_counter(), process_time()
        found = cross_match(names)
        took, own = perf_counter() - start, process_time() - own
        many = len(set(names))
        matched = len(found.matches)
        print(f"{said}: {len(names)} mentions, {many} names, {matched} pairs matched, {took:.1f} s")
        loops = f"a plain loop {before:.2f} s before, {_loop():.2f} s after"
        print(f"  {own:.1f} s of the processor; {loops}; load {_load()}")
        pairs = len(candidates(tuple(dict.fromkeys(names))))
        print(f"  {pairs} pairs of names compared of {many * (many - 1) // 2}")
    sample = mentions(options.sample, repeated=False)
    start = perf_counter()
    blocked = {(i, j) for i, j, _ in cross_match(sample).matches}
    fast = perf_counter() - start
    start = perf_counter()
    every = {(i, j) for (i, a), (j, b) in combinations(enumerate(sample), 2) if compare_names(a, b).same}
    took = perf_counter() - start
    recall = len(blocked & every) / len(every) if every else 1.0
    print(
        f"sample: {len(sample)} names, all pairs {took:.1f} s finds {len(every)}, "
        f"blocking {fast:.2f} s finds {len(blocked)}, recall {recall:.4f}"
    )


if __name__ == "__main__":
    main()
