"""What is found in a text as a munition, and what is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims.munition import munitions
from graph.ingest.lexicons.munitions import NameKind, munition_names
from graph.ingest.read.munitions import find_munitions

FOUND = [
    ("Oslo is sending six HIMARS launchers.", "HIMARS launchers", "multiple-rocket-launcher"),
    ("Two Patriot air defence batteries arrived.", "Patriot air defence batteries",
     "air-defence-system"),
    ("They bought Leopard 2 tanks.", "Leopard 2 tanks", "battle-tank"),
    ("Berlin offered Patriot missiles.", "Patriot missiles", "surface-to-air-missile"),
    ("They need Patriot interceptors.", "Patriot interceptors", "surface-to-air-missile"),
    ("It makes F-16 engines.", "F-16 engines", "engine"),
    ("It lacks F-16 spare parts.", "F-16 spare parts", "spare-parts"),
    ("A cargo of tank ammunition was found.", "tank ammunition", "tank-ammunition"),
    ("A cargo of Leopard ammunition was found.", "Leopard ammunition", "tank-ammunition"),
    ("HIMARS rockets are running out.", "HIMARS rockets", "missile"),
    ("GMLRS will follow.", "GMLRS", "missile"),
    ("Tehran shares drone technology.", "drone technology", "technology"),
    ("The deal covers F-16 pilot training.", "F-16 pilot training", "training"),
    ("They began training on Leopard tanks.", "training on Leopard tanks", "training"),
    ("It sold missile components.", "missile components", "component"),
    ("Prague won a T-72 overhaul.", "T-72 overhaul", "maintenance"),
    ("It ships drone engines.", "drone engines", "engine"),
    ("They swapped howitzer barrels.", "howitzer barrels", "component"),
    ("Rome gave air-defense missiles.", "air-defense missiles", "surface-to-air-missile"),
    ("A stock of anti-tank mines burned.", "anti-tank mines", "mine"),
    ("Baku flies armed drones.", "armed drones", "armed-drone"),
    ("Swarms of kamikaze drones came.", "kamikaze drones", "one-way-attack-drone"),
    ("It built attack drones.", "attack drones", "one-way-attack-drone"),
    ("They drive military trucks.", "military trucks", "military-vehicle"),
    ("Seoul made 155mm artillery shells.", "155mm artillery shells", "artillery-ammunition"),
    ("Seoul made 155-millimetre shells.", "155-millimetre shells", "artillery-ammunition"),
    ("A train of 122 mm rockets left.", "122 mm rockets", "rocket-ammunition"),
    ("Boxes of 7.62×39mm cartridges lay there.", "7.62×39mm cartridges", "small-arms-ammunition"),
    ("They want 120mm mortar rounds.", "120mm mortar rounds", "mortar-ammunition"),
    ("It sent 125 mm shells for T-72 tanks.", "125 mm shells for T-72 tanks", "tank-ammunition"),
    ("He ordered 105mm howitzers.", "105mm howitzers", "howitzer"),
    ("He ordered 240mm rocket launchers.", "240mm rocket launchers", "multiple-rocket-launcher"),
    ("He ordered 82 mm mortars.", "82 mm mortars", "mortar"),
    ("Sofia sold 12.7mm machine guns.", "12.7mm machine guns", "light-weapon"),
    ("Sofia sold 7.62mm machine guns.", "7.62mm machine guns", "small-arms"),
    ("The army got T-72B3s.", "T-72B3s", "battle-tank"),
    ("Delhi wants more Su-30MKI jets.", "Su-30MKI jets", "combat-aircraft"),
    ("They lost three MiG 29s.", "MiG 29s", "combat-aircraft"),
    ("Ankara returned its S-400s.", "S-400s", "air-defence-system"),
    ("It wants Mi-171Sh-P helicopters.", "Mi-171Sh-P helicopters", "helicopter"),
    ("The main battle tanks LEOPARD 1A5 came.", "main battle tanks LEOPARD 1A5", "battle-tank"),
    ("They fly Puma helicopters.", "Puma helicopters", "helicopter"),
    ("They drive Puma infantry fighting vehicles.", "Puma infantry fighting vehicles",
     "infantry-fighting-vehicle"),
    ("Students fly Hawk trainers.", "Hawk trainers", "trainer-aircraft"),
    ("The unit fires Mistral missiles.", "Mistral missiles", "manpads"),
    ("Paris kept the Mistral helicopter carriers.", "Mistral helicopter carriers", "naval-vessel"),
    ("It got parts for the F-35.", "parts for the F-35", "spare-parts"),
    ("He bought engines for drones.", "engines for drones", "engine"),
    ("It got spare parts for its ageing MiG-29s.", "spare parts for its ageing MiG-29s",
     "spare-parts"),
    ("The ship held 40 million rounds of ammunition.", "rounds of ammunition", "ammunition"),
    ("Lisbon sent unmanned aerial vehicles (UAVs).", "unmanned aerial vehicles (UAVs)", "drone"),
    ("M-346 light combat jets are due.", "M-346 light combat jets", "combat-aircraft"),
    ("They bought BrahMos cruise missiles.", "BrahMos cruise missiles", "cruise-missile"),
    ("They got the Storm Shadow.", "Storm Shadow", "cruise-missile"),
    ("Riga gave Stingers.", "Stingers", "manpads"),
    ("London sent NLAWs.", "NLAWs", "anti-tank-missile"),
    ("The navy wants Naval Strike Missiles.", "Naval Strike Missiles", "anti-ship-missile"),
    ("Tbilisi got TOW-2A missiles.", "TOW-2A missiles", "anti-tank-missile"),
    ("Warsaw flies Bayraktar TB2s.", "Bayraktar TB2s", "armed-drone"),
    ("Geran-2 drones flew in.", "Geran-2 drones", "one-way-attack-drone"),
    ("It lent an AWACS plane.", "AWACS plane", "surveillance-aircraft"),
    ("The air force took C-130J Hercules.", "C-130J Hercules", "transport-aircraft"),
    ("Hanoi chose Kilo-class submarines.", "Kilo-class submarines", "submarine"),
    ("Manila bought two corvettes.", "corvettes", "surface-combatant"),
    ("Suva took a patrol boat.", "patrol boat", "patrol-vessel"),
    ("Kyiv launched sea drones.", "sea drones", "naval-drone"),
    ("They smuggled rifles.", "rifles", "small-arms"),
    ("They smuggled RPG-7s.", "RPG-7s", "light-weapon"),
    ("He asked for night-vision goggles.", "night-vision goggles", "night-vision"),
    ("He asked for GPS jammers.", "GPS jammers", "electronic-warfare"),
    ("Elon's firm runs the Starlink terminals.", "Starlink terminals", "communications"),
    ("Moscow put up a spy satellite.", "spy satellite", "satellite"),
    ("Customs found microelectronics.", "microelectronics", "component"),
    ("Oslo donated body armor.", "body armor", "protective-equipment"),
    ("The plant made nerve agents.", "nerve agents", "chemical-weapon"),
    ("Minsk hosts tactical nuclear weapons.", "tactical nuclear weapons", "nuclear-weapon"),
    ("They agreed on technology transfer.", "technology transfer", "technology"),
    ("A training mission ended.", "training mission", "training"),
    ("Pyongyang sent troops.", "troops", "troops"),
    ("Washington shares intelligence with Kyiv.", "intelligence", "intelligence"),
    ("Tokyo offered satellite imagery.", "satellite imagery", "intelligence"),
    ("The loan is foreign military financing.", "foreign military financing", "funding"),
    ("Cairo granted overflight rights.", "overflight rights", "basing"),
    ("London gives logistical support.", "logistical support", "logistics"),
    ("Paris halted military assistance.", "military assistance", "military-aid"),
    ("A lethal aid bill passed.", "lethal aid", "materiel"),
    ("They buy weapons from anyone.", "weapons", "materiel"),
    ("Budapest lets arms through.", "arms", "materiel"),
    ("The port loads matériel.", "matériel", "materiel"),
    ("The army wants new equipment.", "equipment", "materiel"),
    ("Sarajevo sold TNT.", "TNT", "explosive"),
    ("Glide bombs fell on it.", "Glide bombs", "guided-bomb"),
    ("The navy laid sea mines.", "sea mines", "naval-mine"),
    ("It bought Mk 54 torpedoes.", "Mk 54 torpedoes", "torpedo"),
    ("The jets carry Meteor missiles.", "Meteor missiles", "air-to-air-missile"),
    ("The drones carry Hellfire missiles.", "Hellfire missiles", "air-to-surface-missile"),
    ("Gepards guard the city.", "Gepards", "anti-aircraft-gun"),
    ("They sent cluster munitions.", "cluster munitions", "cluster-munition"),
    ("They fired KN‑23 missiles.", "KN‑23 missiles", "ballistic-missile"),
    ("They drive MRAP vehicles.", "MRAP vehicles", "armoured-personnel-carrier"),
    ("They drive armored vehicles.", "armored vehicles", "armoured-vehicle"),
    ("Orlan-10 drones watched.", "Orlan-10 drones", "reconnaissance-drone"),
    ("Apache attack helicopters came.", "Apache attack helicopters", "attack-helicopter"),
    ("The army got twelve Centurions from abroad.", "Centurions", "battle-tank"),
    ("Karachi bought Sabres by the dozen.", "Sabres", "combat-aircraft"),
    ("He dropped 500-pounders; Oslo sent two-thousand-pound bombs.", "two-thousand-pound bombs",
     "bomb"),
    ("Tunis received counter-drone jammers.", "counter-drone jammers", "electronic-warfare"),
    ("They need mine-resistant trucks.", "mine-resistant trucks", "armoured-personnel-carrier"),
    ("It gave .50-calibre rounds.", ".50-calibre rounds", "small-arms-ammunition"),
    ("They took delivery of loitering munition drones.", "loitering munition drones",
     "one-way-attack-drone"),
    ("Rome lent a surveillance balloon to the army.", "surveillance balloon", "sensor"),
    ("The factory makes ejection seats.", "ejection seats", "component"),
    ("Lima bought landing docks.", "landing docks", "naval-vessel"),
    ("The Sultan ordered Krupp guns.", "Krupp guns", "artillery"),
    ("They bought shoulder-launched surface-to-air missiles.",
     "shoulder-launched surface-to-air missiles", "manpads"),
    ("Patriot missile batteries came.", "Patriot missile batteries", "air-defence-system"),
    ("Riga donated Stinger launchers.", "Stinger launchers", "manpads"),
    ("The rebels got pickups and ordnance from Tripoli.", "ordnance", "materiel"),
    ("The navy bought patrol launches.", "patrol launches", "patrol-vessel"),
    ("The air force sold its jets.", "jets", "combat-aircraft"),
    ("It sent intelligence, surveillance and reconnaissance aircraft.",
     "intelligence, surveillance and reconnaissance aircraft", "surveillance-aircraft"),
    ("They fly Pilatus trainers.", "Pilatus trainers", "trainer-aircraft"),
    ("Dakar bought a rifle factory.", "rifle factory", "technology"),
    ("Giraffe radars came.", "Giraffe radars", "sensor"),
]  # fmt: skip

TRAPS = [
    "The Patriot Act was renewed by the Senate.",
    "The New England Patriots won the final.",
    "A think tank in Geneva wrote the study.",
    "The fuel tank leaked for days.",
    "Water tanks on the roof froze.",
    "Her shares in Shell rose by two percent.",
    "An egg shell lay on the plate.",
    "She welcomed him with open arms.",
    "He broke both arms in the fall.",
    "The minister is up in arms over taxes.",
    "The Cuban missile crisis ended in 1962.",
    "After three rounds of talks nothing was agreed.",
    "The final round of golf was rained off.",
    "The gold mines closed last year.",
    "Bitcoin mines use much power.",
    "South Korean intelligence said that it had no proof.",
    "An intelligence agency warned the bank.",
    "Artificial intelligence will change the office.",
    "The javelin thrower won a medal.",
    "A leopard escaped from the zoo.",
    "The snow leopard is rare.",
    "An eagle circled over the lake.",
    "Fiscal hawks won the vote.",
    "Caesar crossed the Rubicon.",
    "A meteor lit the sky over Siberia.",
    "The puma is a large cat.",
    "Spike Lee made another film.",
    "He drew a hammer from the box.",
    "The search engine found it.",
    "The steam engine changed the world.",
    "Fish and chips are dear.",
    "The blue chip shares fell.",
    "A passenger train stopped at the station.",
    "Teachers in training went on strike.",
    "Office equipment was stolen from the school.",
    "Her landing gear jammed on a passenger flight.",
    "The car bomb killed two shoppers.",
    "A missile strike hit the town.",
    "Drone strikes went on all night.",
    "A drone maker went bankrupt.",
    "The helicopter crash killed its owner.",
    "A starting gun was heard.",
    "He is the top gun of the sales team.",
    "Gun control divides the country.",
    "The bullet train was late.",
    "There is no silver bullet.",
    "Printer cartridges are costly.",
    "The cruise ship docked in Naples.",
    "The fishing boat sank off Norway.",
    "An oil tanker and a cargo vessel collided.",
    "The submarine cable was cut.",
    "The tower's microwave antenna fell.",
    "An 26-year-old student was held.",
    "At 5 in the morning it rained.",
    "The typhoon hit Luzon.",
    "The harrier is a bird of prey.",
    "Bradley became mayor of the town.",
    "Her space rocket reached orbit.",
    "Volunteers left non-profit jobs.",
    "The powder keg of Europe.",
    "Solomon Islands will patrol its waters.",
    "Viktor Orban met Giorgia Meloni.",
    "Her commitment is ironclad.",
    "Migrants crossed in an inflatable boat.",
    "The hurricanes sank a dreadnought hoax.",
    "Workers east of the Urals went on strike.",
    "Surveyors used Ordnance Survey maps.",
    "Grob Aircraft closed its office.",
    "A pickup overtook the bus.",
]


@pytest.mark.parametrize(("text", "words", "concept"), FOUND, ids=[row[1] for row in FOUND])
def test_found(text: str, words: str, concept: str) -> None:
    found = {mention.text: mention.concept for mention in find_munitions(text)}
    assert found.get(words) == concept, found


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_is_no_munition(text: str) -> None:
    assert find_munitions(text) == ()


@pytest.mark.parametrize(
    ("text", "designation", "producer"),
    [
        ("HIMARS launchers", "HIMARS", ("USA",)),
        ("It fired the Hwasong-11Ga.", "KN-23", ("PRK",)),
        ("TB2 drones", "Bayraktar TB2", ("TUR",)),
        ("The T-72B9s rolled.", "T-72B9", ("SUN",)),
        ("F-16 Block 70 jets", "F-16 Block 70", ("USA",)),
        ("It showed the Sarmagon missiles.", "Sarmagon", ()),
        ("It showed XQ-99 drones.", "XQ-99", ()),
        ("It took a Dunlin-class patrol vessel.", "Dunlin-class", ()),
    ],
)
def test_designations(text: str, designation: str, producer: tuple[str, ...]) -> None:
    (mention,) = find_munitions(text)
    assert (mention.designation, mention.producer) == (designation, producer)
    assert mention.kind is NameKind.SYSTEM


@pytest.mark.parametrize(
    "text",
    ["Iranian missiles", "the Kremlin missiles", "New missiles came.", "the Belgian missiles came",
     "IRAN SENDS MISSILES", "Tehran Sends Advanced Missiles"],
)  # fmt: skip
def test_words_before_a_noun_that_are_no_designation(text: str) -> None:
    (mention,) = find_munitions(text)
    assert mention.designation is None
    assert mention.kind is NameKind.GENERIC


def test_lists_are_several_mentions() -> None:
    text = "Lisbon will send tanks, armoured vehicles and 155mm shells; Madrid, radars."
    assert [mention.text for mention in find_munitions(text)] == [
        "tanks",
        "armoured vehicles",
        "155mm shells",
        "radars",
    ]


def test_coordinated_modifiers_share_their_noun() -> None:
    found = [(m.text, m.concept) for m in find_munitions("It needs tank and artillery shells.")]
    assert found == [
        ("tank", "tank-ammunition"),
        ("artillery shells", "artillery-ammunition"),
    ]
    found = [(m.text, m.concept) for m in find_munitions("It sent 122 mm and 152 mm shells.")]
    assert found == [
        ("122 mm", "artillery-ammunition"),
        ("152 mm shells", "artillery-ammunition"),
    ]


def test_lines_are_not_joined() -> None:
    found = find_munitions("- Javelin missiles\n- Engines for T-72 tanks\n- Artillery\n- Shells\n")
    assert [mention.text for mention in found] == [
        "Javelin missiles",
        "Engines for T-72 tanks",
        "Artillery",
        "Shells",
    ]


def test_a_claim_calls_the_concept_munition() -> None:
    (mention,) = find_munitions("Gripen fighters")
    assert mention.munition == mention.concept == "combat-aircraft"


def test_every_free_system_name_is_found() -> None:
    free = [
        name
        for name in munition_names()
        if name.kind is NameKind.SYSTEM
        and not (name.context.near or name.context.head or name.context.counted)
        and not (name.context.not_before or name.context.not_after)
    ]
    lost = [n.form for n in free if n.form not in _found(f"They bought the {n.form} abroad.")]
    assert lost == []


def _found(text: str) -> str:
    return " | ".join(mention.text for mention in find_munitions(text))


PIECES = st.sampled_from(
    ["Patriot", "missiles", "155mm", "shells", "for", "the", "(", ")", "-", "—", "engines", "\n",
     "T-72", "B3", "and", "training", "on", "İ", "Hürkuş", "é", "\u00a0", ".", "S-400s", "of"],
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join),
                 st.lists(PIECES, max_size=60).map("".join)))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_mentions_are_verbatim_ordered_and_apart(text: str) -> None:
    reached = 0
    for mention in find_munitions(text):
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.concept in munitions()
        reached = mention.end
    assert find_munitions(text) == find_munitions(text)


def test_a_long_chain_is_one_pass() -> None:
    text = "missile system " * 3000 + "x" * 5000 + " - " * 3000 + "155 mm " * 2000
    assert find_munitions(text)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("The battery needs guns and 155mm howitzers.", "artillery"),
        ("They smuggled guns, pistols and bullets.", "small-arms"),
        ("Malta sold guns.", "materiel"),
        ("Their nuclear stock has 200 warheads.", "nuclear-weapon"),
    ],
)
def test_a_word_of_a_sense_outweighs_any_munition_nearby(text: str, concept: str) -> None:
    found = {m.text: m.concept for m in find_munitions(text)}
    assert found.get("guns", found.get("warheads")) == concept
