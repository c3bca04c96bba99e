"""Readers of every list while others write: no error, no torn answer, no long tail."""
