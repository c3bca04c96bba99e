"""Revisions, one for each version of the tables; what a released one does never changes."""
