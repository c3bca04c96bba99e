"""Many articles read by many: handed out in batches, taken back, kept once."""
