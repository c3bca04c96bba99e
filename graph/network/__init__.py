"""The network that claims add up to, in memory: supplies, paths, centralities."""
