"""Check what is taken from the demo stories and from the gold against the shapes (SHACL).

    python -m bench.shapes [NAME ...]

Every text comes in as a user's file would, through fetch, clean and the reader. The gold is looked
for as in `bench.evaluate`; without it, only the demo stories are checked. Prints every violation,
and fails when there is any.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import resources
from pathlib import Path

from bench.evaluate import shared_folder
from graph.claims.article import Article
from graph.claims.reading import ReadArticle
from graph.errors import InputError
from graph.ingest.clean import clean
from graph.ingest.fetch import fetch
from graph.ingest.fetched import Failed
from graph.ingest.reader import ArticleReader, load_reader
from graph.quads.iris import Iris
from graph.quads.shapes import violations
from graph.quads.write import agent_quads, article_quads, supply_quads

BATCH = 100
"""Articles checked together: a check takes some tenths of a second however few there are."""
IRIS = Iris()
TODAY = date(2100, 1, 1)
"""After every date of publication."""


def articles_of(file: Path) -> Iterator[Article]:
    """Take in the texts of a file; what an ingest refuses is told and left out."""
    for found in fetch([file], today=TODAY):
        try:
            if isinstance(found, Failed):
                raise found.error
            yield clean(found)
        except InputError as refused:
            print(f"  not ingested: {found.name}: {refused}")


def read_file(reader: ArticleReader, file: Path) -> list[ReadArticle]:
    """Read the texts of a file; one that comes twice is one article."""
    articles = list({article.id: article for article in articles_of(file)}.values())
    return [
        ReadArticle(article=article, reading=reading, sequence=number)
        for number, (article, reading) in enumerate(
            zip(articles, reader.read_many(articles), strict=True), start=1
        )
    ]


def check(reads: Sequence[ReadArticle]) -> list[str]:
    """List what is wrong with the quads of articles."""
    found: list[str] = []
    for start in range(0, len(reads), BATCH):
        quads = {
            quad: None
            for read in reads[start : start + BATCH]
            for write in (article_quads, agent_quads, supply_quads)
            for quad in write(read, IRIS)
        }
        found.extend(violations(quads, IRIS))
    return found


def main() -> int:
    """Print what is wrong, file by file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="files of the gold, all by default")
    names = parser.parse_args().names
    folder = shared_folder() / "gold"
    gold = sorted(file for file in folder.glob("*.jsonl") if not names or file.stem in names)
    if not gold:
        print(f"no gold in {folder}: MATERIEL_SHARED names the folder that holds it")
    reader = load_reader()
    total = 0
    with resources.as_file(resources.files("app.demo").joinpath("articles.jsonl")) as demo:
        for name, file in (("demo", demo), *((file.stem, file) for file in gold)):
            reads = read_file(reader, file)
            found = check(reads)
            claims = sum(len(read.reading.claims) for read in reads)
            print(f"{name:<10} {len(reads):5} texts {claims:6} claims {len(found):4} violations")
            print("".join(f"  {each}\n" for each in found), end="")
            total += len(found)
    return 0 if total == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
