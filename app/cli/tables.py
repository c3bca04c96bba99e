"""Supplies on a terminal: a table, or the rows with the words they rest on."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.printable import printable
from app.schemas.supplies import QuoteOut, SupplyOut
from app.schemas.tables import tell_time
from graph.network.filter import ANY_AID

PIPE_WIDTH = 160
ALL_AID = "All arms and military aid"
COLUMNS = ("Supplier", "Recipient", "Munition", "Standing", "Stages", "Claims", "When")


def show_rows(rows: Sequence[SupplyOut], *, evidence: bool) -> None:
    """Print rows on standard output; with evidence, each with its quotes."""
    # A pipe has no width: lines that are long enough for a table.
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    if not rows:
        console.print("No claim says so.")
    elif evidence:
        for row in rows:
            _show_evidence(console, row)
    else:
        console.print(_table(rows))


def _table(rows: Sequence[SupplyOut]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in COLUMNS:
        table.add_column(heading, justify="right" if heading == "Claims" else "left")
    for row in rows:
        table.add_row(*(_plain(cell) for cell in _cells(row)))
    return table


def _cells(row: SupplyOut) -> tuple[str, ...]:
    return (
        row.supplier.label,
        row.recipient.label,
        _what(row),
        _standing(row),
        ", ".join(stage.value for stage in row.stages),
        str(row.claims),
        tell_time(row),
    )


def _what(row: SupplyOut) -> str:
    """Name what a row is about; the concept above all stands for all that passes, if summed up."""
    if row.munition is None:
        return "not named"
    return ALL_AID if row.munition.id == ANY_AID and not row.exact else row.munition.label


def _show_evidence(console: Console, row: SupplyOut) -> None:
    supplier, recipient, munition, standing, stages, claims, time = _cells(row)
    console.print(_plain(f"{supplier} → {recipient}: {munition}", style="bold"))
    facts = (standing, stages, f"{claims} {'claim' if row.claims == 1 else 'claims'}", time)
    console.print(_plain(f"  {' · '.join(fact for fact in facts if fact)}", style="dim"))
    for quote in row.quotes:
        console.print(Padding(_plain(f"“{quote.quote}”"), (0, 0, 0, 4), expand=False))
        console.print(Padding(_plain(_origin(quote), style="dim"), (0, 0, 0, 6), expand=False))
    console.print()


def _origin(quote: QuoteOut) -> str:
    article = quote.article
    where = (article.title, article.publisher, article.published, article.url)
    told = ", ".join(str(part) for part in where if part)
    source = f"{quote.source.name}, in: " if quote.source else ""
    return f"{source}{told or f'article {article.id}'}"


def _standing(row: SupplyOut) -> str:
    """Say how well it is established, and what speaks against it."""
    standing = [row.strength.value if row.strength else row.status.value]
    standing += ["contested"] * row.contested + ["suspended"] * row.suspended
    if row.disputed and len(standing) == 1:
        standing.append(f"disputed by {row.disputed}")
    return ", ".join(standing)


def _plain(text: str, style: str = "") -> Text:
    """Keep an article's words from steering the terminal."""
    shown = printable(text)
    return Text(" ".join(shown.split()) if not style else shown, style=style)
