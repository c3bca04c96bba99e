"""A hundred articles that carry script, markup, and tricks of writing, wherever text may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

from graph.claims.article import make_article
from graph.claims.claim import Quantity
from graph.claims.evidence import Passage, Source, SourceKind
from graph.claims.reading import ReadArticle, Reading
from tests.making import EXTRACTOR, make_claim

SUPPLIER = "LIE"
RECIPIENTS = ("NRU", "TUV", "KIR", "PLW", "MHL", "WSM", "TON", "VUT", "SLB", "FSM")
EACH = 10
"""Articles for each recipient: all of them fit into one panel."""

HARM = "window.harmed=1"
TEXTS = (
    f"<script>{HARM}</script>",
    f'"><img src=x onerror="{HARM}">',
    f"<svg/onload={HARM}>",
    f"</title></script><script>{HARM}</script>",
    f"' onmouseover='{HARM}' autofocus onfocus='{HARM}",
    f'<iframe srcdoc="<script>top.harmed=1</script>" src="javascript:{HARM}"></iframe>',
    '<base href="//elsewhere.invalid/">',
    '<meta http-equiv=refresh content="0;url=//elsewhere.invalid">',
    "<style>*{display:none}</style><link rel=stylesheet href=//elsewhere.invalid/a.css>",
    f"{{{{constructor.constructor('{HARM}')()}}}} ${{{HARM}}} <%= 7*7 %>",
    "\u202eyletaidemmi sknat \u2066\u200f\u0634\u062d\u0646\u0629 \u0623\u0633\u0644\u062d\u0629",
    "t\u200ba\u200cn\u200dk\ufeffs\u00ad" + "\u0301" * 40,
    "W" * 900,
    "<!--<!]]> &lt;b&gt; <b><i><table><tr></main></body></html>",
)
ADDRESSES = (
    f"javascript:{HARM}",
    f"data:text/html,<script>{HARM}</script>",
    "//elsewhere.invalid/story",
    f'https://example.org/"onclick="{HARM}',
    "https://example.org/\u202egpj.yrots/" + "a" * 600,
    f"JaVaScRiPt:{HARM}",
    " \tjavascript:alert(1)",
)


def hostile_reads(after: int) -> Iterator[ReadArticle]:
    """Make them; `after` is the last place in the archive that is taken."""
    for number in range(EACH * len(RECIPIENTS)):
        yield replace(_read(number), sequence=after + number + 1)


def _read(number: int) -> ReadArticle:
    def attack(place: int) -> str:
        return TEXTS[(number + 3 * place) % len(TEXTS)]

    before = f"Story {number}. "
    sentence = f"Liechtenstein sends 7 {attack(0)} tanks {attack(1)} away {number}."
    article = make_article(
        f"{before}{sentence} {attack(2)}",
        title=f"{attack(3)} {number}",
        published=date(2024, 1 + number % 12, 1),
        publisher=f"{attack(4)} Post",
        url=ADDRESSES[number % len(ADDRESSES)],
    )
    claim = make_claim(
        Passage.of(article.text, len(before), len(before) + len(sentence)),
        supplier=SUPPLIER,
        recipient=RECIPIENTS[number // EACH],
        munition="battle-tank",
        munition_text=attack(0),
        designation=attack(1),
        source=Source(name=f"{attack(5)} office", kind=SourceKind.OFFICIAL),
        quantity=Quantity(text=f"7 {attack(0)}", min=7, max=7, unit=attack(1), approximate=False),
    )
    reading = Reading(article_id=article.id, extractor=EXTRACTOR, claims=(claim,))
    return ReadArticle(
        article=article, reading=reading, sequence=1, read_at=datetime(2025, 1, 1, tzinfo=UTC)
    )
