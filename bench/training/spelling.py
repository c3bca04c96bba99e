"""Give actors the names of others, so that nobody can be learnt by name."""

from __future__ import annotations

import random
from collections import defaultdict

from graph.claims.actor import ActorKind, describe_actor
from graph.ingest.learned.sheet import Speller
from graph.ingest.lexicons.actors import ActorNameKind, actor_names
from graph.ingest.read.gate import Outline
from graph.ingest.read.mentions import ActorForm, ActorMention

_KINDS = {
    ActorForm.NAME: ActorNameKind.NAME,
    ActorForm.ADJECTIVE: ActorNameKind.ADJECTIVE,
    ActorForm.INSTITUTION: ActorNameKind.GOVERNMENT,
    ActorForm.PERSON: ActorNameKind.LEADER,
}


class Respeller:
    """Renames states, each mention with a name of the same kind."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._names: dict[str, dict[ActorNameKind, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._capitals: set[str] = set()
        for name in actor_names():
            if name.kind is ActorNameKind.CAPITAL:
                self._capitals.add(name.form)
            if name.actor and not name.context and name.form[0].isalpha():  # no flags
                self._names[name.actor][name.kind].append(name.form)
        self._states = [
            actor
            for actor, kinds in sorted(self._names.items())
            if describe_actor(actor).kind is ActorKind.STATE
            and {ActorNameKind.NAME, ActorNameKind.ADJECTIVE, ActorNameKind.CAPITAL} <= set(kinds)
        ]

    def renaming(self, outline: Outline) -> Speller:
        """Choose another state for each of an article's; a mention keeps its words if none fits."""
        named = {one for row in (*outline.actors, outline.title) for m in row for one in m.actors}
        states = sorted(actor for actor in named if actor in self._names)
        new = dict(
            zip(states, self._chance.sample(self._states, min(len(states), 150)), strict=False)
        )

        def spell(mention: ActorMention) -> str:
            other = new.get(mention.actors[0])
            if other is None or len(mention.actors) > 1:
                return mention.text
            forms = self._names[other].get(self._kind(mention))
            return self._chance.choice(forms) if forms else mention.text

        return spell

    def _kind(self, mention: ActorMention) -> ActorNameKind:
        if mention.text in self._capitals:
            return ActorNameKind.CAPITAL
        return _KINDS.get(mention.form, ActorNameKind.NOT_ACTOR)
