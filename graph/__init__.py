"""Text to claims, claims to quads, claims to a network; knows no HTTP."""
