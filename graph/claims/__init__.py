"""The nouns every stage speaks: article, actor, munition, claim, evidence, reading, verdict."""
