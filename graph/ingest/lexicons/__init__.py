"""Lexicons of the reader: names, words and rules as data files, each with its loader."""
