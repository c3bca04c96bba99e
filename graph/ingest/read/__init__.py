"""From an article to claims: segments, mentions, parse, frames, claims."""
