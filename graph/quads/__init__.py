"""Claims to RDF and back; `iris` alone builds IRIs, `shapes` alone knows pySHACL."""
