"""Text to claims: fetch, clean, read, resolve."""
