import pytest

from graph.claims.article import make_article
from graph.ingest.read.actors import find_publisher_actors
from graph.ingest.read.mentions import ActorForm, ActorMention
from graph.ingest.reader import ArticleReader
from graph.ingest.resolve.reference import home_of_publisher


def named(*actors: str) -> tuple[ActorMention, ...]:
    return tuple(
        ActorMention(start=0, end=1, text="x", actors=(actor,), form=ActorForm.NAME)
        for actor in actors
    )


@pytest.mark.parametrize(
    ("publisher", "actors", "home"),
    [
        ("The White House", (), "USA"),
        ("President of Russia (kremlin.ru)", ("RUS",), "RUS"),
        ("Ministry of Defence, Chile", ("CHL",), "CHL"),
        ("Chile Today", ("CHL",), None),
        (None, (), None),
    ],
)
def test_a_government_publishes_as_its_state(
    publisher: str | None, actors: tuple[str, ...], home: str | None
) -> None:
    assert home_of_publisher(publisher, named(*actors)) == home


def home(publisher: str) -> str | None:
    found = find_publisher_actors(make_article("Nothing.", publisher=publisher))
    return home_of_publisher(publisher, found)


@pytest.mark.parametrize(
    ("publisher", "state"),
    [
        ("Department of Defence, South Africa", "ZAF"),
        ("Department of Defence, Canberra", "AUS"),
        ("House of Commons of Canada", "CAN"),
        ("National Assembly of Armenia (translation)", "ARM"),
        ("National Assembly, Abuja", "NGA"),
        ("Ministério da Defesa, Brasil", "BRA"),
        ("Kementerian Pertahanan Malaysia", "MYS"),
        ("Ministerio de Defensa del Perú", "PER"),
        ("Présidence de la République du Tchad", "TCD"),
        ("Tweede Kamer (translation)", "NLD"),
        ("Palácio do Planalto", "BRA"),
        ("Media Center Ukraine", "UKR"),
        ("Senate of the Philippines", "PHL"),
        ("Coast Guard of Jamaica", "JAM"),
        ("Knesset, committee on defence", "ISR"),
        ("Ministry of Defence and Veterans Affairs, Namibia", "NAM"),
        ("Ministry of Defence of Japan, news release", "JPN"),
        ("Naval Logistics Agency, Ministry of Defence, Norway", "NOR"),
    ],
)
def test_offices_and_parliaments_publish_for_their_state(publisher: str, state: str) -> None:
    assert home(publisher) == state


@pytest.mark.parametrize(
    "publisher",
    [
        "The Army Times",
        "Naval News",
        "Defence Department Watch",
        "Senate Gazette",
        "Kremlin Monitor",
        "Kenya Army Review",
        "Knesset Post",
        "Salvation Army, Kenya",
        "Institute for Government, London",
        "Daily Planalto",
        "Armenian Government News Agency",
        "Air Force Museum, Oslo",
        "Ministry of Defence",
        "Daily Dispatch, Ireland",
        "Ministerio de Defensa (English version)",
        "Kementerian Pertahanan (English)",
    ],
)
def test_newspapers_scholars_and_offices_of_no_state_do_not(publisher: str) -> None:
    assert home(publisher) is None


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("The Tupamaros hold two barracks. Cuba sent the rebels 200 rifles.", "name:tupamaros"),
        ("The LTTE had boats. India armed the movement with mortars.", "name:ltte"),
        ("RENAMO lost a hill. Malawi sent the guerrillas 200 rifles.", "name:renamo"),
        ("Bhutan keeps an army. India gave the Himalayan kingdom rifles.", "BTN"),
        ("Fiji has a navy. Australia gave the islands two patrol boats.", "FJI"),
    ],
)
def test_a_definite_noun_is_the_group_or_state_of_its_kind(
    text: str, recipient: str, reader: ArticleReader
) -> None:
    claims = reader.read(make_article(text)).claims
    assert {claim.recipient for claim in claims} == {recipient}
