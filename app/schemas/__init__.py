"""The doors: pydantic models of what comes in and what goes out."""
