"""The pages for people: each is a readable table first, and a script makes more of it."""
