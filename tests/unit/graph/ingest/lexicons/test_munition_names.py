"""The munition lexicon: complete, consistent, and refused when malformed."""

from collections import defaultdict
from pathlib import Path

import pytest

from graph.claims.munition import munitions
from graph.errors import LexiconError
from graph.ingest.lexicons import munitions as lexicon
from graph.ingest.lexicons.munitions import (
    NameKind,
    munition_heads,
    munition_names,
    munition_words,
    plural_of,
    spellings,
)


def test_every_concept_has_words() -> None:
    generic = {name.concept for name in munition_names() if name.kind is NameKind.GENERIC}
    assert generic == set(munitions())


def test_there_are_many_designations() -> None:
    assert len({n.designation for n in munition_names() if n.designation}) >= 900


def test_concepts_that_have_models_have_many() -> None:
    models = defaultdict(set)
    for name in munition_names():
        models[name.concept].add(name.designation)
    for concept in ("battle-tank", "combat-aircraft", "air-defence-system", "howitzer", "drone",
                    "armed-drone", "one-way-attack-drone", "submarine", "small-arms", "sensor",
                    "engine", "manpads", "anti-tank-missile", "ballistic-missile"):  # fmt: skip
        assert len(models[concept]) >= 15, concept


def test_a_form_with_two_concepts_has_a_rule_for_each() -> None:
    senses = defaultdict(list)
    for name in munition_names():
        senses[name.form.lower()].append(name)
    unruled = {
        form: sorted({n.concept for n in names})
        for form, names in senses.items()
        if len({n.concept for n in names}) > 1
        and any(n.context == lexicon.Context() for n in names)
    }
    assert unruled == {}


def test_no_row_is_there_twice() -> None:
    rows = [(n.concept, n.form, n.context) for n in munition_names()]
    assert len(rows) == len(set(rows))


def test_sets_that_rules_name_are_filled() -> None:
    for name in munition_names():
        for wanted in (name.context.near, name.context.then):
            assert wanted is None or munition_words()[wanted]


def test_variants_of_one_model_share_a_designation() -> None:
    by_form = {name.form: name.designation for name in munition_names() if name.designation}
    assert by_form["Hwasong-11Ga"] == by_form["KN-23"] == "KN-23"
    assert by_form["M142"] == by_form["High Mobility Artillery Rocket System"] == "HIMARS"
    assert by_form["TB2"] == by_form["Bayraktar TB2"] == "Bayraktar TB2"
    assert by_form["SA-7"] == "Strela-2"
    assert by_form["Nodong"] == by_form["No-dong"] == "Hwasong-7"


def test_producers() -> None:
    producers = {name.form: name.producer for name in munition_names()}
    assert producers["BrahMos"] == ("IND", "RUS")
    assert producers["Shahed-136"] == ("IRN",)
    assert producers["NASAMS"] == ("NOR", "USA")


@pytest.mark.parametrize(
    ("form", "variants"),
    [
        (
            "air defence system",
            {"air-defence systems", "air defense system", "air-defense systems"},
        ),
        ("armoured vehicle", {"armored vehicles", "armoured vehicles"}),
        ("anti-tank missile", {"antitank missiles", "anti tank missile"}),
        ("MiG-29", {"mig-29", "mig 29", "mig29", "mig-29s"}),
        ("F-16", {"f-16", "f16", "f-16s"}),
        ("body armour", {"body armor", "body-armour"}),
    ],
)
def test_spellings(form: str, variants: set[str]) -> None:
    assert variants <= {spelled for spelled, _ in spellings(form)}


def test_two_capitals_take_no_space() -> None:
    assert "as 11" not in {spelled for spelled, _ in spellings("AS-11")}
    assert {spelled for spelled, _ in spellings("An-26", exact=True)} == {"an-26", "an-26s"}


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("tank", "tanks"),
        ("battery", "batteries"),
        ("aircraft", "aircraft"),
        ("torpedo", "torpedoes"),
        ("airman", "airmen"),
        ("rocket launcher", "rocket launchers"),
        ("fuse box", "fuse boxes"),
        ("railway", "railways"),
    ],
)
def test_plurals(word: str, plural: str) -> None:
    assert plural_of(word) == plural


def test_heads_know_their_concepts() -> None:
    rules = {rule.given: rule.concept for rule in munition_heads()["missile"]}
    assert rules["air-defence-system"] == "surface-to-air-missile"
    strike = munition_heads()["strike"]
    assert [rule.concept for rule in strike] == [None]


@pytest.mark.parametrize(
    "row",
    [
        "dragon,Smaug,system,,Smaug,",
        "missile,Smaug,beast,,Smaug,",
        "missile, Smaug,system,,Smaug,",
        "missile,Smaug,system,,,",
        "missile,missile,generic,,Smaug,",
        "missile,Smaug,system,Shire,Smaug,",
        "missile,Smaug,system,,Smaug,sometimes",
        "missile,Smaug,system,,Smaug,near:dwarves",
        "missile,Smaug,system,,Smaug,case;case",
        "missile,Smaug,system",
        "missile,Smaug,system,,Smaug,,,",
    ],
)
def test_a_malformed_name_is_refused(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _lexicons(tmp_path, monkeypatch)
    header = "concept,form,kind,producer,designation,context\n"
    (folder / "munition_names.csv").write_text(header + row + "\n", encoding="utf-8")
    with pytest.raises(LexiconError) as refused:
        munition_names.__wrapped__()
    assert refused.value.file == "munition_names.csv"
    assert refused.value.line == 2


@pytest.mark.parametrize("row", ["Engine,*,engine,", "engine,dragon,engine,", "engine,*,dragon,"])
def test_a_malformed_head_is_refused(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    munition_names()
    lexicon._givens()
    folder = _lexicons(tmp_path, monkeypatch)
    (folder / "munition_heads.csv").write_text(f"head,given,concept,link\n{row}\n", "utf-8")
    with pytest.raises(LexiconError, match=r"munition_heads\.csv, line 2"):
        munition_heads.__wrapped__()


def test_a_malformed_word_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _lexicons(tmp_path, monkeypatch)
    (folder / "munition_words.csv").write_text("set,word\nmilitary,Army\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="'Army'"):
        munition_words.__wrapped__()


def test_wrong_columns_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _lexicons(tmp_path, monkeypatch)
    (folder / "munition_words.csv").write_text("word,set\narmy,military\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="columns"):
        munition_words.__wrapped__()


def _lexicons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    munition_words()
    folder = tmp_path / "lexicons"
    folder.mkdir()
    monkeypatch.setattr("importlib.resources.files", lambda _package: tmp_path)
    return folder
