"""What was found when an archive was gone through."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.archive.deciding import Note
from graph.archive.keys import ApiKey
from graph.archive.trail import Entry
from graph.claims.article import Article
from graph.claims.finding import Finding, Part
from graph.claims.publisher import PublisherVerdict
from graph.claims.reading import Reading
from graph.claims.verdict import Verdict


@dataclass(slots=True)
class Checked:
    """Findings, and all that is whole: articles with words, reading and history, and the rest.

    `verdicts` are by article and claim, the newest of each; `judged` and `hearings` are those on
    claims and on publishers by sequence number; `notes` are of all decisions that are whole.
    """

    findings: list[Finding] = field(default_factory=list)
    articles: dict[str, Article] = field(default_factory=dict)
    readings: dict[str, list[Reading]] = field(default_factory=lambda: defaultdict(list))
    moments: dict[str, str] = field(default_factory=dict)
    changes: list[tuple[int, str, str]] = field(default_factory=list)
    kinds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    notes: dict[int, Note] = field(default_factory=dict)
    judged: dict[int, Verdict] = field(default_factory=dict)
    verdicts: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    hearings: dict[int, PublisherVerdict] = field(default_factory=dict)
    keys: list[ApiKey] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    damaged: set[str] = field(default_factory=set)

    def tell(self, what: str, article: str | None = None) -> None:
        """Take down a finding."""
        self.findings.append(Finding(part=Part.ARCHIVE, what=what, article=article))
        if article is not None:
            self.damaged.add(article)

    @property
    def whole(self) -> frozenset[str]:
        """Name the articles of which everything is what was written."""
        return frozenset(self.articles.keys() & self.readings.keys()) - self.damaged
