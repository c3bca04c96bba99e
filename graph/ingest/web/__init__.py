"""Addresses: what they lead to is fetched with care, and read as an article or a feed."""
