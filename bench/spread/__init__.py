"""Reading by many, measured: rates, the memory of whoever hands out, workers that are killed."""
