"""A grammar of SPARQL queries that draws one at a time; most of them parse."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from bench.hostile.attacks import ANY, attacks
from bench.hostile.attempts import Attempt
from bench.hostile.transport import carried

DEEPEST = 3


class Grammar:
    """Draws queries over the terms that it is given: predicates, and things as N-Triples."""

    def __init__(self, rolls: Random, predicates: Sequence[str], things: Sequence[str]) -> None:
        self._rolls = rolls
        self._predicates = predicates
        self._things = things
        self._words = attacks()["random"]

    def query(self) -> str:
        """Draw a query of any form."""
        pattern = self._group(0)
        dataset = "" if self._rolls.random() < 0.9 else f"FROM {self._things[0]} "
        form = self._rolls.randrange(10)
        if form == 0:
            return f"ASK {dataset}{pattern}"
        if form == 1:
            template = " . ".join(self._triple(plain=True) for _ in range(self._some()))
            return f"CONSTRUCT {{ {template} }} {dataset}WHERE {pattern} {self._slice()}"
        if form == 2:
            what = f"{self._variable()} {dataset}WHERE {pattern} LIMIT 20"
            return f"DESCRIBE {self._rolls.choice((what, self._rolls.choice(self._things)))}"
        if form < 5:
            return self._grouped(dataset, pattern)
        distinct = self._rolls.choice(("", "DISTINCT ", "REDUCED "))
        return f"SELECT {distinct}* {dataset}WHERE {pattern} {self._order()} {self._slice()}"

    def broken(self) -> str:
        """Draw a query and spoil it: something left out, doubled, put in or turned round."""
        text = self.query()
        noise = [each.format() for each in self._words["noise"]]
        for _ in range(self._rolls.randint(1, 4)):
            start = self._rolls.randrange(len(text) + 1)
            end = min(start + self._rolls.choice((0, 1, 1, 3, 20)), len(text))
            part = self._rolls.choice(
                ("", text[start:end] * 2, text[start:end][::-1], self._rolls.choice(noise))
            )
            text = text[:start] + part + text[end:]
        return text

    def _some(self) -> int:
        return self._rolls.choice((1, 1, 1, 2, 2, 3))

    def _variable(self) -> str:
        return "?" + self._rolls.choice("abcde")

    def _grouped(self, dataset: str, pattern: str) -> str:
        name = self._rolls.choice(("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"))
        key, of = self._variable(), self._variable()
        distinct = self._rolls.choice(("", "DISTINCT "))
        having = f"HAVING (COUNT(*) > {self._rolls.randrange(4)})" * self._rolls.randrange(2)
        columns = f"{key} ({name}({distinct}{of}) AS ?found) (COUNT(*) AS ?n)"
        tail = f"GROUP BY {key} {having} ORDER BY {key} {self._slice()}"
        return f"SELECT {columns} {dataset}WHERE {pattern} {tail}"

    def _group(self, depth: int) -> str:
        parts = [self._triples()] if depth < DEEPEST or self._rolls.random() < 0.8 else []
        if depth < DEEPEST:
            makers = (self._nested, self._filter, self._bind, self._values, self._triples_at)
            more = range(self._rolls.choice((0, 1, 1, 2, 3)))
            parts += [self._rolls.choice(makers)(depth) for _ in more]
        return "{ " + " ".join(parts) + " }"

    def _nested(self, depth: int) -> str:
        group = self._group(depth + 1)
        return self._rolls.choice(
            (
                f"OPTIONAL {group}",
                f"{group} UNION {self._group(depth + 1)}",
                f"MINUS {group}",
                f"GRAPH ?g {group}",
                f"FILTER EXISTS {group}",
                f"FILTER NOT EXISTS {group}",
                f"{{ SELECT * WHERE {group} LIMIT {self._rolls.choice((1, 10, 100))} }}",
                group,
            )
        )

    def _triples_at(self, _depth: int) -> str:
        return self._triples()

    def _triples(self) -> str:
        return " ".join(self._triple() + " ." for _ in range(self._some()))

    def _triple(self, *, plain: bool = False) -> str:
        subject = self._rolls.choice((self._variable(), self._variable(), self._thing()))
        thing = self._rolls.choice((self._variable(), self._variable(), self._thing()))
        predicate = self._rolls.choice(self._predicates)
        if not plain and self._rolls.random() < 0.15:
            predicate = self._rolls.choice(self._words["paths"]).format(p=predicate)
        elif self._rolls.random() < 0.1:
            predicate = "?p"
        return f"{subject} {predicate} {thing}"

    def _thing(self) -> str:
        return self._rolls.choice(self._things)

    def _filter(self, depth: int) -> str:
        return f"FILTER({self._expression(depth)})"

    def _bind(self, depth: int) -> str:
        return f"BIND({self._expression(depth)} AS ?bound{self._rolls.randrange(10**6)})"

    def _values(self, _depth: int) -> str:
        terms = (self._rolls.choice((self._thing(), self._literal(), "UNDEF")) for _ in range(4))
        return f"VALUES {self._variable()} {{ {' '.join(terms)} }}"

    def _literal(self) -> str:
        text = self._rolls.choice(self._words["strings"])
        return self._rolls.choice((f'"{text}"', f'"{text}"@en', str(self._rolls.randrange(99))))

    def _expression(self, depth: int) -> str:
        if depth >= DEEPEST:
            return self._rolls.choice((self._variable(), self._literal(), "true"))
        one, other = self._expression(depth + 1), self._expression(depth + 1)
        call = self._rolls.choice(self._words["functions"])
        pattern = self._rolls.choice(self._words["patterns"]).format()
        return self._rolls.choice(
            (
                f"{one} {self._rolls.choice(('=', '!=', '<', '>=', '+', '*', '&&', '||'))} {other}",
                f"{call}({one})",
                f"!({one})",
                f"IF({one}, {other}, {self._literal()})",
                f"COALESCE({one}, {other})",
                f"CONCAT(STR({one}), STR({other}))",
                f'REGEX(STR({one}), "{pattern}", "i")',
                f'REPLACE(STR({one}), "{pattern}", "x")',
                f"{one} IN ({other}, {self._literal()})",
                f"CONTAINS(STR({one}), STR({other}))",
                f"BOUND({self._variable()})",
            )
        )

    def _order(self) -> str:
        return self._rolls.choice(("", "", f"ORDER BY {self._variable()} DESC(STR(?b))"))

    def _slice(self) -> str:
        offset = self._rolls.choice(("", "", f" OFFSET {self._rolls.randrange(20)}"))
        return f"LIMIT {self._rolls.choice((0, 1, 10, 200, 1000))}{offset}"


def drawn(rolls: Random, grammar: Grammar) -> Attempt:
    """Make a request of a query that parses, as a rule."""
    attempt = Attempt(kind="random", query=grammar.query(), expected=ANY)
    return carried(rolls, attempt)


def spoilt(rolls: Random, grammar: Grammar) -> Attempt:
    """Make a request of a query that does not, as a rule."""
    attempt = Attempt(kind="broken", query=grammar.broken(), expected=ANY | {405})
    return carried(rolls, attempt)
