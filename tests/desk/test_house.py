"""House style of names: spellings that it replaces, and the style suggested from the ledger."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from reconcile.desk import suggest
from reconcile.values import Entity, Finding, Kind, Variant

Look = Callable[..., tuple[Finding, ...]]
STYLE = (("Marta O'Lund", ("Marta OLund", "Märta O'Lund")), ("Kim Jong-un", ("Kim Jong Un", "Kim")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marta OLund said so.", ["Marta OLund"]),
        ("Marta O'Lund said so.", []),
        ("Marta O’Lund said so.", []),
        ("Märta O’Lund said so.", ["Märta O’Lund"]),
        ("Marta\u00a0OLund said so.", ["Marta\u00a0OLund"]),
        ("Marta OLunds said so.", []),
        ("marta olund said so.", []),
        ("Kim Jong-un said so.", []),
        ("Kim Jong Un said so. Kim Jong Un left.", ["Kim Jong Un"]),
        ("Kim Jong-un said so. Kim left.", ["Kim"]),
    ],
)
def test_house_style(text: str, expected: list[str], look: Look) -> None:
    found = [f for f in look(text, house=STYLE) if f.code == "house-style"]
    assert sorted(f.evidence[0].text for f in found) == sorted(expected)
    assert all(f.kind == "name-variant" and len(f.evidence) == 1 for f in found)


def test_a_spelling_is_said_once_with_its_count(look: Look) -> None:
    (found,) = look("Tarrow is wet. Nobody in Tarrow slept.", house=(("Tarow", ("Tarrow",)),))
    assert found.message == "draft writes Tarrow, the house style Tarow (2 places)."


def test_the_house_knows_its_own_spelling_better_than_the_sources(look: Look) -> None:
    source = ["He met Ri Mi-ran, the leader's wife."]
    assert [f.code for f in look("He met Lee Mi-ran today.", source)] == ["spelling-unlike-sources"]
    assert look("He met Lee Mi-ran today.", source, house=(("Lee Mi-ran", ("Ri Mi-ran",)),)) == ()


def entity(canonical: str, *others: str, kind: Kind = "person", id: str = "E1") -> Entity:
    spelled = (canonical, *others)
    return Entity(id, kind, canonical, "", tuple(Variant(t, "A", 1) for t in spelled))


def names(*entities: Entity) -> dict[str, list[str]]:
    table: dict[str, list[str]] = tomllib.loads(suggest(entities))["names"]
    return table


def test_suggest_pairs_full_spellings() -> None:
    filed = entity("Ri Mi-ran", "Lee Mi-ran", "Ri", "Ri Mi Ran")
    assert names(filed) == {"Ri Mi-ran": ["Lee Mi-ran", "Ri Mi Ran"]}


@pytest.mark.parametrize(
    "one",
    [
        entity("Marta Lund", "Lund"),
        entity("Marta Lund", "Marta K. Lund"),
        entity("Robert Lund", "Bob Lund"),
        entity("Marta Lund", "MARTA LUND"),
        entity("World Food Programme", "WFP", kind="organisation"),
        entity("Lund", "Lundt"),
    ],
)
def test_suggest_leaves_short_forms_and_aliases_out(one: Entity) -> None:
    assert names(one) == {}


def test_suggest_leaves_out_what_stands_for_two() -> None:
    one = entity("Ri Mi-ran", "Lee Mi-ran")
    two = entity("Lee Mi-rahn", "Lee Mi-ran", id="E2")
    assert names(one, two) == {}


@pytest.mark.parametrize("odd", ['"', "\\", "\x7f", "\ud800", "'", "=", "]", "#"])
def test_suggest_is_toml_whatever_the_names_hold(odd: str) -> None:
    found = names(entity(f"Ri{odd} Mi-ran", f"Ri Mi{odd} Ran", f"Ri Mi-ran{odd}", "Ri Mi-ran"))
    assert all(isinstance(v, list) and v for v in found.values())


def test_suggest_is_sorted_and_stable() -> None:
    both = [entity("Ri Mi-ran", "Lee Mi-ran"), entity("Hassan Rohani", "Hassan Ruhani", id="E2")]
    assert suggest(both) == suggest(reversed(both))
    assert list(names(*both)) == sorted(names(*both))
