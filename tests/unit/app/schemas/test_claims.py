"""A claim as JSON has every field of the contract."""

from app.schemas.claims import ClaimOut
from graph.claims.claim import Claim, Extractor, Quantity, Stage, Status, Value
from graph.claims.evidence import Passage, Source, SourceKind

TEXT = "Oslo: 20 launchers worth $5m for Kyiv"


def test_every_field_is_shown_as_the_contract_names_it() -> None:
    claim = Claim(
        supplier="NOR",
        recipient="UKR",
        munition="battle-tank",
        munition_text="launchers",
        designation="Model 7",
        stage=Stage.ORDER,
        status=Status.ALLEGED,
        source=Source(name="Oslo", kind=SourceKind.OFFICIAL),
        quantity=Quantity(text="20", min=20, max=20, unit=None, approximate=False),
        value=Value(amount=5_000_000, currency="USD"),
        date="2024-03",
        via=("POL",),
        passage=Passage.of(TEXT, 0, 18),
        confidence=0.5,
        extractor=Extractor(name="by-hand", version="1"),
    )
    assert ClaimOut.of("c1", "a1", claim).model_dump(mode="json") == {
        "id": "c1",
        "article": "a1",
        "supplier": "NOR",
        "recipient": "UKR",
        "munition": "battle-tank",
        "munition_text": "launchers",
        "designation": "Model 7",
        "stage": "order",
        "status": "alleged",
        "source": {"name": "Oslo", "kind": "official"},
        "quantity": {"text": "20", "min": 20, "max": 20, "unit": None, "approximate": False},
        "value": {"amount": 5_000_000.0, "currency": "USD"},
        "date": "2024-03",
        "via": ["POL"],
        "quote": TEXT[:18],
        "start": 0,
        "end": 18,
        "confidence": 0.5,
        "extractor": {"name": "by-hand", "version": "1"},
    }
