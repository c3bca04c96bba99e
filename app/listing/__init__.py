"""Lists: which part of the rows, in which order, which fields of them, and in which form."""
