"""The names of actors, the companies and the offices."""

from __future__ import annotations

import csv
import runpy
import unicodedata
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

import pytest

from graph.claims.actor import ActorKind, actors
from graph.errors import LexiconError
from graph.ingest.lexicons import actors as lexicon
from graph.ingest.lexicons.actors import (
    ActorNameKind,
    ContextRule,
    OfficeRank,
    actor_names,
    companies,
    lacking,
    named_groups,
    offices,
)

FORMS = {(name.actor, name.form): name for name in actor_names()}
LED_SINCE_2010 = [
    *("USA", "RUS", "UKR", "CHN", "GBR", "FRA", "DEU", "IRN", "ISR"),
    *("TUR", "PRK", "KOR", "SAU", "IND", "PAK", "JPN", "POL"),
]


def test_there_are_thousands_of_forms() -> None:
    counts = Counter(name.kind for name in actor_names())
    assert counts.total() >= 9000
    assert counts[ActorNameKind.LEADER] >= 4000
    assert counts[ActorNameKind.ADJECTIVE] >= 300
    assert set(counts) == set(ActorNameKind)


def test_every_actor_of_a_form_is_known() -> None:
    named = {name.actor for name in actor_names() if name.actor.startswith("name:")}
    others = {name.actor for name in actor_names()} - named - {""}
    assert others <= set(actors())
    assert {name.kind for name in actor_names() if name.actor in named} == {ActorNameKind.GROUP}


def test_every_actor_of_the_register_has_a_form() -> None:
    assert set(actors()) <= {name.actor for name in actor_names()}


@pytest.mark.parametrize("kind", ["name", "adjective", "capital"])
def test_every_state_has_it_or_says_that_it_lacks_it(kind: str) -> None:
    wanted = ActorNameKind(kind)
    having = {name.actor for name in actor_names() if name.kind is wanted}
    for actor in actors().values():
        if actor.kind in (ActorKind.STATE, ActorKind.HISTORICAL_STATE):
            assert (actor.id in having) != ((actor.id, wanted) in lacking())


def test_no_form_is_two_actors_without_a_rule() -> None:
    plain = defaultdict(set)
    for name in actor_names():
        if not name.context:
            plain[name.form].add(name.actor)
    assert [form for form, owners in plain.items() if len(owners) > 1] == []


def test_no_row_comes_twice() -> None:
    keys = Counter((name.actor, name.form, name.from_year) for name in actor_names())
    assert keys.most_common(1)[0][1] == 1
    kinds = defaultdict(set)
    for name in actor_names():
        kinds[name.actor, name.form].add(name.kind)
    assert max(map(len, kinds.values())) == 1


def test_forms_are_normalised() -> None:
    for name in actor_names():
        assert unicodedata.is_normalized("NFC", name.form)
        assert name.form == " ".join(name.form.split())
        assert "’" not in name.form


@pytest.mark.parametrize("actor", LED_SINCE_2010)
def test_somebody_leads_in_every_year_since_2010(actor: str) -> None:
    led: set[int] = set()
    for name in actor_names():
        if name.actor == actor and name.kind is ActorNameKind.LEADER:
            assert name.from_year is not None
            led.update(range(name.from_year, (name.until_year or 2026) + 1))
    assert set(range(2010, 2027)) <= led


def test_every_leader_of_a_state_has_the_year_he_came_in() -> None:
    for name in actor_names():
        if name.kind is ActorNameKind.LEADER and name.actor in actors():
            group = actors()[name.actor].kind is ActorKind.NON_STATE
            assert group or name.from_year is not None


def test_a_surname_that_leaders_share_needs_a_title() -> None:
    for form in ("Kim", "Lee", "Bush", "May", "Johnson", "Wang"):
        rules = [name.context for name in actor_names() if name.form == form]
        assert rules
        assert all(ContextRule.NEEDS_TITLE in rule for rule in rules)


@pytest.mark.parametrize(
    ("form", "actor"),
    [
        ("Kremlin", "RUS"),
        ("Foggy Bottom", "USA"),
        ("Emirati", "ARE"),
        ("Congolese", "COD"),
        ("Ansar Allah", "houthis"),
        ("Türkiye", "TUR"),
        ("Erdogan", "TUR"),
        ("Côte d'Ivoire", "CIV"),
        ("Soviet", "SUN"),
        ("Zaire", "COD"),
        ("🇺🇦", "UKR"),
        ("DSCA", "USA"),
        ("RENAMO", "name:renamo"),
        ("Deutschland", "DEU"),
        ("Brasil", "BRA"),
        ("México", "MEX"),
        ("Éire", "IRL"),
        ("East Pakistan", "BGD"),
        ("Belgian Congo", "COD"),
        ("Portuguese Guinea", "GNB"),
        ("Forces Nouvelles", "name:forces-nouvelles"),
        ("Mukti Bahini", "name:mukti-bahini"),
        ("Anya-Nya", "name:anya-nya"),
        ("Montoneros", "name:montoneros"),
        ("Tupamaros", "name:tupamaros"),
        ("Phalange", "name:phalange"),
        ("Naxalites", "name:naxalites"),
        ("Chadian rebels", "name:chadian-rebels"),
        ("Ugandan rebels", "name:ugandan-rebels"),
        ("Burundian rebel", "name:burundian-rebels"),
        ("Ottoman", "TUR"),
        ("Trucial", "ARE"),
        ("Formosan", "TWN"),
        ("Prussia", "DEU"),
        ("Gromyko", "SUN"),
        ("Nyerere", "TZA"),
        ("Somoza", "NIC"),
        ("Boumedienne", "DZA"),
        ("King Hussein", "JOR"),
        ("Rzeszow", "POL"),
        ("Rosvooruzhenie", "RUS"),
        ("the Wa", "united-wa-state-army"),
    ],
)
def test_a_reader_finds_the_name(form: str, actor: str) -> None:
    assert (actor, form) in FORMS


@pytest.mark.parametrize(
    ("form", "rule"),
    [
        ("Georgia", ContextRule.NOT_US_STATE),
        ("Jordan", ContextRule.NOT_PERSON),
        ("Chad", ContextRule.NOT_PERSON),
        ("Congo", ContextRule.CONGO),
        ("Korea", ContextRule.KOREA),
        ("US", ContextRule.CASE),
        ("Congress", ContextRule.NEEDS_COUNTRY),
        ("Brussels", ContextRule.BRUSSELS),
        ("Moscow", ContextRule.ERA),
        ("The Hague", ContextRule.COURT),
    ],
)
def test_an_ambiguous_name_carries_its_rule(form: str, rule: ContextRule) -> None:
    found = [name for name in actor_names() if name.form == form]
    assert found
    assert all(rule in name.context for name in found)


def test_what_names_no_actor_keeps_a_sea_from_being_a_state() -> None:
    assert FORMS["", "South China Sea"].kind is ActorNameKind.NOT_ACTOR
    assert ("CHN", "China") in FORMS


def test_there_are_hundreds_of_groups_outside_the_register() -> None:
    assert len({name.actor for name in actor_names() if name.actor.startswith("name:")}) >= 600


def test_a_named_group_is_no_company() -> None:
    assert "name:renamo" in named_groups()
    assert named_groups().isdisjoint(company.id for company in companies())


def test_a_group_of_the_register_has_no_second_id() -> None:
    named = {name.actor.removeprefix("name:") for name in actor_names()} - {""}
    second = {one for one in named if f"name:{one}" in {name.actor for name in actor_names()}}
    assert second & set(actors()) == set()


def test_a_short_form_in_capitals_that_is_new_is_no_word() -> None:
    for form in ("MEND", "MODEL", "FACT", "GAM", "SLA", "ELAS"):
        rules = [name.context for name in actor_names() if name.form == form]
        assert rules
        assert all(ContextRule.CASE in rule and ContextRule.NEEDS_COUNTRY in rule for rule in rules)


def test_every_rule_is_told_in_the_readme() -> None:
    text = resources.files("graph.ingest.lexicons").joinpath("README.md").read_text("utf-8")
    assert all(f"`{rule}`" in text for rule in ContextRule)


def test_companies_have_one_actor_a_form_and_a_home_of_the_register() -> None:
    assert len({company.id for company in companies()}) >= 250
    assert len({company.form for company in companies()}) == len(companies())
    assert {company.home for company in companies()} - {None} <= set(actors())
    by_form = {company.form: company for company in companies()}
    assert by_form["Baykar"].home == "TUR"
    assert by_form["MBDA"].home is None


def test_no_company_is_also_a_name_of_a_state() -> None:
    shared = {company.form for company in companies()} & {name.form for name in actor_names()}
    assert shared == set()


def test_offices_are_of_both_ranks() -> None:
    ranks = {office.title: office.rank for office in offices()}
    assert len(ranks) == len(offices())
    assert ranks["defence minister"] is OfficeRank.OFFICE
    assert ranks["armed forces"] is OfficeRank.INSTITUTION


@pytest.mark.parametrize(
    ("file", "row", "told"),
    [
        ("actor_names.csv", "NOR,Norway,nickname,,,", "nickname"),
        ("actor_names.csv", "NOR,Norway,name,,,perhaps", "perhaps"),
        ("actor_names.csv", "NOR,Norway,name,19x0,,", "19x0"),
        ("actor_names.csv", "NOR,Norway,name,1990,1980,", "1980"),
        ("actor_names.csv", ",Norway,name,,,", "name"),
        ("actor_names.csv", "NOR,Norway", "Norway"),
        ("companies.csv", "Acme,acme,NOR", "acme"),
        ("offices.csv", "King,office", "King"),
        ("offices.csv", "king,throne", "throne"),
    ],
)
def test_a_malformed_row_is_named(
    file: str, row: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = resources.files("graph.ingest.lexicons").joinpath(file).read_text("utf-8")
    (tmp_path / file).write_text(f"{whole.splitlines()[0]}\n{row}\n", encoding="utf-8")
    monkeypatch.setattr("graph.ingest.lexicons.actors.resources.files", lambda _: tmp_path)
    read = {
        "actor_names.csv": lexicon.actor_names,
        "companies.csv": lexicon.companies,
        "offices.csv": lexicon.offices,
    }[file]
    with pytest.raises(LexiconError, match=f"{file}, line 2: .*{told}"):
        read.__wrapped__()


def test_the_generator_has_nothing_to_add() -> None:
    tool = runpy.run_path(str(Path(lexicon.__file__).parents[3] / "tools/make_actor_names.py"))
    with tool["REGISTER"].open(encoding="utf-8", newline="") as lines:
        register = list(csv.DictReader(lines))
    with tool["NAMES"].open(encoding="utf-8", newline="") as lines:
        rows = [tuple(row) for row in list(csv.reader(lines))[1:]]
    assert tool["complete"](rows, register) == rows
