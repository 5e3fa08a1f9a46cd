"""What the word lists say of one word or name: place, demonym, given name, title, head word.

Source of the tables: `data/mentions_*.toml`, compiled by hand for this project.
"""

from __future__ import annotations

from functools import cache, lru_cache

from reconcile.data import table, words

_APOSTROPHES = str.maketrans("’‘`´ʼ＇", "''''''")


@cache
def word_list(key: str) -> frozenset[str]:
    """Return one list of the mention words."""
    return words("mentions_words", key)


@cache
def _folded(key: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in word_list(key))


def plain_apostrophes(text: str) -> str:
    """Return a text of the same length with plain apostrophes."""
    return text.translate(_APOSTROPHES)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return a name with plain apostrophes and single spaces."""
    return " ".join(plain_apostrophes(text).split())


@cache
def _gazetteer() -> dict[str, str]:
    spellings: dict[str, str] = table("mentions_gazetteer")["names"]
    return spellings


@cache
def _folded_gazetteer() -> dict[str, str]:
    return {name.casefold(): filed for name, filed in _gazetteer().items() if len(name) > 3}


@lru_cache(maxsize=16384)
def place_of(name: str) -> str:
    """Return the name that a known place is filed under ("U.S." → "United States"), else ''.

    All capitals are read too ("WASHINGTON"), but for names of up to three letters, which are other words.
    """
    name = plain(name)
    found = _gazetteer().get(name, "")
    return found or (_folded_gazetteer().get(name.casefold(), "") if name.isupper() else "")


def demonym_of(word: str) -> str:
    """Return the place of an adjective or word for inhabitants ("Chinese" → "China"), else ''."""
    found: str = table("mentions_gazetteer")["demonyms"].get(plain(word), "")
    return found


def is_capital(name: str) -> bool:
    """Whether a place is a seat of government, whose name may stand for the government."""
    return plain(name) in table("mentions_gazetteer")["capitals"]


def is_country(filed: str) -> bool:
    """Whether the name that a place is filed under is a country."""
    return filed in words_of_gazetteer()


@cache
def words_of_gazetteer() -> frozenset[str]:
    """Return the countries of the gazetteer."""
    return frozenset(table("mentions_gazetteer")["lists"]["countries"])


@cache
def _given(key: str) -> frozenset[str]:
    return words("mentions_given", key)


def is_given(word: str) -> bool:
    """Whether a word is a frequent given name ("Wilbur", "Jean-Claude" by its first half)."""
    first = word.split("-")[0]
    return any(w in _given(k) for w in (word, first) for k in ("male", "female", "either"))


def gender_of_name(word: str) -> str:
    """Return "m" or "f" where a given name plainly shows it, else ''."""
    first = word.split("-")[0]
    if word in _given("male") or first in _given("male"):
        return "m"
    return "f" if word in _given("female") or first in _given("female") else ""


def is_family_first(word: str) -> bool:
    """Whether a word is a family name of those that are written first (Kim, Xi)."""
    return word in _given("surname_first")


def is_title(word: str) -> bool:
    """Whether a capitalised word is a title before a name: courtesy, office or rank."""
    return word in word_list("title") or word in word_list("honorific")


def is_role(word: str) -> bool:
    """Whether a word says what a person is ("spokesman", "Leader")."""
    return word.casefold() in word_list("role")


def is_kin(word: str) -> bool:
    """Whether a word is a word for a relative."""
    return any(word.casefold() in word_list(k) for k in ("kin_male", "kin_female", "kin_either"))


def is_common(word: str) -> bool:
    """Whether a capital makes no name of a word: a common word, a month, a faith."""
    low = plain(word).casefold()
    return low in word_list("common") or is_never(word)


def is_never(word: str) -> bool:
    """Whether a word is no name wherever it stands in capitals: months, faiths, products."""
    bare = plain(word)
    return (
        bare in word_list("calendar") or bare in word_list("no_name") or bare.title() in word_list("calendar")
    )


def ends_organisation(word: str) -> bool:
    """Whether a word is the head of an organisation's name."""
    return word in word_list("organisation_head") or word in word_list("organisation_suffix")


def ends_place(word: str) -> bool:
    """Whether a word is the head of a place's name."""
    return word in word_list("place_head")


def is_organisation(name: str) -> bool:
    """Whether a whole name is that of a known organisation, as "White House"."""
    return plain(name) in word_list("organisation") or bool(organisation_of(name))


def organisation_of(name: str) -> str:
    """Return the name that an organisation is filed under ("Number 10": "Downing Street"), else ''."""
    found: str = table("mentions_words")["organisation_filed"].get(plain(name), "")
    return found


def is_acronym(word: str) -> bool:
    """Whether a word has the shape of an acronym: two to eight capitals, with or without full stops."""
    letters = word.replace(".", "").replace("&", "")
    if not (2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper()):
        return False
    return letters not in word_list("no_name") and letters not in word_list("calendar")


def folded(word: str, key: str) -> bool:
    """Whether a word, case aside, is in a list."""
    return word.casefold() in _folded(key)
