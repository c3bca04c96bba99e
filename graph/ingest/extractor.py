"""What reads: the name and version under which readings are kept. Change it when claims change."""

from __future__ import annotations

from graph.claims.claim import Extractor

EXTRACTOR = Extractor(name="materiel", version="0.2.0")
RULES_ALONE = Extractor(name="materiel-rules", version="0.2.0")
