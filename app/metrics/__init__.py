"""What the service counts of itself, for Prometheus; docs/operating.md lists it."""
