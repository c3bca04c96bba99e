"""The addresses of things: every IRI that we mint answers under the base."""
