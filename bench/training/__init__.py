"""Training of the encoder that `graph.ingest.learned` runs; needs `requirements/train.txt`."""
