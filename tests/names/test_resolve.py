"""Resolve: short forms and pronouns inside an article, one entity over all, namesakes and relatives apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconcile.names import compare_names, resolve_things
from reconcile.names.mentions import find
from reconcile.names.resolve import resolve
from reconcile.values import Article, Entity, Kind, Mention, NameMatch, Part, Statement


def statements(article: Article) -> tuple[Statement, ...]:
    """One statement a line; a line that begins with "# " is a headline."""
    found: list[Statement] = []
    start = 0
    for line in article.text.split("\n"):
        skip = 2 if line.startswith("# ") else 0
        if line.strip():
            n, at = len(found), start + skip
            ident = f"{article.id}{n + 1}"
            part: Part = "headline" if skip else "body"
            end = start + len(line)
            found.append(Statement(ident, article.id, at, end, line[skip:], n + 1, n, n, part))
        start += len(line) + 1
    return tuple(found)


def ledger(*texts: str) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    found: dict[str, tuple[Mention, ...]] = {}
    every: list[Statement] = []
    for name, text in zip("ABCD", texts, strict=False):
        article = Article.from_text(text, name=name)
        listed = statements(article)
        found[name] = find(article, listed)
        every += listed
    return resolve(found, tuple(every))


def forms(entities: tuple[Entity, ...]) -> list[set[str]]:
    return [{v.text for v in e.variants} for e in entities]


def joined(left: str, right: str, *texts: str) -> bool:
    return any({left, right} <= group for group in forms(ledger(*texts)[0]))


def meant(word: str, *texts: str) -> list[str | None]:
    entities, mentions = ledger(*texts)
    names = {e.id: e.canonical for e in entities}
    return [names.get(m.entity) if m.entity else None for m in mentions if m.text == word]


@pytest.mark.parametrize(
    ("left", "right", "texts"),
    [
        ("Pavel Orlik", "Orlik", ("Minister Pavel Orlik won. Orlik left.",)),
        ("Pavel Orlik", "Orlik", ("Pavel Orlik won on Sunday.", "Mr. Orlik won on Sunday.")),
        ("Robert J. Hale III", "Bob Hale", ("Robert J. Hale III paid.", "Bob Hale paid.")),
        ("Lee Sun-hee", "Ri Sun-hui", ("The singer Lee Sun-hee left.", "The singer Ri Sun-hui left.")),
        ("Norland News Agency", "NNA", ("The Norland News Agency (NNA) said so.", "NNA said so.")),
        ("F.B.I.", "FBI", ("The F.B.I. came.", "The FBI came.")),
        ("United States", "US", ("The United States agreed.", "The US agreed.")),
        ("North Korea", "North", ("North Korea agreed. Trade with the North grew.",)),
        ("Harbor Times", "Times", ("The Harbor Times said so. The Times was wrong.",)),
        (
            "U.N. Security Council",
            "Security Council",
            ("The U.N. Security Council met. The Security Council left.",),
        ),
        ("Tolmar", "Tolmar County", ("It rained in Tolmar on Friday.", "It rained in Tolmar County.")),
        ("Darnell Pike", "Darnel Pike", ("Darnell Pike, 15, left.", "Darnel Pike, 15, left.")),
        (
            "Ministry of Health",
            "Health Ministry",
            ("The Ministry of Health said so.", "The Health Ministry said so."),
        ),
        ("Pavel Orlik", "Mr. Orlik", ("Pavel Orlik won on Sunday.", "Mr. Orlik won on Sunday.")),
        ("Ann Hale", "Judge Hale", ("Ann Hale left. Judge Hale will return.",)),
        ("Karl Stede", "Stede", ("Karl Stede left.", "Aides read the Stede file.")),
        ("Karl Stede", "Karl", ("Karl Stede left.", "Aides liked Karl's plan.")),
        (
            "National Storm Relief Agency",
            "national storm agency",
            ("The National Storm Relief Agency came.", "A national storm agency spokesman spoke."),
        ),
        (
            "Miners' Party",
            "Miner's Party of Norland",
            ("The Miners' Party won.", "The Miner's Party of Norland won."),
        ),
        (
            "Energy Committee",
            "House Committee on Energy and Trade",
            (
                "Representative Ann Hale of the Energy Committee spoke.",
                "The House Committee on Energy and Trade met.",
            ),
        ),
        (
            "House Judiciary",
            "House Judiciary Committee",
            ("Then House Judiciary Chairman Ann Hale left.", "The House Judiciary Committee met."),
        ),
        ("Number 10", "Downing Street", ("Downing Street refused. Number 10 was calm.",)),
        (
            "Mormon church",
            "Church of Jesus Christ of Latter-day Saints",
            ("He left the Mormon church.", "The Church of Jesus Christ of Latter-day Saints grew."),
        ),
        ("Gulf", "Persian Gulf", ("It rained over the Gulf. Ships left the Persian Gulf.",)),
        ("Ohio 61", "Highway 61", ("A van burned along Ohio 61.", "A van burned on Highway 61.")),
    ],
)
def test_one(left: str, right: str, texts: tuple[str, ...]) -> None:
    assert joined(left, right, *texts)


@pytest.mark.parametrize(
    ("left", "right", "texts"),
    [
        ("Kim Tae-un", "Kim Tae-il", ("Leader Kim Tae-un spoke.", "Leader Kim Tae-il spoke.")),
        ("Mark Doyle", "Susan Doyle", ("Mark Doyle spoke.", "Susan Doyle spoke.")),
        ("Mark Doyle", "Mark Doyle Jr.", ("Mark Doyle and Mark Doyle Jr. spoke.",)),
        ("Darnell Pike", "Darnel Pike", ("Darnell Pike, 15, left.", "Darnel Pike, 51, left.")),
        ("Tarvos", "Upper Tarvos", ("It rained in Tarvos on Friday.", "It rained in Upper Tarvos.")),
        ("Gaza", "Gaza City", ("They left Gaza.", "They left Gaza City.")),
        ("Beijing", "China", ("Beijing refused.", "China refused.")),
        ("South Korea", "North Korea", ("South Korea met North Korea.", "North Korea met South Korea.")),
        ("House Budget Committee", "Senate Budget Committee", (
            "The House Budget Committee met.", "The Senate Budget Committee met."
        )),
        ("Budget Committee", "Senate Budget Committee", (
            "Representative Ann Hale of the Budget Committee spoke.", "The Senate Budget Committee met."
        )),
        ("Gulf", "Gulf of Aden", ("It rained over the Gulf. A ship left the Gulf of Aden.",)),
        ("Highway 61", "Interstate 61", ("A van burned on Highway 61.", "A van burned on Interstate 61.")),
        ("Highway 61", "Highway 16", ("A van burned on Highway 61.", "A van burned on Highway 16.")),
    ],
)  # fmt: skip
def test_apart(left: str, right: str, texts: tuple[str, ...]) -> None:
    groups = forms(ledger(*texts)[0])
    assert any(left in g for g in groups)
    assert any(right in g for g in groups)
    assert not any({left, right} <= g for g in groups)


def test_bare_name_goes_to_the_subject_not_to_the_namesakes() -> None:
    text = (
        "Leader Kim Tae-un toured a mill.\nKim praised it.\nKim was with Kim Bo-ra, an aide.\n"
        "It was built by Kim's father, former leader Kim Tae-il.\nKim left."
    )
    assert meant("Kim", text) == ["Kim Tae-un"] * 4


def test_byline_is_nobody_in_the_story() -> None:
    text = "By Kim Bo-ra\nLeader Kim Tae-un toured a mill.\nKim praised it."
    assert meant("Kim", text) == ["Kim Tae-un"]


def test_heading_reads_the_story() -> None:
    text = "# Doyle freed\nMark Doyle was freed on Friday.\nA judge freed Doyle."
    assert meant("Doyle", text) == ["Mark Doyle", "Mark Doyle"]


def test_two_namesakes_and_no_subject_is_nobody_with_a_reason() -> None:
    _, mentions = ledger("Mark Doyle met Susan Doyle in Oslo.\nDoyle wept.")
    bare = next(m for m in mentions if m.text == "Doyle")
    assert bare.entity is None
    assert bare.why == "2 people here are named Doyle"


def test_courtesy_title_tells_namesakes_apart() -> None:
    text = "Mark Doyle met Susan Doyle in Oslo.\nMrs. Doyle wept and Mr. Doyle left."
    assert meant("Doyle", text) == ["Susan Doyle", "Mark Doyle"]


def test_first_name_of_a_child() -> None:
    text = "Mark Doyle sued.\nHis daughter Lucy Doyle was hurt.\nLucy is 4.\nDoyle wept."
    assert meant("Lucy", text) == ["Lucy Doyle"]
    assert meant("Doyle", text) == ["Mark Doyle"]


def test_relative_is_no_bearer_of_the_bare_name_in_another_article() -> None:
    left = "President Wood spoke.\nWood left."
    right = "President Wood arrived with his wife Ellen Wood.\nWood smiled."
    assert not joined("Wood", "Ellen Wood", left, right)


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Mark Doyle resigned.\nHe wept.", "He", "Mark Doyle"),
        ("Susan Doyle resigned.\nHe wept.", "He", None),
        ("Mark Doyle met Paul Hale.\nCritics said he lied.", "he", None),
        ("Mark Doyle shot a man before he fled.", "he", None),
        ("Mark Doyle and Susan Hale met, and she left.", "she", "Susan Hale"),
        ("Mark Doyle said: “That is his own fault.”", "his", None),
        ("The Harbor Times called.\nThe newspaper was wrong.", "newspaper", "Harbor Times"),
        ("The Harbor Times and the Elm Herald called.\nThe newspaper was wrong.", "newspaper", None),
        ("Rep. Ana Diaz called.\nThe congresswoman wept.", "congresswoman", "Ana Diaz"),
        ("China agreed.\nChinese exports grew.", "Chinese", "China"),
        ("Trade rose.\nChinese exports grew.", "Chinese", None),
    ],
)
def test_stand_ins(text: str, word: str, who: str | None) -> None:
    assert meant(word, text) == [who]


def test_spelling_of_most_sources_is_filed_with_the_reason() -> None:
    entities, _ = ledger("Marek Dubov won.", "Marek Dubow won.", "Marek Dubow won.")
    assert entities[0].canonical == "Marek Dubow"
    assert entities[0].why.endswith("spelt as in most sources")
    assert [(v.text, v.source, v.count) for v in entities[0].variants] == [
        ("Marek Dubov", "A", 1), ("Marek Dubow", "B", 1), ("Marek Dubow", "C", 1)
    ]  # fmt: skip


def test_courtesy_form_is_a_variant_more_and_an_office_is_none() -> None:
    entities, mentions = ledger("Pavel Orlik won.\nMr. Orlik wept.\nPresident Orlik left.")
    assert [(v.text, v.count) for v in entities[0].variants] == [
        ("Orlik", 2), ("Pavel Orlik", 1), ("Mr. Orlik", 1)
    ]  # fmt: skip
    assert entities[0].canonical == "Pavel Orlik"
    assert [m.text for m in mentions] == ["Pavel Orlik", "Orlik", "Orlik"]


def test_courtesy_form_is_no_full_name() -> None:
    entities, _ = ledger("Mr. Orlik wept on Sunday.")
    assert forms(entities) == [{"Orlik"}]


def test_second_sight_needs_one_bearer_and_a_capital_of_its_own() -> None:
    two = "Karl Stede left. Anna Stede, his aide, came."
    assert "Karl" in {w for g in forms(ledger(two, "Aides liked Karl's plan.")[0]) for w in g}
    other = "We praise the Karl Marx Prize and karl."
    assert "Karl" not in {w for g in forms(ledger("Karl Stede left.", other)[0]) for w in g}
    both = "Karl Stede left. Karl Hale came."
    assert "Karl" not in {w for g in forms(ledger(both, "Aides liked Karl's plan.")[0]) for w in g}


def test_second_sight_keeps_every_mention_exact_and_in_order() -> None:
    one = "The National Storm Relief Agency came with Karl Stede."
    two = "A national storm agency spokesman spoke of the Stede file."
    _, mentions = ledger(one, two)
    shown = [m for m in mentions if m.source == "B"]
    assert (
        [two[m.start : m.end] for m in shown] == [m.text for m in shown] == ["national storm agency", "Stede"]
    )
    assert all(m.entity for m in shown)


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ("Orvo Lenn, for the union, called it harsh.", "Orvo Lenn"),  # a first name that no list knows
        ("But Lenn, for the union, called it harsh.", "Lenn"),
        ("Adda Lenn, for the union, called it harsh.", "Lenn"),  # another article has no Adda Lenn
        ('"Orvo Lenn called it harsh."', "Orvo Lenn"),
    ],
)
def test_second_sight_gives_a_name_its_first_word_back(other: str, text: str) -> None:
    _, mentions = ledger("Union adviser Orvo Lenn left on Sunday.", other)
    shown = [m for m in mentions if m.source == "B" and m.kind == "person"]
    assert [m.text for m in shown] == [text]
    assert all(other[m.start : m.end] == m.text for m in shown)


def test_bodies_of_one_head_word_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [f"{a}{b}" for a in ("Bal", "Dor", "Fen", "Gil", "Hus") for b in ("mund", "rick", "stoke", "wyn")]
    asked: list[tuple[str, str]] = []

    def counted(left: str, right: str, *, kind: Kind | None = None) -> NameMatch:
        asked.append((left, right))
        return compare_names(left, right, kind=kind)

    monkeypatch.setattr(resolve_things, "compare_names", counted)
    entities, _ = ledger("\n".join(f"The {name} Bank closed." for name in (*made, "Balmund's")))
    assert len(entities) == len(made)
    assert len(asked) < len(made)  # of 190 pairs


def test_ids_follow_the_text_and_every_mention_has_an_entity_or_a_reason() -> None:
    entities, mentions = ledger("Oslo and Kenya called Mark Doyle.\nHe wept.", "Doyle left Oslo.")
    assert [e.id for e in entities] == [f"E{n}" for n in range(1, len(entities) + 1)]
    assert [e.canonical for e in entities] == ["Oslo", "Kenya", "Mark Doyle"]
    assert all(bool(m.entity) or bool(m.why) for m in mentions)


def test_pronouns_and_nouns_are_no_variants() -> None:
    entities, _ = ledger("The Harbor Times quoted Mark Doyle.\nHe sued the newspaper.")
    assert forms(entities) == [{"Harbor Times"}, {"Mark Doyle"}]


def test_nothing_gives_nothing() -> None:
    assert resolve({}, ()) == ((), ())
    assert ledger("", "") == ((), ())


@given(
    st.lists(
        st.sampled_from(["Mark Doyle", "Doyle", "Susan Doyle", "Mr. Doyle", "he", "FBI", "Oslo", "said"]),
        max_size=9,
    )
)
def test_order_of_sources_changes_ids_alone(words: list[str]) -> None:
    one, two = " ".join(words), "Mark Doyle met Susan Hale in Oslo."
    left, _ = ledger(one, two)
    right, _ = ledger(two, one)
    assert sorted(map(sorted, forms(left))) == sorted(map(sorted, forms(right)))
